"""Where the people of each unit and of each organizer stand today, from sums: docs/decisions/0068-sums-of-parts.md."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, IntegerField, QuerySet, Subquery, Sum
from django.db.models.functions import Cast, Coalesce

from ladders.models import BEGINNING, CAME, EVERYBODY, LISTED, LOOKED, SINCE, Ladder, PartTally, Place, Tally
from ladders.tally import counted, is_everybody, part_over, part_starts
from members.models import Unit
from members.models.person import MemberQuerySet
from stpnet.db.wrapper import current

_COUNTED = "(%(staff)s OR NOT is_staff)"
# The second part counts who belongs to each, the third everybody, and the fourth says whether there are such sums.
_BY_PART = f"""
SELECT part, level, sum(net)::int, coalesce(sum(net) FILTER (WHERE here.position > began.position), 0)::int
FROM ladders_parttally t JOIN ladders_level here ON here.id = level LEFT JOIN ladders_level began ON began.id = start
WHERE t.ladder_id = %(ladder)s AND first = %(first)s AND last IS NOT DISTINCT FROM %(over)s::date AND part = ANY(%(parts)s::uuid[]) AND {_COUNTED}
GROUP BY 1, 2
UNION ALL
SELECT part, NULL, sum(net)::int, 0 FROM ladders_parttally
WHERE ladder_id IS NULL AND first = %(beginning)s AND part = ANY(%(parts)s::uuid[]) AND {_COUNTED} GROUP BY 1
UNION ALL
SELECT NULL, NULL, sum(net)::int, 0 FROM ladders_tally
WHERE ladder_id IS NULL AND first = %(beginning)s AND place = '{EVERYBODY}' AND {_COUNTED}
  AND (erased_at IS NULL OR erased_at >= %(gone)s)
UNION ALL
SELECT NULL, id, 0, 0 FROM ladders_tallystart
WHERE day = %(first)s AND (over = %(over)s::date OR %(over)s::date IS NULL AND by_part)"""  # noqa: S608 - fixed words

# Each row belongs to the last of the days that is not after it.
_CAME = """
SELECT width_bucket(first, %(days)s::date[]) - 1 AS at, place, level, sum(net)::int FROM ladders_parttally
WHERE ladder_id = %(ladder)s AND part IS NULL AND place = ANY(%(places)s) AND first BETWEEN %(first)s AND %(last)s
  AND (%(staff)s OR NOT is_staff)
