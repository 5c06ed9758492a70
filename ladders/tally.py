"""Where everybody stands and who moved, from sums by day: docs/decisions/0056-sums-of-moves.md.

The sums are kept by triggers, so they are never behind. They know everybody only: some people are counted one by one.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Case, Q, Sum, Value, When

from ladders import stays
from ladders.history import ANEW, lock
from ladders.models import BEGINNING, EVERYBODY, Ladder, Place, Tally, TallyStart
from members.models import Member
from members.models.person import MemberQuerySet
from organizations import periods
from organizations.models import Organization
from stpnet.db.wrapper import current

type Where = UUID | str
_A_DAY = timedelta(days=1)
_COUNTED = "(%(staff)s OR NOT is_staff) AND (erased_at IS NULL OR erased_at >= %(gone)s)"
_KEY = "was, was_level, was_before, listed, place, level"
# The second part counts people, and the third says which level is higher.
_STATES = f"""
SELECT {_KEY}, sum(net)::int FROM ladders_tally
WHERE ladder_id = %(ladder)s AND first = %(first)s AND "on" <= %(last)s AND {_COUNTED}
GROUP BY {_KEY} HAVING sum(net) <> 0
UNION ALL
SELECT '', NULL, false, NULL, '{EVERYBODY}', NULL, sum(net)::int FROM ladders_tally
WHERE ladder_id IS NULL AND {_COUNTED}
UNION ALL
SELECT 'position', id, false, NULL, '', NULL, position FROM ladders_level WHERE ladder_id = %(ladder)s"""  # noqa: S608
# Each sum belongs to the first of the days that is not before it, and to all later ones.
_BY_DAY = """
SELECT place, level, erased_at, width_bucket("on" - 1, %(days)s::date[]) AS at, sum(net)::int FROM ladders_tally
WHERE (ladder_id = %(ladder)s AND first = %(first)s AND "on" <= %(last)s OR ladder_id IS NULL)
  AND (%(staff)s OR NOT is_staff)
