"""Standing and LevelChange, worked out from the assessments that count: in whole sets, never person by person."""

from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction

from ladders.models import Ladder
from members.models import Member
from stpnet.db.arrays import array
from stpnet.db.wrapper import current

# Whoever rewrites a few histories holds this shared; whoever rewrites a whole organization's holds it alone.
_LOCK = 1_904_622_817
# From so many people on, the planner's statistics no longer fit: without fresh ones a list of 4,000 took 12 s, not 20 ms.
_MANY = 500

# All sums of paths are made anew, from the days from which they were.
ANEW = """SELECT ladders_tally_anew(), ladders_part_anew(),
       ladders_stays_from((SELECT first FROM ladders_staytally WHERE ladder_id IS NULL))"""

# `step`: the assessment that decided each day, beside the one before it; `is_change` where the two differ.
_STEPS = """
WITH day AS (
    SELECT DISTINCT ON (ladder_id, member_id, "on") id, ladder_id, member_id, "on", place, level_id, is_baseline
    FROM ladders_assessment
    WHERE voided_at IS NULL AND NOT (waits_for_review AND confirmed_at IS NULL)
      AND (%(ladder)s::uuid IS NULL OR ladder_id = %(ladder)s::uuid)
      AND (%(members)s::uuid[] IS NULL OR member_id = ANY(%(members)s::uuid[]))
    ORDER BY ladder_id, member_id, "on", created_at DESC, id DESC
), pair AS (
    SELECT *, lag(place, 1, 'off') OVER path AS from_place, lag(level_id) OVER path AS from_level_id
    FROM day WINDOW path AS (PARTITION BY ladder_id, member_id ORDER BY "on")
), step AS (
    SELECT *, place <> from_place OR level_id IS DISTINCT FROM from_level_id AS is_change FROM pair
)"""

_CHANGE_COLUMNS = """
member_id, ladder_id, "on", until, from_place, from_level_id, place, level_id, assessment_id, is_baseline"""
_CHANGES = """
SELECT member_id, ladder_id, "on", lead("on") OVER path AS until, from_place, from_level_id, place, level_id,
       id AS assessment_id, is_baseline
FROM step WHERE is_change WINDOW path AS (PARTITION BY ladder_id, member_id ORDER BY "on")"""

_STANDING_COLUMNS = "member_id, ladder_id, place, level_id, since, came, assessment_id"
# Someone only ever taken off, and never placed, is off since that was first said. Whom the first list put on a level
# came on no known day.
_STANDINGS = """
SELECT DISTINCT ON (ladder_id, member_id) member_id, ladder_id, place, level_id,
       coalesce(max("on") FILTER (WHERE is_change) OVER path, min("on") OVER path) AS since,
       CASE WHEN min("on") FILTER (WHERE place = 'level') OVER path
         = min("on") FILTER (WHERE place = 'level' AND NOT is_baseline) OVER path
       THEN min("on") FILTER (WHERE place = 'level') OVER path END AS came, id AS assessment_id
FROM step
WINDOW path AS (PARTITION BY ladder_id, member_id ORDER BY "on" RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
ORDER BY ladder_id, member_id, "on" DESC"""

_OF_THESE = """
WHERE (%(ladder)s::uuid IS NULL OR ladder_id = %(ladder)s::uuid)
  AND (%(members)s::uuid[] IS NULL OR member_id = ANY(%(members)s::uuid[]))"""

_TABLES = (
    ("ladders_levelchange", _CHANGE_COLUMNS, _CHANGES),
    ("ladders_standing", _STANDING_COLUMNS, _STANDINGS),
)

# What the triggers on histories read; a trigger's plan is kept until the statistics of one of its tables change.
_READ = ("ladders_assessment", "ladders_levelchange", "ladders_standing", "members_member", "members_belonging")
_DOUBLED = f"""
SELECT 1 FROM pg_class
WHERE oid IN ({", ".join(f"'{each}'::regclass" for each in _READ)})
  AND pg_relation_size(oid) > 2 * relpages * current_setting('block_size')::bigint"""  # noqa: S608 - fixed names


class Difference(NamedTuple):
    """A row that is kept and should not be, or that should be and is missing."""

    table: str
    kept: bool
    member: UUID
    ladder: UUID


def rebuild(*, ladder: Ladder | None = None, members: Collection[UUID] | None = None) -> None:
    """Write history and standing anew: for everyone, or for one ladder, or for some people.

    Of several assessments on one day the later created wins. No counting assessment: no row. The sums of moves follow
    by triggers; when everyone's history is written, they are made anew.
    """
    params = {"ladder": ladder.pk if ladder else None, "members": None if members is None else array(members)}
    with transaction.atomic():
        lock(members)
        if members is None:
            # Out and in again, path by path, would ask the sums of everybody twice; once at the end is the same.
            _run("SELECT set_config('ladders.tally', 'away', true)", {})
        for table, columns, select in _TABLES:
            _run(f"DELETE FROM {table}{_OF_THESE}", params)  # noqa: S608 - fixed names
            _run(f"{_STEPS} INSERT INTO {table} ({columns}) {select}", params)
        if members is None:
            _run(f"{ANEW}; SELECT set_config('ladders.tally', '', true)", {})
        if members is None or len(members) >= _MANY:
            # Afterwards, as it would hold its lock until the end of whatever transaction this is a part of.
            transaction.on_commit(_refresh_statistics)


def follow(member: Member, ladder: Ladder) -> None:
    """Write one person's history and standing on one ladder anew."""
    rebuild(ladder=ladder, members=[member.pk])


def lock(members: Collection[UUID] | None) -> None:
    """Let nobody else assess these people, or anyone, until the transaction ends."""
    with current().cursor() as cursor:
        shared = "" if members is None else "_shared"
        cursor.execute(f"SELECT pg_advisory_xact_lock{shared}(hashtext(current_schema()), %s)", [_LOCK])
        if members is not None:
            # Always in the same order, so that two imports wait for each other and do not deadlock.
            sql = "SELECT 1 FROM members_member WHERE id = ANY(%s::uuid[]) ORDER BY id FOR NO KEY UPDATE"
            cursor.execute(sql, [array(members)])


def differences(ladder: Ladder | None = None) -> list[Difference]:
    """Compare what is kept with what the assessments say; changes nothing. Empty when both agree."""
    params = {"ladder": ladder.pk if ladder else None, "members": None}
    found = []
    for table, columns, select in _TABLES:
        kept = f"SELECT {columns} FROM {table}{_OF_THESE}"  # noqa: S608 - fixed names
        rows = _run(
            f"{_STEPS}, kept AS ({kept}), due AS (SELECT {columns} FROM ({select}) AS counted)"  # noqa: S608
            " SELECT true, member_id, ladder_id FROM (SELECT * FROM kept EXCEPT SELECT * FROM due) AS too_many"
            " UNION ALL"
            " SELECT false, member_id, ladder_id FROM (SELECT * FROM due EXCEPT SELECT * FROM kept) AS missing",
            params,
        )
        found += [Difference(table, *row) for row in rows]
    return found


def _refresh_statistics() -> None:
    """Let the planner look again once a table has doubled since it last did: a list comes in by many chunks."""
    if _run(_DOUBLED, {}):
        _run(f"ANALYZE {', '.join(_READ)}", {})


def _run(sql: str, params: dict[str, Any]) -> list[Any]:
    with current().cursor() as cursor:
        cursor.execute(sql, params or None)
        return list(cursor.fetchall()) if cursor.description else []
