"""What the group's own quarters gave, so that a goal comes from what has happened here before."""

from datetime import date
from itertools import pairwise
from math import ceil
from typing import NamedTuple
from uuid import UUID

from django.db.models import Max, Min, Q

from ladders.models import Ladder, Level, LevelChange
from ladders.trend import Stood, distributions
from members.models import Member
from organizations import periods
from organizations.models import Organization

# Two years back, and no word on what is usual from fewer quarters than three.
_BACK, ENOUGH = 8, 3
# A goal for the end of this quarter is none when the quarter is nearly over.
_LEAST_DAYS = 45
_QUARTER_DAYS = 91


class Proposal(NamedTuple):
    """So many by the day, if the quarters to come give as much as such a quarter did."""

    a_quarter: int
    wanted: int


class Row(NamedTuple):
    """What quarters gave somewhere: the middle one of them, and what one in four gave at least.

    `where` is written as the form of a goal writes it; None where such quarters gave nobody more.
    """

    where: str
    level: Level | None
    and_up: bool
    now: int
    steady: Proposal | None
    good: Proposal | None


class Usual(NamedTuple):
    """From how many quarters it is known; without rows where these are too few."""

    n_quarters: int
    due: date
    rows: list[Row]


def began(ladder: Ladder) -> date | None:
    """Return the day from which on moves are moves: before, the first list put people where they stood already."""
    found = LevelChange.objects.filter(ladder=ladder).aggregate(
        first=Min("on"), by_list=Max("on", filter=Q(is_baseline=True))
    )
    day: date | None = found["by_list"] or found["first"]
    return day


def read(organization: Organization, ladder: Ladder, scope: Q) -> Usual:
    """Look at the full quarters of the last two years, in two statements; `ladder` has its levels at hand."""
    start, due = began(ladder), day_ahead(organization)
    ends = [end for end in periods.ends(organization, _BACK + 1) if start and end >= start]
    n_quarters = max(len(ends) - 2, 0)
    if n_quarters < ENOUGH:
        return Usual(n_quarters, due, [])
    stood = distributions(Member.objects.filter(scope), ladder, ends)
    days = (due - ends[-1]).days
    return Usual(n_quarters, due, [_row(each, stood, days) for each in _wheres(ladder)])


def day_ahead(organization: Organization) -> date:
    """Return the last day of this quarter, or of the next one where this one is nearly over."""
    today = organization.today()
    first = periods.first_day(today, periods.QUARTER, organization.first_quarter_month)
    ends = [periods.months_on(first, periods.QUARTER * n) - periods.A_DAY for n in (1, 2)]
    return next(end for end in ends if (end - today).days >= _LEAST_DAYS)


def a_steady(gains: list[int]) -> int:
    """Return the middle one; of two in the middle the smaller: one that really happened."""
    return sorted(gains)[(len(gains) - 1) // 2]


def a_good(gains: list[int]) -> int:
    """Return what one quarter in four gave at least; of three, the best."""
    return sorted(gains)[ceil(len(gains) * 3 / 4) - 1]


def _wheres(ladder: Ladder) -> list[tuple[str, Level | None, list[UUID]]]:
    """Name where a goal can look, with the levels that it counts there; none for any level."""
    levels = [level for level in ladder.levels.all() if not level.retired_at]
    each = [(f"level-{level.pk}", level, [level.pk]) for level in reversed(levels)]
    ups = [(f"up-{level.pk}", level, [up.pk for up in levels[at:]]) for at, level in enumerate(levels)]
    return [("any", None, []), *each, *reversed(ups[1:-1])]


def _row(where: tuple[str, Level | None, list[UUID]], stood: list[Stood], days: int) -> Row:
    name, level, ids = where
    n = [sum(map(day.at, ids)) if ids else day.on_ladder for day in stood]
    # The last one is today: its quarter is not over.
    gains = [after - before for before, after in pairwise(n[:-1])]

    def ahead(gain: int) -> Proposal | None:
        more = round(gain * days / _QUARTER_DAYS)
        return Proposal(gain, n[-1] + more) if more > 0 else None

    return Row(name, level, name.startswith("up-"), n[-1], ahead(a_steady(gains)), ahead(a_good(gains)))
