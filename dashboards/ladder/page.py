"""The ladder dashboard, put together. What a reader may not know is not put into the context at all."""

from collections.abc import Mapping
from typing import Any

from dashboards import registry
from dashboards.doors import Figure
from dashboards.fields import BY_LIST, LEVEL_BY
from dashboards.findings.thresholds import STALE_DAYS
from dashboards.gone import no_longer_on_file
from dashboards.ladder import attention, choosing, counting, finding, known, parts, trend
from dashboards.ladder.asking import Asked
from dashboards.ladder.counting import Counts
from dashboards.ladder.table import table
from dashboards.ladder_report import MOVES
from ladders import doors
from ladders.goals import beside
from ladders.models import Ladder
from ladders.moved import Move
from ladders.movement import Kind
from ladders.queries import IN_TOUCH, ON_LADDER
from members.filters.tree import Condition
from members.requests import OrgRequest
from organizations.access import may
from organizations.permissions import Scope


def at_hand(request: OrgRequest, ladder: Ladder) -> tuple[list[doors.Opening], dict[str, Any]]:
    """Ask in one statement for the doors of the practice, the choices, and who needs somebody, but for those of a view.

    Raises ValueError or KeyError for a unit that is none here.
    """
    asked = choosing.plain(request, ladder).narrowed(choosing.unit(request), None)
    needs = {} if request.GET.get("view") else attention.asks(asked) | known.asks(asked)
    return doors.openings(request, ladder, {**choosing.asks(request, ladder), **needs})


def _of_view(asked: Asked) -> Mapping[str, Any]:
    """Ask of a view, which is known only by now, what is asked of everybody before."""
    asks = attention.asks(asked) | known.asks(asked) if asked.view else {}
    return Ladder.objects.filter(pk=asked.ladder.pk).values(**asks).get() if asks else {}


def context(asked: Asked, found: Mapping[str, Any]) -> dict[str, Any]:
    """Gather everything that the page says of the figures."""
    found = {**found, **_of_view(asked)}
    counts = counting.count(asked, known.read(found))
    period = asked.period
    # A goal is everyone's or of a unit, so beside a saved view none is shown.
    goals = [] if asked.view else beside.load(asked.ladder, asked.unit, asked.request.organization.today())
    over_time = trend.over_time(asked, goals)
    said, trend_says = finding.headline(asked, counts, goals, over_time)
    lines, more = attention.read(asked, found)
    return {
        "ladder": asked.ladder,
        "asked": asked,
        "period": period,
        "finding": said,
        "table": table(asked, counts, goals if asked.is_now else []),
        "distribution": counts.distribution(),
        "not_sure": _known(asked, counts),
        "kinds": _kinds(asked, counts),
        "n_gone": 0
        if asked.is_now or asked.hides_small
        else no_longer_on_file(asked.people, asked.ladder, period.last),
        "trend": over_time,
        "trend_says": trend_says,
        "parts": parts.divided(asked),
        "tried": _tried(asked, said.level),
        "attention": lines,
        "attention_more": more,
        "n_levels": len(asked.in_use),
        "can_see_people": bool(asked.reach),
        "may_edit": may(asked.request, "ladder.edit"),
        "today": asked.request.organization.today(),
    }


def _kinds(asked: Asked, counts: Counts) -> list[tuple[str, Figure]]:
    """List who made which move, each with the list of them: what the headline says in one sentence."""
    if asked.hides_small:
        return []
    period, opens = asked.period, asked.reach is Scope.ALL
    return [
        (
            str(kind.label),
            Figure(n, asked.list_url(_moved(asked, Move(period.first, period.last, kind))) if opens else ""),
        )
        for kind in MOVES
        if (n := counts.kinds[kind])
    ]


def _moved(asked: Asked, move: Move) -> Condition:
    return Condition("moved", "is", (move.value(asked.ladder),))


def _known(asked: Asked, counts: Counts) -> dict[str, Any]:
    """Tell apart what is not known for sure: nobody sure yet, said so for long, never reviewed since it came by a list."""
    if not asked.reach or not asked.is_now:
        return {}
    whole = asked.reach is Scope.ALL
    old = Condition("looked-at", "older", (str(STALE_DAYS),))
    # These filters of the list know the default ladder.
    by_list = Condition(LEVEL_BY, "is", (BY_LIST,))
    first = Move(asked.period.first, asked.period.last, Kind.STAYED, was=IN_TOUCH, now=ON_LADDER)
    stale_url = asked.list_url(asked.stands(ON_LADDER), old) if whole and asked.ladder.is_default else ""
    by_list_url = asked.list_url(asked.stands(ON_LADDER), by_list) if whole and asked.ladder.is_default else ""
    return {
        "unsure": Figure(counts.distribution().unsure, asked.list_url(asked.stands("unsure")) if whole else ""),
        "stale": Figure(counts.known.stale, stale_url),
        "stale_days": STALE_DAYS,
        "by_list": Figure(counts.known.by_list, by_list_url),
        "first_list": Figure(counts.first_list, asked.list_url(_moved(asked, first)) if whole else ""),
    }


def _tried(asked: Asked, position: int) -> list[registry.Tried]:
    level = next((level for level in asked.in_use if level.position == position), None)
    if level is None:
        return []
    return [each for look in registry.tried for each in look(asked.request, asked.ladder, level)]
