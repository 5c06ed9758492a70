"""How many people a goal counts, on any day: for its baseline, for now, and for its own day once that has passed."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q

from ladders.models import Goal, LevelChange, Place
from ladders.queries import counted
from ladders.trend import Stood, distributions
from members import choices, state
from members.filters import asking
from members.models import Belonging, Member, TeamMember
from members.models.person import MemberQuerySet
from members.queries import count_each
from members.requests import OrgRequest


def count(goals: Iterable[Goal], request: OrgRequest, today: date) -> dict[str, int]:
    """Count all of them, by their keys as text; a goal whose people are gone has no count.

    Everyone's of a ladder are read from its sums in a statement, all that look closer in one more.
    """
    every, closer = [], {}
    for goal in goals:
        if goal.whose == Goal.Whose.EVERYONE and not goal.and_up:
            every.append(goal)
        elif (found := people_of(goal, request, today)) is not None:
            closer[str(goal.pk)] = found
    return _of_everyone(every, today) | (count_each(closer) if closer else {})


def _of_everyone(goals: Sequence[Goal], today: date) -> dict[str, int]:
    found: dict[str, int] = {}
    for ladder in {goal.ladder_id: goal.ladder for goal in goals}.values():
        its = [goal for goal in goals if goal.ladder_id == ladder.pk]
        days = sorted({min(today, goal.due) for goal in its})
        stood = {each.day: each for each in distributions(Member.objects.people(), ladder, days)}
        found |= {str(goal.pk): _at(goal, stood[min(today, goal.due)]) for goal in its}
    return found


def _at(goal: Goal, stood: Stood) -> int:
    return stood.at(goal.level_id) if goal.level_id else stood.on_ladder


def people_of(goal: Goal, request: OrgRequest, today: date) -> MemberQuerySet | None:
    """Return who stands where a goal looks, at the end of today or of its day; None when its scope is gone."""
    scope = scope_of(goal, request)
    if scope is None:
        return None
    return counted(Member.objects.people(), goal.ladder).filter(scope, stands(goal, min(today, goal.due)))


def over(goal: Goal, request: OrgRequest, days: Iterable[date]) -> dict[date, int]:
    """Count at the end of each day, in one statement; empty when what the goal names is gone."""
    if goal.whose == Goal.Whose.EVERYONE and not goal.and_up:
        stood = distributions(Member.objects.people(), goal.ladder, sorted(set(days)))
        return {each.day: _at(goal, each) for each in stood}
    scope = scope_of(goal, request)
    if scope is None:
        return {}
    people = counted(Member.objects.people(), goal.ladder).filter(scope)
    found = count_each({day.isoformat(): people.filter(stands(goal, day)) for day in days})
    return {date.fromisoformat(day): n for day, n in found.items()}


def scope_of(goal: Goal, request: OrgRequest) -> Q | None:
    """Say in SQL whose people count; None when what the goal names is gone, or not for this reader."""
    match goal.whose:
        case Goal.Whose.EVERYONE:
            return Q()
        case Goal.Whose.UNIT:
            unit = choices.load(request).units.get(goal.unit_id) if goal.unit_id else None
            within = Belonging.objects.filter(member=OuterRef("pk"), unit__in=unit.with_all_below() if unit else [])
            return Q(Exists(within)) if unit else None
        case Goal.Whose.TEAM:
            here = TeamMember.objects.current().filter(member=OuterRef("pk"), team=goal.team_id)
            return Q(Exists(here)) if goal.team and not goal.team.put_away_at else None
        case Goal.Whose.ORGANIZER:
            return Q(organizer=goal.organizer_id) if goal.organizer and not goal.organizer.archived_at else None
    return _of_view(goal, request)


def _of_view(goal: Goal, request: OrgRequest) -> Q | None:
    if goal.view is None or goal.view.deleted_at:
        return None
    misread: list[str] = []
    tree = asking.sound(state.of_view(goal.view).tree, request, misread)
    return None if misread else asking.where(tree, request)


def stands(goal: Goal, on: date) -> Q:
    """Whoever stands there at the end of a day, as the history says it."""
    then = LevelChange.objects.filter(member=OuterRef("pk"), ladder=goal.ladder_id, on__lte=on)
    then = then.filter(Q(until=None) | Q(until__gt=on), place=Place.LEVEL)
    if goal.level and goal.and_up:
        then = then.filter(Q(level=goal.level_id) | Q(level__position__gte=goal.level.position, level__retired_at=None))
    elif goal.level_id:
        then = then.filter(level=goal.level_id)
    return Q(Exists(then))
