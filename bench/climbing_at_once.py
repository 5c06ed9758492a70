"""A crowd as `bench.climbing` stores it, made by the database itself: for millions of changes, of which each is real.

Indexes and keys are put aside while it is stored, as somebody would who moves a whole organization; the sums of moves
are made by the same function that `rebuild_standings` calls.
"""

from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from bench.climbing import EACH, N_ORGANIZERS, N_UNITS, OUTSIDE, WEIGHTS, YEARS
from ladders import history
from ladders.models import Ladder, LevelChange
from members.models import Unit, UnitKind
from stpnet.db.owner import as_owner
from stpnet.db.wrapper import current

_LARGE = ("ladders_assessment", "ladders_levelchange", "ladders_standing", "members_belonging")
# No two words that follow each other say the same, and nobody begins by being off.
_WALK = """
CREATE FUNCTION pg_temp.walk(times int, upto float8[]) RETURNS int[] LANGUAGE plpgsql AS $walk$
DECLARE
  found int[] := '{}';
  before int := array_length(upto, 1);
  here int;
BEGIN
  FOR time IN 1..times LOOP
    LOOP
      here := width_bucket(random() * upto[array_length(upto, 1)], upto) + 1;
      EXIT WHEN here <> before;
    END LOOP;
    found := found || here;
    before := here;
  END LOOP;
  RETURN found;
END $walk$"""
_PATHS = """
CREATE TEMP TABLE path AS
SELECT uuidv7() AS member_id, n, pg_temp.walk(%(each)s, %(upto)s::float8[]) AS at,
  array(SELECT %(first)s::date + ((i - 1) * %(gap)s + floor(random() * %(gap)s + n * 0)::int) FROM generate_series(1, %(each)s) i) AS days,
  array(SELECT uuidv7() FROM generate_series(n, n + %(each)s - 1)) AS words
FROM generate_series(1, %(people)s) n"""
_MEMBERS = """
INSERT INTO members_member (id, kind, status, given_name, middle_name, family_name, suffix, preferred_name, pronouns,
  language, employer, folded, organizer_id)
SELECT member_id, 'person', 'member', 'Given ' || n, '', 'Family ' || n, '', '', '', '', '', '', %(who)s
FROM path WHERE (n > %(organizers)s) = %(others)s"""
_UNITS = """
INSERT INTO members_belonging (member_id, kind_id, unit_id)
SELECT member_id, %(kind)s, (%(units)s::uuid[])[1 + n %% %(n_units)s] FROM path"""
_STEPS = """
FROM path CROSS JOIN LATERAL (
  SELECT i, days[i] AS day, days[i + 1] AS until, words[i] AS word, (%(places)s::text[])[at[i]] AS place,
    (%(levels)s::uuid[])[at[i]] AS level, coalesce((%(places)s::text[])[at[i - 1]], 'off') AS from_place,
    (%(levels)s::uuid[])[at[i - 1]] AS from_level
  FROM generate_series(1, array_length(at, 1)) i
) AS step"""
_WORDS = f"""
INSERT INTO ladders_assessment (id, member_id, ladder_id, place, level_id, "on", confidence, evidence, source,
  is_baseline, waits_for_review, void_reason)
SELECT word, member_id, %(ladder)s, place, level, day, 'clear', '', CASE WHEN n %% 5 = 0 THEN 'import' ELSE 'page' END,
  false, false, '' {_STEPS}"""
_CHANGES = f"""
INSERT INTO ladders_levelchange (member_id, ladder_id, "on", until, from_place, from_level_id, place, level_id,
  assessment_id, is_baseline)
SELECT member_id, %(ladder)s, day, until, from_place, from_level, place, level, word, false {_STEPS}"""
_STANDINGS = f"""
INSERT INTO ladders_standing (member_id, ladder_id, place, level_id, since, came, assessment_id)
SELECT member_id, %(ladder)s, place, level, day,
  (SELECT min(days[j]) FROM generate_series(1, array_length(at, 1)) j WHERE (%(places)s::text[])[at[j]] = 'level'), word {_STEPS} WHERE until IS NULL"""  # noqa: S608 - fixed words
_KEPT = """
SELECT format('ALTER TABLE %%I DROP CONSTRAINT %%I', conrelid::regclass, conname),
  format('ALTER TABLE %%I ADD CONSTRAINT %%I %%s', conrelid::regclass, conname, pg_get_constraintdef(oid))
FROM pg_constraint WHERE conrelid = ANY(%(tables)s::regclass[]) AND contype IN ('f', 'u')
UNION ALL
SELECT format('DROP INDEX %%s', indexrelid::regclass), pg_get_indexdef(indexrelid)
FROM pg_index WHERE indrelid = ANY(%(tables)s::regclass[])
  AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u'))"""


def store(n: int, ladder: Ladder, today: date) -> int:
    """Store so many people and ten changes of place of each; returns how many changes there are."""
    kind = UnitKind.objects.get(is_default=True)
    units = Unit.objects.bulk_create(Unit(kind=kind, name=f"Unit {at}", folded=f"unit {at}") for at in range(N_UNITS))
    values = _values(n, ladder, today) | {"kind": kind.pk, "units": [unit.pk for unit in units], "n_units": N_UNITS}
    with as_owner(), current().cursor() as cursor:
        cursor.execute("SET work_mem = '256MB'")
        cursor.execute("SET maintenance_work_mem = '1GB'")
        cursor.execute("SELECT setseed(0.8)")
        cursor.execute(_WALK)
        cursor.execute(_PATHS, values)
        _people(cursor, values)
        cursor.execute(_KEPT, {"tables": list(_LARGE)})
        kept = cursor.fetchall()
        for table in _LARGE:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for drop, _add in kept:
            cursor.execute(drop)
        for sql in (_UNITS, _WORDS, _CHANGES, _STANDINGS):
            cursor.execute(sql, values)
        for _drop, add in reversed(kept):
            cursor.execute(add)
        for table in _LARGE:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            cursor.execute(f"ANALYZE {table}")
        cursor.execute(history.ANEW)
    return LevelChange.objects.count()


def _people(cursor: Any, values: dict[str, Any]) -> None:
    """Store the people, of whom the first organize the others; nobody searches here, so no words are kept of them."""
    cursor.execute("ALTER TABLE members_member DISABLE TRIGGER USER")
    for others, who in ((False, "NULL::uuid"), (True, "(%(ids)s::uuid[])[1 + n %% %(organizers)s]")):
        cursor.execute("SELECT array_agg(member_id) FROM path WHERE n <= %(organizers)s", values)
        ids = cursor.fetchone()[0]
        cursor.execute(_MEMBERS.replace("%(who)s", who), values | {"others": others, "ids": ids})
    cursor.execute("ALTER TABLE members_member ENABLE TRIGGER USER")
    cursor.execute("ANALYZE members_member")


def _values(n: int, ladder: Ladder, today: date) -> dict[str, Any]:
    levels = list(ladder.levels.order_by("position"))
    weights = [*WEIGHTS[: len(levels)], *OUTSIDE.values()]
    return {
        "people": n,
        "each": EACH,
        "gap": YEARS // EACH,
        "first": today - timedelta(days=YEARS - 1),
        "upto": [float(each) for each in accumulate(weights)],
        "places": [*["level"] * len(levels), *OUTSIDE],
        "levels": [*(level.pk for level in levels), *[None] * len(OUTSIDE)],
        "ladder": ladder.pk,
        "organizers": N_ORGANIZERS,
    }
