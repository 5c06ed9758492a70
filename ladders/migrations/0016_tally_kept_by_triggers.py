"""Sums of moves by day, kept by triggers: each statement adds what it changed, whoever writes it."""

from django.db import migrations

# As with the words of members: functions of the organization's own schema, with a fixed path.
# `paths`: whole paths of people with a sign, taken out as they were and put in as they are; what is equal cancels.
# From the end of each first day: where everybody was then, and each later step from one state to the next.
STATES = """
      marked AS (
        SELECT p.*, s.first, coalesce(max(p.place) FILTER (WHERE p."on" <= s.first AND (p.until IS NULL OR p.until > s.first)) OVER path, 'off') AS was,
          (max(p.level_id::text) FILTER (WHERE p."on" <= s.first AND (p.until IS NULL OR p.until > s.first)) OVER path)::uuid AS was_level,
          coalesce(bool_or(p.place = 'level') FILTER (WHERE p."on" <= s.first) OVER path, false) AS was_before,
          min(p."on") FILTER (WHERE p.is_baseline AND p.place = 'level' AND p."on" > s.first) OVER path AS listed_on
        FROM paths p CROSS JOIN starts s
        WINDOW path AS (PARTITION BY p.sign, p.member_id, p.ladder_id, s.first)
      ), listed AS (
        SELECT *, CASE WHEN was = 'off' AND NOT was_before AND first > '0001-01-01' AND "on" >= listed_on THEN
          (max(level_id::text) FILTER (WHERE "on" = listed_on) OVER (PARTITION BY sign, member_id, ladder_id, first))::uuid END AS listed
        FROM marked
      ), step AS (
        SELECT *, lag(place, 1, was) OVER steps AS from_place,
          CASE WHEN row_number() OVER steps = 1 THEN was_level ELSE lag(level_id) OVER steps END AS from_level,
          lag(listed) OVER steps AS from_listed
        FROM listed WHERE "on" > first
        WINDOW steps AS (PARTITION BY sign, member_id, ladder_id, first ORDER BY "on")
      ), net AS (
        SELECT ladder_id, first, "on", was, was_level, was_before, listed, place, level_id, is_staff, erased_at, sign AS net
        FROM step
        UNION ALL
        SELECT ladder_id, first, "on", was, was_level, was_before, from_listed, from_place, from_level, is_staff, erased_at, -sign
        FROM step
        UNION ALL
        SELECT ladder_id, first, first, was, was_level, was_before, NULL, was, was_level, is_staff, erased_at, sign
        FROM (SELECT DISTINCT ON (sign, member_id, ladder_id, first) * FROM marked) AS start
      )
      INSERT INTO ladders_tally (ladder_id, first, "on", was, was_level, was_before, listed, place, level, is_staff, erased_at, net)
      SELECT ladder_id, first, "on", was, was_level, was_before, listed, place, level_id, is_staff, erased_at, sum(net)
      FROM net GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 HAVING sum(net) <> 0 ORDER BY 1, 2, 3"""
COUNTED = (
    "kind = 'person' AND archived_at IS NULL AND merged_into_id IS NULL AND status IN ('contact', 'member', 'staff')"
)
STEP = 'c.member_id, c.ladder_id, c."on", c.until, c.place, c.level_id, c.is_baseline'
STARTS = "starts AS (SELECT day AS first FROM ladders_tallystart UNION ALL SELECT '0001-01-01')"
EVERYBODY = """INSERT INTO ladders_tally (first, "on", was, was_before, place, is_staff, erased_at, net)
      SELECT '0001-01-01', '0001-01-01', '', false, 'everybody', status = 'staff', erased_at, sum(sign)
      FROM {who} WHERE {counted} GROUP BY 6, 7 HAVING sum(sign) <> 0"""

ANEW = f"""
    CREATE FUNCTION %1$I.ladders_tally_from(days date[]) RETURNS void
    LANGUAGE sql SET search_path = %1$I, pg_catalog AS $body$
      WITH starts AS (SELECT unnest(days) AS first), paths AS (
        SELECT {STEP}, m.status = 'staff' AS is_staff, m.erased_at, 1 AS sign
        FROM ladders_levelchange c JOIN members_member m ON m.id = c.member_id WHERE {COUNTED}
      ), {STATES}
    $body$
"""  # noqa: S608 - fixed words
ALL = f"""
    CREATE FUNCTION %1$I.ladders_tally_anew() RETURNS void
    LANGUAGE sql SET search_path = %1$I, pg_catalog AS $body$
      DELETE FROM ladders_tally;
      {EVERYBODY.format(who="(SELECT *, 1 AS sign FROM members_member) AS m", counted=COUNTED)};
      SELECT ladders_tally_from(array(SELECT day FROM ladders_tallystart UNION ALL SELECT '0001-01-01'));
    $body$
"""  # noqa: S608 - fixed words
TRIGGERED = """
    CREATE FUNCTION %1$I.{name}() RETURNS trigger
    LANGUAGE plpgsql SET search_path = %1$I, pg_catalog AS $body$
    BEGIN
      {body};
      RETURN NULL;
    END
    $body$
"""


