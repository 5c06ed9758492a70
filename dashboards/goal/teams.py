"""Who could come next to where a goal looks, and in which teams they are."""

from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from dashboards.doors import Figure
from dashboards.goal import doors
from dashboards.goal.plan import shares
from ladders.models import Goal, Level
from ladders.queries import IN_TOUCH, counted, place_of
from members import choices
from members.filters.tree import Condition
from members.models import Member, TeamMember
from members.queries import count_each
from members.requests import OrgRequest

_NO_TEAM = ""


class Part(NamedTuple):
    """A team's part of a week; the one without a name are those in no team."""

    name: str
    people: Figure
    one_to_ones: int


def next_place(goal: Goal) -> tuple[str, Level | None]:
    """Name the place just below: the level from which people come, or who is in touch and on none."""
    below = [
        level
        for level in goal.ladder.levels.all()
        if goal.level and not level.retired_at and level.position < goal.level.position
    ]
    level = max(below, key=lambda each: each.position, default=None)
    return (f"level-{level.pk}", level) if level else (IN_TOUCH, None)


def parts(goal: Goal, scope: Q, request: OrgRequest, one_to_ones: int) -> list[Part]:
    """Divide a week's talks by how many in each team could come next; one statement, and one for the choices."""
    place, _level = next_place(goal)
    people = counted(Member.objects.people(), goal.ladder).filter(scope, place_of(goal.ladder, place))
    here = TeamMember.objects.current().filter(member=OuterRef("pk"))
    teams = dict(choices.load(request).teams)
    each = {pk: people.filter(Exists(here.filter(team=UUID(pk)))) for pk in teams}
    found = count_each(each | {_NO_TEAM: people.exclude(Exists(here.filter(team__in=list(teams))))})
    weights = {pk: n for pk, n in found.items() if n}
    part = shares(one_to_ones, weights)
    return [
        Part(teams.get(pk, ""), Figure(n, _door(goal, request, place, pk)), part[pk])
        for pk, n in sorted(
            weights.items(), key=lambda row: (row[0] == _NO_TEAM, list(teams).index(row[0]) if row[0] else 0)
        )
    ]


def _door(goal: Goal, request: OrgRequest, place: str, team: str) -> str:
    """Return the list of who of a team stands there; a list cannot ask for those in no team."""
    if team == _NO_TEAM:
        return ""
    return doors.to(goal, request, doors.standing(goal, place), Condition("team", "is", (team,)))
