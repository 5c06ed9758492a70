"""Bringing in a list: match columns, check, confirm. One address shows a list at whatever step it is."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from imports import actions, views_steps
from imports.forms import LayoutForm
from imports.forms_match import MatchForm
from imports.models import ImportBatch
from imports.tasks import nudge
from imports.undo import page as undo_page
from members.requests import OrgRequest
from organizations.access import allow

Status = ImportBatch.Status


@require_safe
@allow("import.run")
@vary_on_headers("HX-Request", "HX-Target")
def detail(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show a list at its step; the page can be closed and found again."""
    batch = batch_or_404(pk)
    if batch.status == Status.COMPARED and not views_steps.is_polled(request):
        return HttpResponseRedirect(reverse("imports:compared", args=[request.organization.slug, batch.pk]))
    if batch.status in (Status.TO_AGREE, Status.UNDONE) and not views_steps.is_polled(request):
        return undo_page.show(request, batch)
    return views_steps.show(request, batch)


@require_POST
@allow("import.run")
def layout(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Read the file again in the way that the person says."""
    batch = batch_or_404(pk)
    if not batch.layout or not batch.stored_as:
        return see(request, batch)
    form = LayoutForm(request.POST, batch=batch)
    if not form.is_valid():
        return views_steps.match_page(request, batch, layout=form, status=422)
    return do(request, batch, lambda: actions.choose_layout(batch, chosen=form.chosen()))


@require_http_methods(["GET", "HEAD", "POST"])
@allow("import.run")
def match(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show the columns again, or take the person's word on what they are."""
    batch = batch_or_404(pk)
    if batch.status not in (Status.TO_MATCH, Status.TO_CONFIRM) or not batch.stored_as:
        return see(request, batch)
    if request.method != "POST":
        return views_steps.match_page(request, batch)
    form = MatchForm(request.POST, batch=batch, today=request.organization.today())
    if not form.is_valid():
        return views_steps.match_page(request, batch, form=form, status=422)
    return do(request, batch, lambda: actions.match(batch, by=request.member, **form.given()))


@require_POST
@allow("import.run")
def confirm(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Bring the list in; a second press finds it on its way."""
    batch = batch_or_404(pk)
    if batch.status in (Status.TO_APPLY, Status.APPLYING, Status.DONE):
        return see(request, batch)
    return do(request, batch, lambda: actions.confirm(batch, by=request.member))


@require_POST
@allow("import.run")
def cancel(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Stop; what is in stays in."""
    batch = batch_or_404(pk)
    return do(request, batch, lambda: actions.cancel(batch, by=request.member))


def batch_or_404(pk: UUID) -> ImportBatch:
    found = ImportBatch.objects.select_related("started_by", "ladder", "undone_by", "like", "sheet")
    return get_object_or_404(found, pk=pk)


def see(request: OrgRequest, batch: ImportBatch) -> HttpResponse:
    """Send to the list's page, by GET whatever was asked."""
    return HttpResponseRedirect(reverse("imports:detail", args=[request.organization.slug, batch.pk]), status=303)


def do(request: OrgRequest, batch: ImportBatch, act: views_steps.Act) -> HttpResponse:
    """Move a list on and show it; one that has gone on meanwhile is shown where it stands, with a sentence."""
    try:
        act()
    except actions.NotNow as elsewhere:
        messages.info(request, str(elsewhere))
    else:
        nudge(batch)
    return see(request, batch)
