"""Sums of today by unit and by organizer, and of when levels were looked at, kept by triggers: decision 68."""

from importlib import import_module

from django.db import migrations

# Their names begin with numbers, so that they cannot be imported by a statement.
before = import_module("ladders.migrations.0016_tally_kept_by_triggers")
since = import_module("ladders.migrations.0017_equal_paths_summed_once")

COUNTED = f"{before.COUNTED} AND erased_at IS NULL"
NOBODY = "'0001-01-01'"
STARTS = "starts AS (SELECT day AS first FROM ladders_tallystart WHERE by_part)"
# `who`: people with a sign; each is in the unit of each kind, and with an organizer. Who stays where they were cancels out.
PARTS = """whose AS (
        SELECT id AS member_id, part, is_staff, sum(sign) AS sign FROM (
          SELECT id, organizer_id AS part, is_staff, sign FROM who WHERE organizer_id IS NOT NULL
          UNION ALL
          SELECT who.id, b.unit_id, is_staff, sign FROM who JOIN members_belonging b ON b.member_id = who.id
        ) AS each GROUP BY 1, 2, 3 HAVING sum(sign) <> 0
      )"""
# `steps`: whole paths with a sign. Where each began who is on a level since each first day, and where they are now.
STATES = """state AS (
        SELECT s.first, p.member_id, p.ladder_id, p.sign,
          coalesce(
            (max(level_id::text) FILTER (WHERE "on" <= first AND (until IS NULL OR until > first)))::uuid,
            CASE WHEN coalesce(max(place) FILTER (WHERE "on" <= first AND (until IS NULL OR until > first)), 'off') = 'off'
              AND NOT coalesce(bool_or(place = 'level') FILTER (WHERE "on" <= first), false)
            THEN (array_agg(level_id ORDER BY "on") FILTER (WHERE is_baseline AND place = 'level' AND "on" > first))[1] END
          ) AS start,
          max(place) FILTER (WHERE until IS NULL) AS place,
          (max(level_id::text) FILTER (WHERE until IS NULL))::uuid AS level
        FROM steps p CROSS JOIN starts s GROUP BY s.first, p.member_id, p.ladder_id, p.sign
      )
      INSERT INTO ladders_parttally (ladder_id, first, part, start, place, level, is_staff, net)
      SELECT ladder_id, first, part, start, place, level, is_staff, sum(state.sign * whose.sign)
      FROM state JOIN whose USING (member_id) WHERE place = 'level'
      GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(state.sign * whose.sign) <> 0 ORDER BY 1, 2, 3"""
HEADS = f"""INSERT INTO ladders_parttally (first, part, place, is_staff, net)
      SELECT {NOBODY}, part, 'everybody', is_staff, sum(sign) FROM whose GROUP BY part, is_staff HAVING sum(sign) <> 0"""  # noqa: S608 - fixed words
# The day on which each level was last looked at stands where other sums have the first one.
LOOKED = """INSERT INTO ladders_parttally (ladder_id, first, place, is_staff, net)
      SELECT s.ladder_id, a."on", CASE a.source WHEN 'import' THEN 'listed' ELSE 'looked' END, is_staff, sum(s.sign * who.sign)
      FROM s JOIN ladders_assessment a ON a.id = s.assessment_id JOIN who ON who.id = s.member_id
      WHERE s.place = 'level' GROUP BY 1, 2, 3, 4 HAVING sum(s.sign * who.sign) <> 0"""
LOCK = "PERFORM pg_advisory_xact_lock_shared(hashtext(current_schema()), 1904622817)"
WHO = f"""SELECT id, organizer_id, status = 'staff' AS is_staff, {{sign}} AS sign
          FROM {{people}} AS m WHERE {COUNTED}"""  # noqa: S608 - fixed words
ROWS = 'member_id, ladder_id, place, level_id, "on", until, is_baseline'


def of_steps(touched: str, gone: str) -> str:
    """Add what became of the parts of those whose paths a statement touched; `gone`: their steps as they were."""
    return f"""WITH {STARTS}, touched AS (SELECT DISTINCT member_id, ladder_id FROM {touched}),
      here AS (SELECT c.* FROM touched JOIN ladders_levelchange c USING (member_id, ladder_id)),
      who AS ({WHO.format(sign=1, people="members_member")} AND id IN (SELECT member_id FROM touched)),
      {PARTS}, steps AS (
        SELECT {ROWS}, 1 AS sign FROM here UNION ALL SELECT {ROWS}, -1 FROM ({gone}) AS gone
      ), {STATES}"""  # noqa: S608 - fixed words


def of_people(who: str, changed: str) -> str:
    """Add what became of the parts of people who are counted elsewhere since, or no more; their paths stay."""
    return f"""WITH who AS ({who}), {PARTS} {HEADS};
      WITH {STARTS}, who AS ({who}), {PARTS}, steps AS (
        SELECT {ROWS}, 1 AS sign FROM ladders_levelchange WHERE member_id IN (SELECT member_id FROM whose)
      ), {STATES}{changed}"""  # noqa: S608 - fixed words


def of_belongings(rows: str) -> str:
    """Add what became of two units when people go from one to the other; nobody writes their paths meanwhile."""
    both = f"""whose AS (
        SELECT b.member_id, b.unit_id AS part, is_staff, sum(b.sign) AS sign
        FROM ({rows}) AS b JOIN who ON who.id = b.member_id GROUP BY 1, 2, 3 HAVING sum(b.sign) <> 0
      )"""  # noqa: S608 - fixed words
    who = f"who AS ({WHO.format(sign=1, people='members_member')} AND id IN (SELECT member_id FROM ({rows}) AS b))"  # noqa: S608
    return f"""{LOCK};
      PERFORM FROM members_member WHERE id IN (SELECT member_id FROM ({rows}) AS b) ORDER BY id FOR NO KEY UPDATE;
      WITH {who}, {both} {HEADS};
      WITH {STARTS}, {who}, {both}, steps AS (
        SELECT {ROWS}, 1 AS sign FROM ladders_levelchange WHERE member_id IN (SELECT member_id FROM whose)
      ), {STATES}"""  # noqa: S608 - fixed words


