"""People by the quarter in which they first came, and where they stand now."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from django.db.models import Count, DateField, Exists, Min, OuterRef, Q, QuerySet, Subquery

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
    kept: MemberQuerySet
    if by == ACTIVITY:
        kept = found.filter(first_came__gte=first, first_came__lte=last)
    else:
        kept = found.filter(pk__in=_onto(ladder, first, last).order_by().values("member"))
    return kept


def _onto(ladder: Ladder, first: date, last: date) -> QuerySet[Any, Any]:
    """Find the steps that first brought somebody onto a level: from none, and after no other."""
    onto = LevelChange.objects.filter(~Q(from_place=Place.LEVEL), ladder=ladder, place=Place.LEVEL)
    earlier = onto.filter(member=OuterRef("member"), on__lt=OuterRef("on"))
    return onto.filter(~Exists(earlier), on__range=(first, last), is_baseline=False)


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
    sums: list[Counter[Where]] = [Counter() for _span in spans]
    # By their day, which is looked for once for each of them.
    for place, level, day, n in placed.values_list("place", "level_id", "first_came").annotate(n=Count("pk")):
        at = next(at for at, (_name, first, last) in enumerate(spans) if first <= day <= last)
        sums[at][level or place] += n
    return [Came(*span, found) for span, found in zip(spans, sums, strict=True)]
