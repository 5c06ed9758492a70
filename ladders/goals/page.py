"""The page of goals, put together: those that the reader may know of, each in words."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Q

from ladders import registry
from ladders.goals import counting, pace, said, usual
from ladders.goals.forms import GoalForm
from ladders.models import Goal, Ladder
from members.models import SavedView
from members.requests import OrgRequest
from organizations.access import may
from organizations.permissions import PERMISSIONS

_WITH = ("ladder", "level", "unit", "team", "organizer", "view")


class Line(NamedTuple):
    """One goal as it is read."""

    goal: Goal
    about: str
    whose: str
    stands: str
    began: str
    pace: str = ""


def open_to(request: OrgRequest) -> Any:
    """Return the goals that the signed-in person may know of.

    A number of somebody's own is theirs and the directors'; parts of the group are for those with a right to people,
    and views for those who may look through them.
    """
    found = Goal.objects.kept().select_related(*_WITH)
    if may(request, "goal.edit"):
        return found
    whose = Q(whose=Goal.Whose.EVERYONE)
    if PERMISSIONS["member.view"].scope(request.roles):
        views = SavedView.objects.open_to(request.member).order_by().values("pk")
        whose |= Q(whose__in=[Goal.Whose.UNIT, Goal.Whose.TEAM]) | Q(whose=Goal.Whose.VIEW, view__in=views)
        whose |= Q(whose=Goal.Whose.ORGANIZER, organizer=request.member)
    return found.filter(whose)


def context(request: OrgRequest, ladders: Sequence[Ladder], ladder: Ladder) -> dict[str, Any]:
    """Return everything that the page shows."""
    today = request.organization.today()
    goals = list(open_to(request).filter(ladder=ladder))
    # A small figure could point at people, or be worked out from others.
    counts = {} if registry.hides_small(request) else counting.count(goals, request, today)
    lines = [_line(goal, counts, request) for goal in goals]
    return {
        "ladder": ladder,
        "ladders": ladders,
        "n_levels": sum(not level.retired_at for level in ladder.levels.all()),
        "ahead": [line for line in lines if line.goal.due >= today],
        "past": [line for line in lines if line.goal.due < today][::-1],
        "may_edit": may(request, "goal.edit"),
    }


def _line(goal: Goal, counts: dict[str, int], request: OrgRequest) -> Line:
    today, now = request.organization.today(), counts.get(str(goal.pk))
    if registry.hides_small(request):
        return Line(goal, said.about(goal), said.whose(goal), said.wanted(goal, today), "")
    # Where there is no figure for this reader today, there is none of the day it began either.
    began = said.began(goal, today) if now is not None else ""
    stands = said.stands(goal, now, today)
    return Line(goal, said.about(goal), said.whose(goal), stands, began, pace.told(goal, now, today))


class Take(NamedTuple):
    """A number from a group's own past, and the address that fills it into the form."""

    proposal: usual.Proposal
    url: str


def before(request: OrgRequest, form: GoalForm) -> dict[str, Any]:
    """Return what quarters gave those whom the address names, for the page that sets a goal."""
    whose = request.GET.get("whose") or Goal.Whose.EVERYONE.value
    asked = form.asked_about(whose)
    scope = counting.scope_of(asked, request) if asked else None
    if scope is None:
        return {"usual": None}
    found = usual.read(request.organization, form.ladder, scope)

    def take(row: usual.Row, proposal: usual.Proposal | None) -> Take | None:
        filled = {"where": row.where, "whose": whose, "due": found.due.isoformat()}
        return Take(proposal, f"?{urlencode(filled | {'wanted': proposal.wanted})}") if proposal else None

    rows = [(row, take(row, row.steady), take(row, row.good)) for row in found.rows]
    levels = sum(not level.retired_at for level in form.ladder.levels.all())
    return {"usual": found, "usual_rows": rows, "n_levels": levels, "whose": whose, "whose_options": form.others()}
