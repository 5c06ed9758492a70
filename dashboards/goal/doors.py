"""Where figures of a goal lead: the list of exactly those whom it counts, today or at the end of another day."""

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from dashboards.doors import reach
from ladders import filters
from ladders.models import Goal
from ladders.moved import stood
from ladders.queries import ON_LADDER
from members import state
from members.filters import address, fields_of
from members.filters.own import UNIT
from members.filters.tree import Condition, Group
from members.requests import OrgRequest
from organizations.permissions import Scope


def on(goal: Goal, request: OrgRequest, day: date) -> str:
    """Return who stood where the goal looks at the end of a day."""
    if day == request.organization.today():
        return to(goal, request, standing(goal, *_places(goal)))
    return to(goal, request, Condition("was", "is", tuple(stood(day, goal.ladder, each) for each in _places(goal))))


def standing(goal: Goal, *places: str) -> Condition:
    """Ask for those who stand in one of these places of the goal's ladder today."""
    return Condition("place", "is", tuple(filters.value_of(goal.ladder, each) for each in places))


def to(goal: Goal, request: OrgRequest, *conditions: Condition) -> str:
    """Return the list of whom the goal is about, narrowed; empty for who may not open all of them."""
    if reach(request) is not Scope.ALL or not _may_open(goal, request):
        return ""
    words, named, tree = address.Words({}), [], Group("all", (*conditions, *_whose(goal)))
    if goal.view:
        tree = Group("all", (*tree.parts, state.of_view(goal.view).tree))
        words, named = state.words_for(request, goal.view), [(state.VIEW, str(goal.view.pk))]
    pairs = address.write(tree, fields_of(request), words)
    return f"{reverse('members:list', args=[request.organization.slug])}?{urlencode([*named, *pairs])}"


def _may_open(goal: Goal, request: OrgRequest) -> bool:
    return goal.view is None or goal.view.is_shared or goal.view.owner_id == request.member.pk


def _whose(goal: Goal) -> list[Condition]:
    asked = {UNIT: goal.unit_id, "team": goal.team_id, "organizer": goal.organizer_id}
    return [Condition(name, "is", (str(pk),)) for name, pk in asked.items() if pk]


def _places(goal: Goal) -> list[str]:
    """Name where the goal looks: any level, one, or one and those above that are still in use."""
    if goal.level is None:
        return [ON_LADDER]
    above = [
        level
        for level in goal.ladder.levels.all()
        if goal.and_up and level.position > goal.level.position and not level.retired_at
    ]
    return [f"level-{level.pk}" for level in (goal.level, *above)]