def of_steps(touched: str, before: str) -> str:
    """Add what became of the paths that a statement touched; `before`: their steps as they were."""
    return f"""WITH {STARTS}, touched AS (SELECT DISTINCT member_id, ladder_id FROM {touched}),
      here AS (SELECT c.* FROM touched JOIN ladders_levelchange c USING (member_id, ladder_id)),
      who AS (
        SELECT id AS member_id, status = 'staff' AS is_staff, erased_at FROM members_member
        WHERE id IN (SELECT member_id FROM touched) AND {COUNTED}
      ), paths AS (
        SELECT {STEP}, is_staff, erased_at, 1 AS sign FROM here c JOIN who USING (member_id)
        UNION ALL
        SELECT {STEP}, is_staff, erased_at, -1 FROM ({before}) AS c JOIN who USING (member_id)
      ), {STATES}"""  # noqa: S608 - fixed words


# Whoever rewrites everybody's history holds this lock alone: then nobody may come to be counted, or cease to be.
CHANGED = f"""IF EXISTS (
        SELECT FROM before b JOIN after a USING (id)
        WHERE (b.kind, b.archived_at IS NULL, b.merged_into_id IS NULL, b.status, b.erased_at)
          IS DISTINCT FROM (a.kind, a.archived_at IS NULL, a.merged_into_id IS NULL, a.status, a.erased_at)
      ) THEN
        PERFORM pg_advisory_xact_lock_shared(hashtext(current_schema()), 1904622817);
        WITH {STARTS}, other AS (
          SELECT b.id FROM before b JOIN after a USING (id)
          WHERE (b.kind, b.archived_at IS NULL, b.merged_into_id IS NULL, b.status, b.erased_at)
            IS DISTINCT FROM (a.kind, a.archived_at IS NULL, a.merged_into_id IS NULL, a.status, a.erased_at)
        ), who AS (
          SELECT id AS member_id, status = 'staff' AS is_staff, erased_at, 1 AS sign FROM after WHERE {COUNTED}
          UNION ALL
          SELECT id, status = 'staff', erased_at, -1 FROM before WHERE {COUNTED}
        ), paths AS (
          SELECT {STEP}, is_staff, erased_at, sign
          FROM who JOIN other ON other.id = who.member_id JOIN ladders_levelchange c USING (member_id)
        ), {STATES};
        {EVERYBODY.format(who="(SELECT *, 1 AS sign FROM after UNION ALL SELECT *, -1 FROM before) AS m", counted=COUNTED)};
      END IF"""  # noqa: S608 - fixed words
HERE_BUT = "SELECT * FROM here WHERE id NOT IN (SELECT id FROM after)"
AS_BEFORE = "UNION ALL SELECT * FROM before"
FUNCTIONS = {
    "ladders_tally_new_steps": ("ladders_levelchange", "INSERT", of_steps("after", HERE_BUT)),
    "ladders_tally_gone_steps": (
        "ladders_levelchange",
        "DELETE",
        of_steps("before", f"SELECT * FROM here {AS_BEFORE}"),  # noqa: S608 - fixed words
    ),
    "ladders_tally_changed_steps": (
        "ladders_levelchange",
        "UPDATE",
        of_steps("(SELECT * FROM before UNION ALL SELECT * FROM after) AS b", f"{HERE_BUT} {AS_BEFORE}"),
    ),
    "ladders_tally_new_people": (
        "members_member",
        "INSERT",
        EVERYBODY.format(who="(SELECT *, 1 AS sign FROM after) AS m", counted=COUNTED),
    ),
    "ladders_tally_changed_people": ("members_member", "UPDATE", CHANGED),
    "ladders_tally_gone_people": (
        "members_member",
        "DELETE",
        EVERYBODY.format(who="(SELECT *, -1 AS sign FROM before) AS m", counted=COUNTED),
    ),
}
TABLES = {"INSERT": "NEW TABLE AS after", "DELETE": "OLD TABLE AS before"}
TABLES["UPDATE"] = f"{TABLES['DELETE']} {TABLES['INSERT']}"


def function(body: str, drop: str) -> migrations.RunSQL:
    return migrations.RunSQL(f"DO $do$ BEGIN EXECUTE format($make${body}$make$, current_schema()); END $do$", drop)


def trigger(name: str, table: str, event: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {TABLES[event]}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
        f"DROP TRIGGER {name} ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("ladders", "0015_tally"), ("members", "0009_words_kept_by_triggers")]

    operations = [
        function(ANEW, "DROP FUNCTION ladders_tally_from(date[])"),
        function(ALL, "DROP FUNCTION ladders_tally_anew()"),
        *(
            function(TRIGGERED.format(name=name, body=body), f"DROP FUNCTION {name}()")
            for name, (_table, _event, body) in FUNCTIONS.items()
        ),
        *(trigger(name, table, event) for name, (table, event, _body) in FUNCTIONS.items()),
        migrations.RunSQL("SELECT ladders_tally_anew()", migrations.RunSQL.noop),
    ]
