"""Where the people of each unit and of each organizer stand today, from sums: docs/decisions/0068-sums-of-parts.md."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, IntegerField, QuerySet, Subquery, Sum
from django.db.models.functions import Cast, Coalesce

from ladders.models import BEGINNING, EVERYBODY, LISTED, LOOKED, SINCE, Ladder, PartTally, Tally
from ladders.tally import counted, is_everybody, part_over, part_starts
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


def in_units(units: Collection[UUID]) -> QuerySet[Any]:
    """Return rows whose `net` adds up, by `unit`, to those of them who belong there."""
    rows = PartTally.objects.filter(ladder=None, first=BEGINNING, part__in=units, place=EVERYBODY, is_staff=False)
    return rows.annotate(unit=F("part"))


def looked_at(ladder: Ladder, *places: str, before: date | None = None, staff: bool | None = None) -> Coalesce:
    """Return a part of a statement: how many levels of today were last looked at before a day, or at all, by whom.

    `staff`: whether theirs are counted; unless it is said, the ladder decides.
    """
    rows: QuerySet[Any] = PartTally.objects.filter(ladder=ladder.pk, part=None, place__in=places or (LOOKED, LISTED))
    if before:
        rows = rows.filter(first__lt=before)
    if not (ladder.counts_staff if staff is None else staff):
        rows = rows.filter(is_staff=False)
    summed = rows.order_by().values("ladder").annotate(n=Cast(Sum("net"), IntegerField())).values("n")
    return Coalesce(Subquery(summed), 0)
