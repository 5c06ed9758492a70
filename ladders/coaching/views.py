"""Who coaches whom: the whole forest with what it covers, and one person's own generations."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from audit import reads
from ladders.coaching.queries import Coverage, coverage, holders
from ladders.models import Level
from ladders.queries import IN_TOUCH, ON_LADDER
from members.generations import page
from members.generations.edges import COACHING
from members.models import Member
from members.requests import OrgRequest
from organizations.access import allow, may


@require_safe
@allow("member.view")
def tree(request: OrgRequest) -> HttpResponse:
    """Show the generations, coverage by level, and whom directors and they themselves may want to relieve."""
    forest = page.forest(request, COACHING)
    reads.note(request, "member.view", n=page.size(forest))
    return render(request, "ladders/coaching.html", {"forest": forest, **page.pager(forest), **_figures(request)})


@require_safe
@allow("member.view")
def below(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show whom one person coaches, and whom those coach."""
    member = get_object_or_404(Member.objects.people().visible_to(request), pk=pk)
    forest = page.below(request, COACHING, member)
    reads.note(request, "member.view", of=pk)
    return render(request, "ladders/coaching.html", {"forest": forest, "member": member})


def _figures(request: OrgRequest) -> dict[str, Any]:
    """Count for this reader: figures and the lists behind them are of the people in reach."""
    people = Member.objects.people().visible_to(request)
    levels = list(Level.objects.filter(ladder__is_default=True).select_related("ladder"))
    found = coverage(people, levels)
    most = levels[0].ladder.holds_at_most if levels else 0
    # How much somebody holds is for those who can change it: directors, and they themselves.
    who = people if may(request, "ladder.edit") else people.filter(pk=request.member.pk)
    return {
        "levels": [(each, _lists(request, each.level)) for each in found.levels],
        "most_short": _most_short(found.levels),
        "alone": found.alone,
        "alone_url": _list(request, {"place": [ON_LADDER, IN_TOUCH], "has-someone": "no"}),
        "holders": holders(who, most),
        "holders_url": _list(request, {"coaches.over": most}),
        "n_levels": sum(not level.retired_at for level in levels),
    }


def _most_short(levels: list[Coverage]) -> Coverage | None:
    """Return the level to talk about: of the upper half, where people begin to lead, the one that lacks most coaches."""
    short = [each for each in levels if each.without and each.level.position * 2 > len(levels)]
    return max(short, key=lambda each: (each.without, each.level.position)) if short else None


def _lists(request: OrgRequest, level: Level) -> dict[str, str]:
    place = {"place": f"level-{level.pk}"}
    return {
        "all": _list(request, place),
        "yes": _list(request, place | {"has-coach": "yes"}),
        "no": _list(request, place | {"has-coach": "no"}),
    }


def _list(request: OrgRequest, asked: dict[str, Any]) -> str:
    address = reverse("members:list", args=[request.organization.slug])
    return f"{address}?{urlencode(asked, doseq=True)}"
