"""Sums of how long people stood on a level before they went to another, and of since when they stand there: decision 82."""

from importlib import import_module

from django.db import migrations

# Their names begin with numbers, so that they cannot be imported by a statement.
triggers = import_module("ladders.migrations.0016_tally_kept_by_triggers")
since = import_module("ladders.migrations.0017_equal_paths_summed_once")
parts = import_module("ladders.migrations.0019_parts_kept_by_triggers")
plans = import_module("ladders.migrations.0021_plans_that_need_no_luck")

STARTS = "starts AS (SELECT first FROM ladders_staytally WHERE ladder_id IS NULL)"
# Only such a step can begin or end a stay that is counted; without any a statement changed none.
CAN = "place = 'level' AND (until IS NOT NULL OR from_place = 'level')"
ROWS = 'member_id, ladder_id, level_id, "on", until, from_place, is_baseline'
# `steps`: whole paths with a sign, and `who`: people with one; what is equal cancels out. Since when somebody stood
# where the first list put them it does not say. Each stay is counted, and each person with all the ways that they went.
# The next step is found by sorting: PostgreSQL cannot know how many steps there are, and would compare all with all.
STAYS = """pair AS (
        SELECT *, lead("on") OVER path AS next_on, lead(from_place) OVER path AS next_from, lead(level_id) OVER path AS went
        FROM steps WINDOW path AS (PARTITION BY sign, ladder_id, member_id ORDER BY "on")
      ), stay AS MATERIALIZED (
        SELECT s.first, p.ladder_id, p.member_id, p.level_id AS level, p.went, p.until - p."on" AS days, p.sign,
          is_staff, who.sign AS who_sign
        FROM pair p JOIN starts s ON p.until > s.first JOIN who ON who.id = p.member_id
        WHERE p.next_on = p.until AND p.next_from = 'level' AND NOT p.is_baseline
      )
      INSERT INTO ladders_staytally (ladder_id, first, level, "to", days, is_staff, net)
      SELECT ladder_id, first, level, "to", days, is_staff, sum(net) FROM (
        SELECT ladder_id, first, level, ARRAY[went] AS "to", days, is_staff, sign * who_sign AS net FROM stay
        UNION ALL
        SELECT ladder_id, first, level, array_agg(DISTINCT went ORDER BY went), NULL, is_staff, sign * who_sign
        FROM stay GROUP BY ladder_id, first, level, member_id, is_staff, sign, who_sign
      ) AS each GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(net) <> 0 ORDER BY 1, 2, 3"""
STEPS = f"SELECT {ROWS}, 1 AS sign FROM"
COUNTED_PEOPLE = f"SELECT id, status = 'staff' AS is_staff, 1 AS sign FROM members_member WHERE {parts.COUNTED}"  # noqa: S608


def of_steps(touched: str, gone: str) -> str:
    """Add what became of the stays of those whose paths a statement touched; `gone`: their steps as they were."""
    return f"""{since.UNLESS_AWAY} IF EXISTS (SELECT FROM {touched} WHERE {CAN}) THEN {parts.LOCK};
      WITH {STARTS}, touched AS (SELECT DISTINCT member_id, ladder_id FROM {touched} WHERE {CAN}),
      here AS MATERIALIZED (SELECT c.* FROM touched JOIN ladders_levelchange c USING (member_id, ladder_id)),
      who AS NOT MATERIALIZED ({COUNTED_PEOPLE}),
      steps AS ({STEPS} here WHERE {CAN} UNION ALL SELECT {ROWS}, -1 FROM ({gone}) AS gone WHERE {CAN}), {STAYS};
      END IF"""  # noqa: S608 - fixed words


OTHER = parts.OTHER.replace(", b.organizer_id", "").replace(", a.organizer_id", "")
PEOPLE = f"""IF EXISTS (SELECT FROM before WHERE {OTHER}) THEN {parts.LOCK};
      WITH {STARTS}, who AS ({parts.NEW_PEOPLE} AND {OTHER} UNION ALL {parts.GONE_PEOPLE} AND {OTHER}),
        steps AS ({STEPS} ladders_levelchange WHERE {CAN} AND member_id IN (SELECT id FROM who)), {STAYS};
      END IF"""  # noqa: S608 - fixed words
