"""A ladder as a page to read and to print: what each level looks like, for someone who has never heard of it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ladders.models import Ladder
from members.requests import OrgRequest
from organizations.access import allow, may


@require_safe
@allow("ladder.view")
def read_default(request: OrgRequest) -> HttpResponse:
    """Show what the levels of the default ladder look like."""
    return _show(request, None)


@require_safe
@allow("ladder.view")
def read(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show what the levels of another ladder look like."""
    return _show(request, pk)


def _show(request: OrgRequest, pk: UUID | None) -> HttpResponse:
    """Levels, sentences and signs; no people and no figures, so that it can be handed to anyone."""
    found = Ladder.objects.prefetch_related("levels__signs")
    ladder = (found.filter(pk=pk) if pk else found.filter(is_default=True)).first()
    if ladder is None:
        raise Http404
    levels = [level for level in ladder.levels.all() if not level.retired_at]
    others = [each for each in Ladder.objects.in_use() if each != ladder]
    context = {
        "ladder": ladder,
        "levels": levels[::-1],
        "n_levels": len(levels),
        "others": others,
        "may_edit": may(request, "ladder.edit"),
        "today": request.organization.today(),
    }
    return render(request, "ladders/read.html", context)
