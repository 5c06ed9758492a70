"""People by the quarter in which they first came, and where they stand now."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from django.db.models import Count, DateField, Exists, Min, OuterRef, Q, Subquery

from activities.models import Participation
from ladders.models import Ladder, LevelChange, Place
from ladders.movement import Where
from ladders.queries import counted, with_place
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


def first_came(ladder: Ladder, by: str) -> Subquery:
    """Find the day on which somebody first came; who was on the first list came at no known time, so on none."""
    rows: Any
    if by == ACTIVITY:
        rows = Participation.objects.came().filter(member=OuterRef("pk")).order_by()
        return Subquery(
            rows.values("member").annotate(first=Min("activity__on")).values("first"), output_field=DateField()
        )
    rows = LevelChange.objects.filter(member=OuterRef("pk"), ladder=ladder, place=Place.LEVEL).order_by("on")
    return Subquery(rows.values("on")[:1], output_field=DateField())


def came_between(people: MemberQuerySet, ladder: Ladder, by: str, first: date, last: date) -> MemberQuerySet:
    """Keep the counted people who first came on one of these days, both with them."""
    found = counted(people, ladder).annotate(first_came=first_came(ladder, by))
    kept: Any = found.filter(first_came__gte=first, first_came__lte=last)
    if by == ACTIVITY:
        everybody: MemberQuerySet = kept
        return everybody
    by_list = LevelChange.objects.filter(
        member=OuterRef("pk"), ladder=ladder, is_baseline=True, on=OuterRef("first_came")
    )
    onto_it: MemberQuerySet = kept.filter(~Exists(by_list))
    return onto_it


def quarters(organization: Organization) -> list[tuple[str, date, date]]:
    """List the quarters that a page shows, the latest first, this one until today."""
    ends = periods.ends(organization, QUARTERS)
    spans = pairwise(ends)
    return [(periods.quarter_name(last, organization), before + timedelta(days=1), last) for before, last in spans][
        ::-1
    ]


def cohorts(people: MemberQuerySet, ladder: Ladder, by: str, spans: Sequence[tuple[str, date, date]]) -> list[Came]:
    """Count where those stand now who first came within each span, in one statement."""
    if not spans:
        return []
    within = came_between(people, ladder, by, spans[-1][1], spans[0][2])
    placed: Any = with_place(within, ladder).order_by()
    each = {
        f"n_{at}": Count("pk", filter=Q(first_came__gte=first, first_came__lte=last))
        for at, (_name, first, last) in enumerate(spans)
    }
    sums: list[Counter[Where]] = [Counter() for _span in spans]
    for place, level, *numbers in placed.values_list("place", "level_id").annotate(**each):
        for at, n in enumerate(numbers):
            sums[at][level or place] += n
    return [Came(*span, +found) for span, found in zip(spans, sums, strict=True)]
