"""How long people stood on a level before they moved up, and who has stood on one for longer than is usual here."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import accumulate
from math import ceil
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import (
    Aggregate,
    Case,
    Count,
    DurationField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from ladders import stays, tally
from ladders.models import Ladder, Level, LevelChange, Place, PlanStep, Standing
from ladders.small import LEAST
from members.models import Member
from members.models.person import MemberQuerySet
from stpnet.db.wrapper import current

# Nobody is called stalled sooner, however quick others were.
SOONEST = timedelta(days=30)
# Where nobody knows yet what is usual.
A_YEAR = timedelta(days=365)
# Of each level: since which day so many stand there.
type Since = Mapping[UUID, Mapping[date, int]]
_PARTS = {"low": 0.25, "middle": 0.5, "high": 0.75, "most": 0.9}


class _Quartile(Aggregate):
    function = "percentile_disc"
    template = "%(function)s(%(fraction)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    allow_order_by = False


class Time(NamedTuple):
    """How long those stood on a level who moved up from it: a quarter less than `low`, half less than `middle`.

    Nine of ten had moved up by `most`.
    """

    people: int
    low: timedelta
    middle: timedelta
    high: timedelta
    most: timedelta


class Usual(NamedTuple):
    """How long people stand on a level at most, as a rule; `people` says from how many that is known, 0: from none."""

    days: int
    people: int


def moved_up(ladder: Ladder, first: date, last: date) -> QuerySet[Any, Any]:
    """Return the stays on a level that ended with a higher one within the days, by the order of levels today.

    Stays that began with the first list are left out: since when somebody stood there it does not say.
    """
    # Moves upward are few: the database finds them first, and then the stays that they ended.
    upward = LevelChange.objects.filter(
        member=OuterRef("member"), ladder=ladder, on=OuterRef("until"), on__gt=first, on__lte=last
    ).filter(level__position__gt=F("from_level__position"))
    stays: QuerySet[Any, Any] = LevelChange.objects.filter(
        Exists(upward), ladder=ladder, place=Place.LEVEL, is_baseline=False, until__gt=first, until__lte=last
    )
    return stays


def times(people: MemberQuerySet, ladder: Ladder, first: date, last: date) -> dict[UUID, Time]:
    """Return for each level from which somebody moved up how many did, and how long they had stood there.

    Everybody's up to today are there as sums, from the day from which pages count; all else is counted one by one.
    """
    organization: Any = current().tenant
    if tally.is_everybody(people) and last == organization.today():
        summed = stays.summed(ladder, first, last)
        if summed is not None:
            return {level: _time(*each) for level, each in summed.items()}
    return counted_one_by_one(people, ladder, first, last)


def _time(people: int, days: Counter[int]) -> Time:
    return Time(people, *(_at(days, part) for part in _PARTS.values()))


def _at(days: Counter[int], part: float) -> timedelta:
    """Find the days that a part of all took at most, as `percentile_disc` does."""
    order = sorted(days)
    ends = list(accumulate(days[each] for each in order))
    return timedelta(days=order[bisect_left(ends, ceil(part * ends[-1]))])


def counted_one_by_one(people: MemberQuerySet, ladder: Ladder, first: date, last: date) -> dict[UUID, Time]:
    """Read the stays of any people between any two days."""
    ended = moved_up(ladder, first, last).filter(member__in=_counted(people, ladder)).order_by()
    long = F("until") - F("on")
    parts = {name: _Quartile(long, fraction=at, output_field=DurationField()) for name, at in _PARTS.items()}
    rows = ended.values("level").annotate(people=Count("member", distinct=True), **parts)
    return {row.pop("level"): Time(**row) for row in rows.values("level", "people", *parts)}


def usual(ladder: Ladder, today: date, known: Mapping[UUID, Time] | None = None) -> dict[UUID, Usual]:
    """Say for each level below the top how long is usual: nine of ten who moved up had done so by then.

    Three of four would call most people late: who is still there has stood longer than who left. A level from which few moved up takes what is known of all; a ladder of which nothing is known takes a year. `known`: the times of everybody, if they were counted already.
    """
    if known is None:
        known = times(Member.objects.all(), ladder, stays.since(today), today)
    enough = {level: time for level, time in known.items() if time.people >= LEAST}
    longest = max((time.most for time in enough.values()), default=A_YEAR)
    levels = list(
        Level.objects.filter(ladder=ladder, retired_at=None).order_by("position").values_list("pk", flat=True)
    )
    return {
        level: Usual(max(enough[level].most, SOONEST).days, enough[level].people)
        if level in enough
        else Usual(max(longest, SOONEST).days, 0)
        for level in levels[:-1]
    }


def stalled(ladder: Ladder, today: date, known: Mapping[UUID, Usual]) -> QuerySet[Any, Any]:
    """Return the standings of those who have stood on a level for longer than is usual, and have no open step."""
    return _long(ladder, today, known).filter(~Exists(_open_steps(ladder)))


def _long(ladder: Ladder, today: date, known: Mapping[UUID, Usual]) -> QuerySet[Any, Any]:
    long = Q(pk=None)
    for level, each in known.items():
        long |= Q(level=level, since__lt=today - timedelta(days=each.days))
    return Standing.objects.filter(long, ladder=ladder, place=Place.LEVEL)


def _open_steps(ladder: Ladder) -> QuerySet[Any, Any]:
    return PlanStep.objects.open().filter(plan__member=OuterRef("member"), plan__ladder=ladder)


class Now(NamedTuple):
    """How many stand on a level now, for how long half of them have, and how many are stalled."""

    people: int
    middle: timedelta
    stalled: int


def since_when(people: MemberQuerySet, ladder: Ladder) -> Since | None:
    """Sum up who stands on each level today, by the day since which; None where only counting one by one can tell."""
    return stays.standing(ladder) if tally.is_everybody(people) else None


def standing(people: MemberQuerySet, ladder: Ladder, today: date, known: Mapping[UUID, Usual]) -> dict[UUID, Now]:
    """Count who stands on each level today: everybody from sums, others one by one."""
    since = since_when(people, ladder)
    if since is None:
        return standing_one_by_one(people, ladder, today, known)
    return standing_summed(since, ladder, today, known)


def standing_summed(since: Since, ladder: Ladder, today: date, known: Mapping[UUID, Usual]) -> dict[UUID, Now]:
    """Count everybody who stands on each level today; only those with an open step are read."""
    everybody = _counted(Member.objects.all(), ladder)
    planned = _long(ladder, today, known).filter(Exists(_open_steps(ladder)), member__in=everybody)
    with_step = dict(planned.order_by().values_list("level").annotate(n=Count("pk")))
    found = {}
    for level, days in since.items():
        early = _early(level, today, known)
        order, n = sorted(days, reverse=True), sum(days.values())
        ends = accumulate(days[day] for day in order)
        middle = next(day for day, end in zip(order, ends, strict=True) if end >= ceil(n * 0.5))
        long = sum(days[day] for day in order if day < early)
        found[level] = Now(n, today - middle, long - with_step.get(level, 0))
    return found


def longest(since: Since, today: date, known: Mapping[UUID, Usual], n: int) -> date | None:
    """Return a day up to which so many of those who stand for long had come, or all of them; None where nobody does."""
    days: Counter[date] = Counter()
    for level, each in since.items():
        early = _early(level, today, known)
        days.update({day: people for day, people in each.items() if day < early})
    order = sorted(days)
    ends = list(accumulate(days[day] for day in order))
    return order[min(bisect_left(ends, n), len(order) - 1)] if order else None


def _early(level: UUID, today: date, known: Mapping[UUID, Usual]) -> date:
    """Return the day before which one has to have come to a level to stand there for long; no day is where nobody can."""
    return today - timedelta(days=known[level].days) if level in known else date.min


def standing_one_by_one(
    people: MemberQuerySet, ladder: Ladder, today: date, known: Mapping[UUID, Usual]
) -> dict[UUID, Now]:
    """Read since when any people stand where they are, in one statement."""
    here: Any = Standing.objects.filter(
        ladder=ladder, place=Place.LEVEL, member__in=_counted(people, ladder)
    ).order_by()
    is_stalled = Case(When(pk__in=stalled(ladder, today, known).values("pk"), then=F("pk")))
    long = Value(today) - F("since")
    rows = here.values("level").annotate(
        people=Count("pk"),
        middle=_Quartile(long, fraction=0.5, output_field=DurationField()),
        stalled=Count(is_stalled),
    )
    return {row["level"]: Now(row["people"], row["middle"], row["stalled"]) for row in rows}


def _counted(people: MemberQuerySet, ladder: Ladder) -> Any:
    return people.counted(staff=ladder.counts_staff).order_by().values("pk")