GROUP BY 1, 2, 3, 4"""
_TABLES = {
    "ladders_tally": f'ladder_id, first, "on", {_KEY}, is_staff, erased_at',
    "ladders_parttally": "ladder_id, first, last, part, start, place, level, is_staff",
    "ladders_staytally": 'ladder_id, first, level, "to", days, is_staff',
}
_SUMMED = "SELECT {columns}, sum(net) AS net FROM {table} GROUP BY {columns} HAVING sum(net) <> 0"


class State(NamedTuple):
    """Where people were at the end of the first day, and are at the end of the last; `listed`: the first list put them there."""

    was: Where
    was_before: bool
    listed: UUID | None
    now: Where
    people: int


class States(NamedTuple):
    states: list[State]
    # Of each level, as it is today.
    positions: dict[UUID, int]


def is_everybody(people: MemberQuerySet) -> bool:
    """Whether these are all people on file, or all that ever were: no filter, and nothing added."""
    query: Any = people.query
    if query.is_sliced or query.distinct or query.combinator or query.annotations or query.is_empty():
        return False
    return not query.where or query.where == Member.objects.people().query.where


def starts(organization: Organization) -> list[date]:
    """List the days from whose end on moves are summed: those from which pages count unless they are asked otherwise."""
    named = [periods.named(key, organization).first for key in ("quarter", "last-quarter", "year")]
    year_ago = [day for day in periods.ends(organization, 5) if day != organization.today()]
    return sorted({*named, *year_ago})


def part_starts(organization: Organization) -> list[date]:
    """List those of the days from which units and organizers are summed up too: pages divide a quarter and a year."""
    return sorted({periods.named(key, organization).first for key in ("quarter", "year")})


def part_over(organization: Organization) -> tuple[date, date]:
    """Return the quarter that is over, of which units and organizers are summed up as well."""
    period = periods.named("last-quarter", organization)
    return period.first, period.last


def states(
    people: MemberQuerySet,
    ladder: Ladder,
    first: date,
    last: date,
    *,
    gone: datetime,
    begun: Sequence[date] = (),
) -> States | None:
    """Sum up who is in which state, in one statement; None where only counting one by one can tell.

    `gone`: who was erased from then on is still counted, if these people are all that ever were. `begun`: further days
    that sums begin on, beside those of the calendar.
    """
    organization: Any = current().tenant
    if not is_everybody(people) or first not in (*begun, *starts(organization)):
        return None
    params = {"ladder": ladder.pk, "first": first, "last": last, **counted(people, ladder, gone)}
    rows = _run(_STATES, params)
    if not any(was not in ("", "position") for was, *_rest in rows):
        return None
    found, positions, everybody = [], {}, 0
    for was, was_level, was_before, listed, place, level, n in rows:
        if was == "position":
            positions[was_level] = n
        elif place == EVERYBODY:
            everybody = n or 0
        else:
            found.append(State(was_level or was, was_before, listed, level or place, n))
    never = everybody - sum(each.people for each in found)
    off = Place.OFF.value
    return States([*found, *([State(off, False, None, off, never)] if never else [])], positions)


def by_day(ladder: Ladder, days: Sequence[date], gone: Sequence[datetime]) -> list[Counter[Where]]:
    """Count everybody by place at the end of each day, in one statement; `gone`: who was erased from then on still counts."""
    order = sorted(set(days))
    params = {"ladder": ladder.pk, "first": BEGINNING, "last": order[-1], "days": order, "staff": ladder.counts_staff}
    sums: list[Counter[Where]] = [Counter() for _day in days]
    for place, level, erased_at, since, n in _run(_BY_DAY, params):
        for at, day in enumerate(days):
            if bisect_left(order, day) >= since and (erased_at is None or erased_at >= gone[at]):
                sums[at][level or place] += n
    return [_with_off(each) for each in sums]


def n_erased(ladder: Ladder, since: datetime) -> int:
    """Sum up whom this ladder counted and who was erased from then on."""
    rows = Tally.objects.filter(ladder=None, first=BEGINNING, place=EVERYBODY, erased_at__gte=since)
    if not ladder.counts_staff:
        rows = rows.filter(is_staff=False)
    found: int = rows.aggregate(n=Sum("net", default=0))["n"]
    return found


def begin(_organization: Organization) -> None:
    """Begin the sums of a new organization, while there is nothing to sum up."""
    settle()


def settle() -> None:
    """Sum up what was added since, and begin and end the sums that the calendar asks for."""
    organization: Any = current().tenant
    with transaction.atomic():
        _begin_and_end(starts(organization), part_starts(organization), part_over(organization))
        stays.begin(stays.since(organization.today()))
        for table, columns in _TABLES.items():
            summed = _SUMMED.format(columns=columns, table="gone")
            _run(
                f"WITH gone AS (DELETE FROM {table} RETURNING *) INSERT INTO {table} ({columns}, net) {summed} ORDER BY 1, 2, 3",  # noqa: S608
                {},
            )


def differences() -> int:
    """Count the sums that are not what the paths say; changes nothing."""
    with transaction.atomic():
        lock(None)
        before = _kept()
        _run(ANEW, {})
        due = _kept()
        transaction.set_rollback(True)
    return len(before ^ due)


def _kept() -> set[Any]:
    return {
        (table, repr(row))
        for table, columns in _TABLES.items()
        for row in _run(_SUMMED.format(columns=columns, table=table), {})
    }


def _begin_and_end(due: Collection[date], by_part: Collection[date], over: tuple[date, date]) -> None:
    """Keep sums from these days on and from no others."""
    there = {day: (parts, last) for day, parts, last in TallyStart.objects.values_list("day", "by_part", "over")}
    if there == {day: (day in by_part, over[1] if day == over[0] else None) for day in due}:
        return
    # Nobody may change a path unseen while its sums begin.
    lock(None)
    TallyStart.objects.exclude(day__in=due).delete()
    new = [day for day in due if day not in there]
    TallyStart.objects.bulk_create([TallyStart(day=day) for day in new], ignore_conflicts=True)
    stay = [BEGINNING, *(day for day in due if day in there)]
    _run("DELETE FROM ladders_tally WHERE first <> ALL(%(stay)s)", {"stay": stay})
    _run("SELECT ladders_tally_from(%(new)s::date[])", {"new": new})
    TallyStart.objects.update(by_part=Q(day__in=by_part), over=Case(When(day=over[0], then=Value(over[1]))))
    kept = [day for day in by_part if there.get(day, (False,))[0]]
    _run(
        "DELETE FROM ladders_parttally WHERE ladder_id IS NOT NULL AND part IS NOT NULL"
        " AND (first <> ALL(%(kept)s) OR last IS NOT NULL)",
        {"kept": kept},
    )
    _run("SELECT ladders_part_from(%(new)s::date[])", {"new": [day for day in by_part if day not in kept]})
    _run("SELECT ladders_part_over(%(first)s::date, %(last)s::date)", {"first": over[0], "last": over[1]})


def _with_off(sums: Counter[Where]) -> Counter[Where]:
    """Put everybody who is nowhere off, where most have no row of their own."""
    everybody = sums.pop(EVERYBODY, 0)
    sums[Place.OFF.value] += everybody - sum(sums.values())
    return Counter({where: n for where, n in sums.items() if n})


def counted(people: MemberQuerySet, ladder: Ladder, gone: datetime | None) -> dict[str, Any]:
    """Say whom this ladder counts; nobody erased, where these people are those on file."""
    return {"staff": ladder.counts_staff, "gone": (gone or "infinity") if not people.query.where else "infinity"}


def _run(sql: str, params: dict[str, Any]) -> list[Any]:
    with current().cursor() as cursor:
        cursor.execute(sql, params or None)
        return list(cursor.fetchall()) if cursor.description else []
