"""Sums of when people first came onto a level, and of who is in a place beside the levels: decision 79."""

from importlib import import_module

from django.db import migrations, models

# Their names begin with numbers, so that they cannot be imported by a statement.
triggers = import_module("ladders.migrations.0016_tally_kept_by_triggers")
since = import_module("ladders.migrations.0017_equal_paths_summed_once")
parts = import_module("ladders.migrations.0019_parts_kept_by_triggers")
plans = import_module("ladders.migrations.0021_plans_that_need_no_luck")
stays = import_module("ladders.migrations.0024_stays_kept_by_triggers")
over = import_module("ladders.migrations.0025_parts_of_the_last_quarter")

# Each row says where somebody stands: when that was looked at, since when it is so, and when they first came.
STANDS = """INSERT INTO ladders_parttally (ladder_id, first, place, level, is_staff, net)
      SELECT s.ladder_id, each.first, each.place, each.level, is_staff, sum(s.sign * who.sign)
      FROM s JOIN ladders_assessment a ON a.id = s.assessment_id JOIN who ON who.id = s.member_id
        CROSS JOIN LATERAL (VALUES
          (s.place = 'level', a."on", CASE a.source WHEN 'import' THEN 'listed' ELSE 'looked' END, NULL::uuid),
          (s.place = 'level', s.since, 'since', s.level_id),
          (s.came IS NOT NULL, s.came, 'came-' || s.place, s.level_id),
          (s.place <> 'level', '0001-01-01'::date, s.place, NULL)
        ) AS each(holds, first, place, level)
      WHERE each.holds GROUP BY 1, 2, 3, 4, 5 HAVING sum(s.sign * who.sign) <> 0"""


def with_came(body: str) -> str:
    return body.replace(stays.STANDS, STANDS)


def stands(name: str) -> migrations.RunSQL:
    made, body = triggers.TRIGGERED, over.with_over(parts.FUNCTIONS[name][2])
    return since.replaced(made.format(name=name, body=with_came(body)), made.format(name=name, body=body))


ANEW = over.ANEW.replace(over.PERIODS, over.AND_OVER)


class Migration(migrations.Migration):
    dependencies = [("ladders", "0026_when_they_first_came")]

    operations = [
        migrations.AlterField("parttally", "place", models.CharField(max_length=12)),
        since.replaced(with_came(ANEW), ANEW),
        plans.planned("ladders_part_anew()"),
        *(stands(name) for name in stays.LOOK),
        migrations.RunSQL("SELECT ladders_part_anew()", migrations.RunSQL.noop),
    ]
