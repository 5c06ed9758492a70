"""The page of one goal, put together: how it goes, where that leads, and what it would take each week."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from charts.pace import Pace, Point, pace
from dashboards.doors import Figure, reach
from dashboards.goal import doors, plan, rates, teams
from ladders import registry
from ladders.goals import counting, said, usual
from ladders.goals import pace as pace_of
from ladders.models import Goal
from members.requests import OrgRequest
from organizations.permissions import Scope

# So many days are counted for the line, the last of them today.
_POINTS = 12


def context(request: OrgRequest, goal: Goal) -> dict[str, Any]:
    """Return everything that the page shows. From whom small figures are kept back reads what is wanted alone."""
    today, n_levels = request.organization.today(), sum(not each.retired_at for each in goal.ladder.levels.all())
    named = {"goal": goal, "about": said.about(goal), "whose": said.whose(goal), "n_levels": n_levels}
    if registry.hides_small(request):
        return named | {"stands": said.wanted(goal, today)}
    so_far = counting.over(goal, request, _days(goal, today))
    now = so_far[max(so_far)] if so_far else None
    named |= {"stands": said.stands(goal, now, today), "pace": pace_of.told(goal, now, today)}
    if now is None or said.rests(goal, now):
        return named
    here = {
        "now": Figure(now, doors.on(goal, request, max(so_far))),
        "chart": _chart(goal, so_far, today),
        "so_far": _rows(goal, request, so_far),
    }
    return named | here | {"began": said.began(goal, today)} | _plan(request, goal, now)


def _plan(request: OrgRequest, goal: Goal, now: int) -> dict[str, Any]:
    """Work back from the goal to a week. Somebody's own people are divided on no teams."""
    today, scope = request.organization.today(), counting.scope_of(goal, request) or Q()
    if goal.due <= today or now >= goal.wanted:
        return {}
    found = rates.read(goal, scope, request, usual.began(goal.ladder))
    worked = plan.work_back(goal, now, found, today)
    place, level = teams.next_place(goal)
    divided = goal.whose in (Goal.Whose.EVERYONE, Goal.Whose.UNIT, Goal.Whose.VIEW)
    may_divide = divided and reach(request) is not Scope.NO
    parts = teams.parts(goal, scope, request, worked.one_to_ones or 0) if worked and may_divide else []
    return {
        "plan": worked,
        "rates": found,
        "each": round(found.one_to_ones / found.came) if found.are_enough else None,
        "next_level": level,
        "next_url": doors.to(goal, request, doors.standing(goal, place)),
        "teams": parts if any(part.name for part in parts) else [],
        "enough": rates,
    }


def _days(goal: Goal, today: date) -> list[date]:
    """Spread days over the time from the goal's beginning to today, or to its own day when that has passed."""
    last = min(today, goal.due)
    n = min(max((last - goal.baseline_on).days, 0), _POINTS - 1)
    return [last - timedelta(days=round((last - goal.baseline_on).days * back / n)) for back in range(n, 0, -1)] + [
        last
    ]


def _chart(goal: Goal, so_far: dict[date, int], today: date) -> str:
    points = [Point(day, n) for day, n in sorted(so_far.items())]
    ahead = pace_of.ahead(goal, points[-1].n, today)
    way = Pace(Point(goal.baseline_on, goal.baseline), Point(goal.due, goal.wanted), points, ahead)
    title = _("%(about)s: the way to %(wanted)s") % {"about": said.about(goal), "wanted": said.figure(goal.wanted)}
    first, last = points[0], points[-1]
    desc = _("From %(first)s on %(since)s to %(last)s on %(until)s.") % {
        "first": said.figure(first.n),
        "since": date_format(first.day, "M j, Y"),
        "last": said.figure(last.n),
        "until": date_format(last.day, "M j, Y"),
    }
    return pace(way, uid="pace", title=title, desc=desc)


def _rows(goal: Goal, request: OrgRequest, so_far: dict[date, int]) -> list[tuple[date, Figure]]:
    """Return the points of the line as a table, each with who stood there on its day."""
    return [(day, Figure(n, doors.on(goal, request, day))) for day, n in sorted(so_far.items())]