FUNCTIONS = {
    "ladders_stay_new_steps": ("ladders_levelchange", "INSERT", of_steps("after", triggers.HERE_BUT)),
    "ladders_stay_gone_steps": (
        "ladders_levelchange",
        "DELETE",
        of_steps("before", f"SELECT * FROM here {triggers.AS_BEFORE}"),  # noqa: S608 - fixed words
    ),
    "ladders_stay_changed_steps": (
        "ladders_levelchange",
        "UPDATE",
        of_steps(
            "(SELECT * FROM before UNION ALL SELECT * FROM after) AS b", f"{triggers.HERE_BUT} {triggers.AS_BEFORE}"
        ),
    ),
    "ladders_stay_changed_people": ("members_member", "UPDATE", PEOPLE),
}
BEGIN = f"""
    CREATE FUNCTION %1$I.ladders_stays_from(since date) RETURNS void
    LANGUAGE sql SET search_path = %1$I, pg_catalog AS $body$
      DELETE FROM ladders_staytally;
      INSERT INTO ladders_staytally (first, net) SELECT since, 1 WHERE since IS NOT NULL;
      WITH {STARTS}, who AS ({COUNTED_PEOPLE}), steps AS ({STEPS} ladders_levelchange WHERE {CAN}), {STAYS}
    $body$
"""  # noqa: S608 - fixed words

# Beside the day on which a level was last looked at, the one since which somebody stands there.
STANDS = """INSERT INTO ladders_parttally (ladder_id, first, place, level, is_staff, net)
      SELECT s.ladder_id, each.first, each.place, each.level, is_staff, sum(s.sign * who.sign)
      FROM s JOIN ladders_assessment a ON a.id = s.assessment_id JOIN who ON who.id = s.member_id
        CROSS JOIN LATERAL (VALUES
          (a."on", CASE a.source WHEN 'import' THEN 'listed' ELSE 'looked' END, NULL::uuid), (s.since, 'since', s.level_id)
        ) AS each(first, place, level)
      WHERE s.place = 'level' GROUP BY 1, 2, 3, 4, 5 HAVING sum(s.sign * who.sign) <> 0"""


def with_since(body: str) -> str:
    return plans.once(body).replace(parts.LOOKED, STANDS)


def stands(name: str) -> migrations.RunSQL:
    made, body = triggers.TRIGGERED, parts.FUNCTIONS[name][2]
    return since.replaced(made.format(name=name, body=with_since(body)), made.format(name=name, body=plans.once(body)))


LOOK = [name for name, (_table, _event, body) in parts.FUNCTIONS.items() if parts.LOOKED in body]


class Migration(migrations.Migration):
    dependencies = [("ladders", "0023_staytally"), ("members", "0022_unit_contact")]

    operations = [
        triggers.function(BEGIN, "DROP FUNCTION ladders_stays_from(date)"),
        plans.planned("ladders_stays_from(date)"),
        *(
            triggers.function(triggers.TRIGGERED.format(name=name, body=body), f"DROP FUNCTION {name}()")
            for name, (_table, _event, body) in FUNCTIONS.items()
        ),
        *(triggers.trigger(name, table, event) for name, (table, event, _body) in FUNCTIONS.items()),
        since.replaced(with_since(parts.ANEW), plans.once(parts.ANEW)),
        plans.planned("ladders_part_anew()"),
        *(stands(name) for name in LOOK),
        # The night moves the day on where this group's calendar is in another month.
        migrations.RunSQL(
            """SELECT ladders_part_anew(), ladders_stays_from((date_trunc('month', current_date) - interval '2 years 1 day')::date)""",
            migrations.RunSQL.noop,
        ),
    ]
