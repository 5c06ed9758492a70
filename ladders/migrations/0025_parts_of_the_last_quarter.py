"""Sums by unit and by organizer also of the quarter that is over, up to its last day: decision 82."""

from importlib import import_module

from django.db import migrations, models

# Their names begin with numbers, so that they cannot be imported by a statement.
triggers = import_module("ladders.migrations.0016_tally_kept_by_triggers")
since = import_module("ladders.migrations.0017_equal_paths_summed_once")
parts = import_module("ladders.migrations.0019_parts_kept_by_triggers")
plans = import_module("ladders.migrations.0021_plans_that_need_no_luck")
stays = import_module("ladders.migrations.0024_stays_kept_by_triggers")

# Up to today is up to no day at all: what holds there has no end.
STARTS = """starts AS (
        SELECT day AS first, 'infinity'::date AS last FROM ladders_tallystart WHERE by_part
        UNION ALL SELECT day, over FROM ladders_tallystart WHERE over IS NOT NULL
      )"""
HERE = '"on" <= last AND (until IS NULL OR until > last)'
BEGAN = '"on" <= first AND (until IS NULL OR until > first)'
# As before, with a last day beside each first one.
STATES = f"""state AS (
        SELECT s.first, s.last, p.member_id, p.ladder_id, p.sign,
          coalesce(
            (max(level_id::text) FILTER (WHERE {BEGAN}))::uuid,
            CASE WHEN coalesce(max(place) FILTER (WHERE {BEGAN}), 'off') = 'off'
              AND NOT coalesce(bool_or(place = 'level') FILTER (WHERE "on" <= first), false)
            THEN (array_agg(level_id ORDER BY "on") FILTER (
              WHERE is_baseline AND place = 'level' AND "on" > first AND "on" <= last
            ))[1] END
          ) AS start,
          max(place) FILTER (WHERE {HERE}) AS place, (max(level_id::text) FILTER (WHERE {HERE}))::uuid AS level
        FROM steps p CROSS JOIN starts s GROUP BY s.first, s.last, p.member_id, p.ladder_id, p.sign
      )
      INSERT INTO ladders_parttally (ladder_id, first, last, part, start, place, level, is_staff, net)
      SELECT ladder_id, first, nullif(last, 'infinity'), part, start, place, level, is_staff, sum(state.sign * whose.sign)
      FROM state JOIN whose USING (member_id) WHERE place = 'level'
      GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(state.sign * whose.sign) <> 0 ORDER BY 1, 2, 3"""  # noqa: S608
OVER = f"""
    CREATE FUNCTION %1$I.ladders_part_over(day date, over date) RETURNS void
    LANGUAGE sql SET search_path = %1$I, pg_catalog AS $body$
      WITH starts AS (SELECT day AS first, over AS last WHERE over IS NOT NULL), who AS ({parts.EVERYBODY}), {parts.PARTS},
        steps AS (SELECT {parts.ROWS}, 1 AS sign FROM ladders_levelchange), {STATES}
    $body$
"""  # noqa: S608 - fixed words
ANEW = stays.with_since(parts.ANEW)
PERIODS = "SELECT ladders_part_from(array(SELECT day FROM ladders_tallystart WHERE by_part));"
AND_OVER = f"""SELECT ladders_part_over(day, over) FROM ladders_tallystart;
      {PERIODS}"""  # noqa: S608 - fixed words


def with_over(body: str) -> str:
    return stays.with_since(body.replace(parts.STARTS, STARTS).replace(parts.STATES, STATES))


def trigger_function(name: str, body: str) -> migrations.RunSQL:
    made = triggers.TRIGGERED
    return since.replaced(
        made.format(name=name, body=with_over(body)), made.format(name=name, body=stays.with_since(body))
    )


class Migration(migrations.Migration):
    dependencies = [("ladders", "0024_stays_kept_by_triggers")]

    operations = [
        migrations.AddField("tallystart", "over", models.DateField(null=True)),
        migrations.AddField("parttally", "last", models.DateField(null=True)),
        triggers.function(plans.once(OVER), "DROP FUNCTION ladders_part_over(date, date)"),
        plans.planned("ladders_part_over(date, date)"),
        # The first night begins the sums.
        since.replaced(ANEW.replace(PERIODS, AND_OVER), ANEW),
        plans.planned("ladders_part_anew()"),
        *(trigger_function(name, body) for name, (_table, _event, body) in parts.FUNCTIONS.items()),
    ]
