"""People by the quarter in which they first came, and where they stand now."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from django.db.models import Count, DateField, F, Min, OuterRef, Subquery

from activities.models import Participation
from ladders import part_sums
from ladders.models import Ladder
from ladders.movement import Where
from ladders.queries import counted, with_place
from ladders.tally import is_everybody
from members.models.person import MemberQuerySet
from organizations import periods
from organizations.models import Organization

# By what somebody first came: onto the ladder, or to something.
LADDER, ACTIVITY = "ladder", "activity"
# Two years of quarters, and this one.
QUARTERS = 9


class Came(NamedTuple):
    """Who first came within these days, by where they stand now."""

    name: str
    first: date
    last: date
    people: Counter[Where]

    @property
    def total(self) -> int:
        return self.people.total()


def came_between(people: MemberQuerySet, ladder: Ladder, by: str, first: date, last: date) -> MemberQuerySet:
    """Keep the counted people who first came on one of these days, both with them, with where they stand now.

    Whom the first list put on the ladder came at no known time, so on none.
    """
    placed: Any = with_place(counted(people, ladder), ladder)
    came = _came_to_something() if by == ACTIVITY else F("here__came")
    kept: MemberQuerySet = placed.annotate(first_came=came).filter(first_came__range=(first, last))
    return kept


def _came_to_something() -> Subquery:
    rows: Any = Participation.objects.came().filter(member=OuterRef("pk")).order_by()
    days = rows.values("member").annotate(first=Min("activity__on")).values("first")
    return Subquery(days, output_field=DateField())


def quarters(organization: Organization) -> list[tuple[str, date, date]]:
    """List the quarters that a page shows, the latest first, this one until today."""
    ends = periods.ends(organization, QUARTERS)
    spans = pairwise(ends)
    return [(periods.quarter_name(last, organization), before + timedelta(days=1), last) for before, last in spans][
        ::-1
    ]


def cohorts(people: MemberQuerySet, ladder: Ladder, by: str, spans: Sequence[tuple[str, date, date]]) -> list[Came]:
    """Count where those stand now who first came within each span, in one statement; of everybody sums say it."""
    if not spans:
        return []
    if by == LADDER and is_everybody(people):
        found = part_sums.first_came(ladder, [first for _name, first, _last in reversed(spans)], spans[0][2])
        return [Came(*span, sums) for span, sums in zip(spans, reversed(found), strict=True)]
    return one_by_one(people, ladder, by, spans)


def one_by_one(people: MemberQuerySet, ladder: Ladder, by: str, spans: Sequence[tuple[str, date, date]]) -> list[Came]:
    """Count them as `cohorts` does, of any people."""
    placed: Any = came_between(people, ladder, by, spans[-1][1], spans[0][2]).order_by()
    sums: list[Counter[Where]] = [Counter() for _span in spans]
    # By their day, which is looked for once for each of them.
    for place, level, day, n in placed.values_list("place", "level_id", "first_came").annotate(n=Count("pk")):
        at = next(at for at, (_name, first, last) in enumerate(spans) if first <= day <= last)
        sums[at][level or place] += n
    return [Came(*span, found) for span, found in zip(spans, sums, strict=True)]
