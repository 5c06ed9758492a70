"""Paths that are equal are summed up once, however many people have them: those of a list mostly are."""

from importlib import import_module

from django.db import migrations

# Its name begins with a number, so that it cannot be imported by a statement.
before = import_module("ladders.migrations.0016_tally_kept_by_triggers")

# A shape is a whole path without whose it is, with its number where a person's id stood; `sign` says how often.
# Shapes taken out and put in by the same statement cancel here already, before anything is asked of their days.
SHAPES = """
      path AS (
        SELECT ladder_id, is_staff, erased_at, sign, array_agg("on" ORDER BY "on") AS days, array_agg(until ORDER BY "on") AS untils,
          array_agg(place ORDER BY "on") AS places, array_agg(level_id ORDER BY "on") AS levels, array_agg(is_baseline ORDER BY "on") AS lists
        FROM whole GROUP BY member_id, ladder_id, is_staff, erased_at, sign
      ), shape AS (
        SELECT row_number() OVER () AS member_id, ladder_id, is_staff, erased_at, sum(sign) AS sign, days, untils, places, levels, lists
        FROM path GROUP BY ladder_id, is_staff, erased_at, days, untils, places, levels, lists HAVING sum(sign) <> 0
      ), paths AS (
        SELECT s.member_id, s.ladder_id, s.is_staff, s.erased_at, s.sign, c."on", c.until, c.place, c.level_id, c.is_baseline
        FROM shape s CROSS JOIN unnest(s.days, s.untils, s.places, s.levels, s.lists) AS c("on", until, place, level_id, is_baseline)
      ), """
# Whoever writes everybody's history anew holds the lock alone, and sums up once at the end: ladders.history.
UNLESS_AWAY = "IF current_setting('ladders.tally', true) = 'away' THEN RETURN NULL; END IF;"


def by_shapes(body: str) -> str:
    return body.replace("paths AS (", "whole AS (").replace(before.STATES, SHAPES + before.STATES)


def replaced(new: str, old: str) -> migrations.RunSQL:
    new, old = (each.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION") for each in (new, old))
    sql = "DO $do$ BEGIN EXECUTE format($make${}$make$, current_schema()); END $do$"
    return migrations.RunSQL(sql.format(new), sql.format(old))


def trigger_function(name: str, table: str, body: str) -> migrations.RunSQL:
    new = f"{UNLESS_AWAY if table == 'ladders_levelchange' else ''} {by_shapes(body)}"
    made = before.TRIGGERED
    return replaced(made.format(name=name, body=new), made.format(name=name, body=body))


class Migration(migrations.Migration):
    dependencies = [("ladders", "0016_tally_kept_by_triggers")]

    operations = [
        replaced(by_shapes(before.ANEW), before.ANEW),
        *(trigger_function(name, table, body) for name, (table, _event, body) in before.FUNCTIONS.items()),
    ]
