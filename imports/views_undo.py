"""Taking a list back: what it would do, agreeing to it, what stayed, and bringing it in again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from imports.actions import NotNow
from imports.models import ImportBatch
from imports.tasks import nudge
from imports.undo import actions
from imports.views import batch_or_404, do, see
from members.requests import OrgRequest
from organizations.access import allow

Status = ImportBatch.Status
A_PAGE = 100


@require_POST
@allow("import.undo")
def ask(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Look at what taking the list back would do; nothing is changed."""
    batch = batch_or_404(pk)
    if batch.is_going_back:
        return see(request, batch)
    return do(request, batch, lambda: actions.ask(batch, by=request.member))


@require_POST
@allow("import.undo")
def agree(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Take the list back; a second press finds it on its way."""
    batch = batch_or_404(pk)
    if batch.status in (Status.TO_UNDO, Status.UNDOING, Status.UNDONE):
        return see(request, batch)
    return do(request, batch, lambda: actions.agree(batch, by=request.member))


@require_POST
@allow("import.undo")
def keep(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Leave the list in."""
    batch = batch_or_404(pk)
    if batch.status in Status.ended():
        return see(request, batch)
    return do(request, batch, lambda: actions.keep(batch, by=request.member))


@require_POST
@allow("import.run")
def again(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Bring a list that was taken back in again: it is checked first, as any other."""
    batch = batch_or_404(pk)
    try:
        new = actions.bring_in_again(batch, by=request.member)
    except NotNow as elsewhere:
        messages.info(request, str(elsewhere))
        return see(request, batch)
    nudge(new)
    return see(request, new)
