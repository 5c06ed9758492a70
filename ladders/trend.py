"""Where people stood at the end of several days, in one statement: the points of a trend.

Each day is counted as the last day of a period is (`movement(…, day).after`), so a trend ends where its report does.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, FilteredRelation, Q, QuerySet, UUIDField, Value

from ladders import tally
from ladders.models import Ladder, Place
from ladders.movement import Where, counted_then, end_of
from members.models.person import MemberQuerySet


class Stood(NamedTuple):
    """How many stood in each place at the end of a day; a place where nobody stood is not there."""

    day: date
    people: Mapping[Where, int]

    @property
    def total(self) -> int:
        return sum(self.people.values())

    @property
    def on_ladder(self) -> int:
        return sum(n for where, n in self.people.items() if not isinstance(where, str))

    def at(self, where: Where) -> int:
        """Count those on a level (by its id), or in one of the places that are none."""
        return self.people.get(where, 0)


def distributions(people: MemberQuerySet, ladder: Ladder, days: Sequence[date]) -> list[Stood]:
    """Count people by place at the end of each day, in the order of the days; retired levels keep their past."""
    if not days:
        return []
    if tally.is_everybody(people):
        # Without a filter even those erased are asked for, who count in what was over by then.
        gone = [end_of(day) if not people.query.where else _NEVER for day in days]
        return [Stood(day, dict(each)) for day, each in zip(days, tally.by_day(ladder, days, gone), strict=True)]
    return counted_one_by_one(people, ladder, days)


def counted_one_by_one(people: MemberQuerySet, ladder: Ladder, days: Sequence[date]) -> list[Stood]:
    """Count any people by place at the end of each day."""
    sums: list[Counter[Where]] = [Counter() for _day in days]
    for place, level, *numbers in _placed(people, ladder, days).union(_counted(people, ladder, days), all=True):
        for at, n in enumerate(numbers):
            sums[at][level or place] += n
    return [Stood(day, _with_off(each)) for day, each in zip(days, sums, strict=True)]


# The row of everybody, beside those of the places.
_ALL = "all"
_NEVER = datetime.max.replace(tzinfo=UTC)


def _with_off(sums: Counter[Where]) -> dict[Where, int]:
    """Take from everybody who is somewhere: the rest is off, and has no row of its own."""
    everybody = sums.pop(_ALL, 0)
    sums[Place.OFF.value] = everybody - sum(sums.values())
    return {where: n for where, n in sums.items() if n}


def _placed(people: MemberQuerySet, ladder: Ladder, days: Sequence[date]) -> QuerySet[Any, Any]:
    """Count the steps of paths that hold at the end of each day, by place."""
    here = Q(level_changes__ladder=ladder, level_changes__on__lte=max(days)) & ~Q(level_changes__place=Place.OFF)
    steps: QuerySet[Any, Any] = people.annotate(path=FilteredRelation("level_changes", condition=here))
    holding = {
        f"n_{at}": Count(
            "pk",
            filter=Q(path__on__lte=day) & (Q(path__until=None) | Q(path__until__gt=day)) & counted_then(ladder, day),
        )
        for at, day in enumerate(days)
    }
    # Who is counted on the earliest day is on the others too, but for who was erased between them.
    steps = steps.filter(counted_then(ladder, min(days)), path__isnull=False).order_by()
    counted: QuerySet[Any, Any] = steps.values_list("path__place", "path__level").annotate(**holding)
    return counted


def _counted(people: MemberQuerySet, ladder: Ladder, days: Sequence[date]) -> QuerySet[Any, Any]:
    """Count everybody on each day, in the shape of `_placed`."""
    row: QuerySet[Any, Any] = people.filter(counted_then(ladder, min(days))).order_by()
    everybody = row.values_list(Value(_ALL), Value(None, output_field=UUIDField()))
    each = {f"n_{at}": Count("pk", filter=counted_then(ladder, day)) for at, day in enumerate(days)}
    counted: QuerySet[Any, Any] = everybody.annotate(**each)
    return counted
