"""The level an experiment works on became a part of its page: every way it read, and every draft, gets the one of now."""

from django.db import migrations

REVISIONS = """
UPDATE experiments_revision AS was SET content = was.content || jsonb_build_object('level', coalesce(now.level_id::text, ''))
FROM experiments_experiment AS now WHERE now.id = was.experiment_id AND NOT was.content ? 'level'
"""
DRAFTS = """
UPDATE experiments_unsaved AS was SET typed = was.typed || jsonb_build_object('level', coalesce(now.level_id::text, ''))
FROM experiments_experiment AS now WHERE now.id = was.experiment_id AND NOT was.typed ? 'level'
"""


class Migration(migrations.Migration):
    dependencies = [("experiments", "0011_log_pictures_and_drafts")]

    operations = [
        migrations.RunSQL(REVISIONS, migrations.RunSQL.noop),
        migrations.RunSQL(DRAFTS, migrations.RunSQL.noop),
    ]
