"""The ladder page."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ladders import page
from ladders.doors import openings
from ladders.finding import find
from ladders.goals import beside
from ladders.models import Ladder
from ladders.queries import Distribution
from members import choices
from members.requests import OrgRequest
from organizations.access import allow, may
from organizations.registry import places_for


@require_safe
@allow("ladder.view")
def default_ladder(request: OrgRequest) -> HttpResponse:
    """Show the ladder that pages are about when none is named."""
    return _show(request, None)


@require_safe
@allow("ladder.view")
def ladder(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show another ladder."""
    return _show(request, pk)


def _show(request: OrgRequest, pk: UUID | None) -> HttpResponse:
    ladders = list(Ladder.objects.prefetch_related("levels"))
    shown = next((each for each in ladders if (each.pk == pk if pk else each.is_default)), None)
    if shown is None:
        if pk:
            raise Http404
        return render(request, "ladders/no_ladder.html")
    reader = page.reader(request)
    try:
        everyone, own = page.counts(shown, reader)
    except (ValueError, KeyError):
        # A unit that is gone, or of another group: everyone, without it.
        return redirect(request.path)
    others = _choices(request, [each for each in ladders if each == shown or not each.put_away_at], shown)
    context = _context(shown, reader, everyone, own) | _units(request, reader)
    return render(request, "ladders/ladder.html", context | {"others": others, "import_url": _import_url(request)})


def _context(shown: Ladder, reader: page.Reader, everyone: Distribution, own: Distribution | None) -> dict[str, object]:
    """Gather what the figures say to this reader."""
    goals = beside.load(shown, reader.unit, reader.request.organization.today())
    table = page.table(shown, reader, everyone, own, goals)
    few = table["on_ladder"].now.people is None
    return {
        "ladder": shown,
        "distribution": everyone,
        "finding": None if few else find(everyone, closely=not table["n_hidden"]),
        "table": table,
        "has_goals": any(line.goal_at is not None for line in table["levels"]),
        "n_levels": sum(not level.retired_at for level in shown.levels.all()),
        "unit": reader.unit,
        "can_see_people": bool(reader.reach),
        "may_edit": may(reader.request, "ladder.edit"),
        "doors": openings(reader.request, shown),
        "today": reader.request.organization.today(),
    }


def _units(request: OrgRequest, reader: page.Reader) -> dict[str, object]:
    """Offer to narrow the figures to a unit, to those who may see the people in it."""
    if not reader.reach:
        return {}
    return {"units": choices.load(request).unit_options(), "unit_label": _("Where they belong")}


def _choices(request: OrgRequest, ladders: list[Ladder], shown: Ladder) -> list[dict[str, object]]:
    """List the ladders to switch between, when there are several."""
    slug = request.organization.slug
    return [
        {
            "name": each.name,
            "current": each == shown,
            "url": reverse("ladders:ladder", args=[slug])
            if each.is_default
            else reverse("ladders:other", args=[slug, each.pk]),
        }
        for each in ladders
        if len(ladders) > 1
    ]


def _import_url(request: OrgRequest) -> str:
    """Return where a list is brought in, for those who may."""
    names = [place.url_name for place in places_for(request) if place.action == "import.run"]
    return reverse(names[0], args=[request.organization.slug]) if names else ""
