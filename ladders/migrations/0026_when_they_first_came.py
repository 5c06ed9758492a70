"""The day on which somebody first came onto a level, beside where they stand: decision 79."""

from django.db import migrations, models

# Nobody's place changes by this, so no sum does; the next migration adds those of these days.
FILL = """SELECT set_config('ladders.tally', 'away', true);
    UPDATE ladders_standing s SET came = first."on"
    FROM (
      SELECT DISTINCT ON (member_id, ladder_id) member_id, ladder_id, "on", is_baseline
      FROM ladders_levelchange WHERE place = 'level' ORDER BY member_id, ladder_id, "on"
    ) AS first
    WHERE first.member_id = s.member_id AND first.ladder_id = s.ladder_id AND NOT first.is_baseline;
    SELECT set_config('ladders.tally', '', true)"""


class Migration(migrations.Migration):
    dependencies = [("ladders", "0025_parts_of_the_last_quarter")]

    operations = [
        migrations.AddField("standing", "came", models.DateField(null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RemoveIndex("levelchange", "ladders_levelchange_onto"),
    ]