GROUP BY 1, 2, 3 HAVING sum(net) <> 0"""


class PartSum(NamedTuple):
    """The people of a part: how many, on which level, and how many of them moved up."""

    people: int
    levels: Mapping[UUID, int]
    up: int


class PartSums(NamedTuple):
    """What is known of each part; `total` are all people, of these parts or not."""

    parts: Mapping[UUID, PartSum]
    total: int


NOBODY = PartSum(0, {}, 0)


def by_part(
    people: MemberQuerySet,
    ladder: Ladder,
    first: date,
    last: date,
    parts: Iterable[UUID],
    *,
    gone: datetime | None = None,
) -> PartSums | None:
    """Sum up the people of units and of organizers, in one statement; None where only counting one by one can tell.

    `gone`: who was erased from then on is still counted among all, if these people are all that ever were.
    """
    organization: Any = current().tenant
    is_now = last == organization.today() and first in part_starts(organization)
    if not is_everybody(people) or not (is_now or (first, last) == part_over(organization)):
        return None
    params = {"ladder": ladder.pk, "first": first, "over": None if is_now else last, "beginning": BEGINNING}
    params |= counted(people, ladder, gone)
    with current().cursor() as cursor:
        cursor.execute(_BY_PART, params | {"parts": [str(each) for each in parts]})
        rows = cursor.fetchall()
    total, begun = 0, False
    heads: Counter[UUID] = Counter()
    ups: Counter[UUID] = Counter()
    levels: dict[UUID, Counter[UUID]] = {}
    for part, level, n, up in rows:
        if part is None:
            total, begun = total + (n or 0), begun or level is not None
        elif level is None:
            heads[part] += n
        else:
            levels.setdefault(part, Counter())[level] += n
            ups[part] += up
    found = {part: PartSum(n, levels.get(part, {}), ups[part]) for part, n in heads.items()}
    return PartSums(found, total) if begun else None


def all_people() -> QuerySet[Any]:
    """Return rows whose `net` adds up to everybody counted who is no staff, for `count_each_by`."""
    return Tally.objects.filter(ladder=None, first=BEGINNING, place=EVERYBODY, erased_at=None, is_staff=False)


def on_levels(ladder: Ladder, *, staff: bool = False) -> QuerySet[Any]:
    """Return rows whose `net` adds up, by `level_id`, to those of them who stand on a level; `staff`: theirs too."""
    rows = PartTally.objects.filter(ladder=ladder.pk, part=None, place=SINCE)
    return (rows if staff else rows.filter(is_staff=False)).annotate(level_id=F("level"))


def in_place(ladder: Ladder, place: Place) -> Coalesce:
    """Return a part of a statement: how many of everybody counted are in a place beside the levels."""
    rows: QuerySet[Any] = PartTally.objects.filter(ladder=ladder.pk, part=None, first=BEGINNING, place=place)
    return _summed(rows, staff=ladder.counts_staff)


def first_came(ladder: Ladder, days: Sequence[date], last: date) -> list[Counter[UUID | str]]:
    """Sum up where everybody stands who first came onto a level since each of these days, up to the next one or the last."""
    params = {"ladder": ladder.pk, "places": list(CAME), "staff": ladder.counts_staff}
    sums: list[Counter[UUID | str]] = [Counter() for _day in days]
    with current().cursor() as cursor:
        cursor.execute(_CAME, params | {"days": list(days), "first": days[0], "last": last})
        for at, place, level, n in cursor.fetchall():
            sums[at][level or CAME[place]] += n
    return sums


def in_units(units: Collection[UUID]) -> QuerySet[Any]:
    """Return rows whose `net` adds up, by `unit`, to those of them who belong there."""
    rows: QuerySet[Any] = _heads().filter(part__in=units).annotate(unit=F("part"))
    return rows


def in_units_of_default_kind() -> QuerySet[Any]:
    """Return rows whose `net` adds up to those of them who belong to any unit of the default kind."""
    return _heads().filter(part__in=Unit.objects.filter(kind__is_default=True).order_by().values("pk"))


def with_organizers() -> QuerySet[Any]:
    """Return rows whose `net` adds up to those of them who have an organizer: a part that is no unit is one."""
    return _heads().exclude(part__in=Unit.objects.order_by().values("pk"))


def _heads() -> QuerySet[Any]:
    rows: QuerySet[Any] = PartTally.objects.filter(ladder=None, first=BEGINNING, place=EVERYBODY, is_staff=False)
    return rows


def looked_at(ladder: Ladder, *places: str, before: date | None = None, staff: bool | None = None) -> Coalesce:
    """Return a part of a statement: how many levels of today were last looked at before a day, or at all, by whom.

    `staff`: whether theirs are counted; unless it is said, the ladder decides.
    """
    rows: QuerySet[Any] = PartTally.objects.filter(ladder=ladder.pk, part=None, place__in=places or (LOOKED, LISTED))
    if before:
        rows = rows.filter(first__lt=before)
    return _summed(rows, staff=ladder.counts_staff if staff is None else staff)


def _summed(rows: QuerySet[Any], *, staff: bool) -> Coalesce:
    if not staff:
        rows = rows.filter(is_staff=False)
    summed = rows.order_by().values("ladder").annotate(n=Cast(Sum("net"), IntegerField())).values("n")
    return Coalesce(Subquery(summed), 0)