def of_standings(rows: str) -> str:
    return f"""WITH s AS ({rows}), who AS ({WHO.format(sign=1, people="members_member")} AND id IN (SELECT member_id FROM s))
      {LOOKED}"""  # noqa: S608 - fixed words


def signed(plus: bool, minus: bool) -> str:
    """Read what a statement put in and took out, each with its sign."""
    both = (["SELECT *, 1 AS sign FROM after"] if plus else []) + (
        ["SELECT *, -1 AS sign FROM before"] if minus else []
    )
    return " UNION ALL ".join(both)


STANDS = "SELECT *, 1 AS sign FROM ladders_standing"
NEW_PEOPLE, GONE_PEOPLE = WHO.format(sign=1, people="after"), WHO.format(sign=-1, people="before")
OTHER = """id IN (SELECT b.id FROM before b JOIN after a USING (id)
          WHERE (b.kind, b.archived_at IS NULL, b.merged_into_id IS NULL, b.status, b.erased_at IS NULL, b.organizer_id)
            IS DISTINCT FROM (a.kind, a.archived_at IS NULL, a.merged_into_id IS NULL, a.status, a.erased_at IS NULL, a.organizer_id))"""
CHANGED_PEOPLE = f"{NEW_PEOPLE} AND {OTHER} UNION ALL {GONE_PEOPLE} AND {OTHER}"
LOOKED_AGAIN = f"; WITH who AS ({CHANGED_PEOPLE}), s AS ({STANDS} WHERE member_id IN (SELECT id FROM who)) {LOOKED}"  # noqa: S608
CHANGED = f"IF EXISTS (SELECT FROM before WHERE {OTHER}) THEN {LOCK}; {of_people(CHANGED_PEOPLE, LOOKED_AGAIN)}; END IF"
AWAY = since.UNLESS_AWAY
STEP = f"{AWAY} {LOCK};"
FUNCTIONS = {
    "ladders_part_new_steps": ("ladders_levelchange", "INSERT", STEP + of_steps("after", before.HERE_BUT)),
    "ladders_part_gone_steps": (
        "ladders_levelchange",
        "DELETE",
        STEP + of_steps("before", f"SELECT * FROM here {before.AS_BEFORE}"),  # noqa: S608 - fixed words
    ),
    "ladders_part_changed_steps": (
        "ladders_levelchange",
        "UPDATE",
        STEP
        + of_steps(
            "(SELECT * FROM before UNION ALL SELECT * FROM after) AS b", f"{before.HERE_BUT} {before.AS_BEFORE}"
        ),
    ),
    "ladders_part_new_people": ("members_member", "INSERT", of_people(NEW_PEOPLE, "")),
    "ladders_part_changed_people": ("members_member", "UPDATE", CHANGED),
    "ladders_part_gone_people": ("members_member", "DELETE", of_people(GONE_PEOPLE, "")),
    "ladders_part_new_belongings": ("members_belonging", "INSERT", of_belongings(signed(True, False))),
    "ladders_part_changed_belongings": ("members_belonging", "UPDATE", of_belongings(signed(True, True))),
    "ladders_part_gone_belongings": ("members_belonging", "DELETE", of_belongings(signed(False, True))),
    "ladders_part_new_standings": ("ladders_standing", "INSERT", AWAY + of_standings(signed(True, False))),
    "ladders_part_changed_standings": ("ladders_standing", "UPDATE", AWAY + of_standings(signed(True, True))),
    "ladders_part_gone_standings": ("ladders_standing", "DELETE", AWAY + of_standings(signed(False, True))),
}
EVERYBODY = WHO.format(sign=1, people="members_member")
BEGIN = f"""
    CREATE FUNCTION %1$I.ladders_part_from(days date[]) RETURNS void
    LANGUAGE sql SET search_path = %1$I, pg_catalog AS $body$
      WITH starts AS (SELECT unnest(days) AS first), who AS ({EVERYBODY}), {PARTS},
        steps AS (SELECT {ROWS}, 1 AS sign FROM ladders_levelchange), {STATES}
    $body$
"""  # noqa: S608 - fixed words
ANEW = f"""
    CREATE FUNCTION %1$I.ladders_part_anew() RETURNS void
    LANGUAGE sql SET search_path = %1$I, pg_catalog AS $body$
      DELETE FROM ladders_parttally;
      WITH who AS ({EVERYBODY}), {PARTS} {HEADS};
      WITH who AS ({EVERYBODY}), s AS ({STANDS}) {LOOKED};
      SELECT ladders_part_from(array(SELECT day FROM ladders_tallystart WHERE by_part));
    $body$
"""  # noqa: S608 - fixed words


class Migration(migrations.Migration):
    dependencies = [("ladders", "0018_parttally"), ("members", "0022_unit_contact")]

    operations = [
        before.function(BEGIN, "DROP FUNCTION ladders_part_from(date[])"),
        before.function(ANEW, "DROP FUNCTION ladders_part_anew()"),
        *(
            before.function(before.TRIGGERED.format(name=name, body=body), f"DROP FUNCTION {name}()")
            for name, (_table, _event, body) in FUNCTIONS.items()
        ),
        *(before.trigger(name, table, event) for name, (table, event, _body) in FUNCTIONS.items()),
        migrations.RunSQL("SELECT ladders_part_anew()", migrations.RunSQL.noop),
    ]
