from typing import Any

from django.db import migrations, models
from django.db.models.functions import Now


def has_begun(apps: Any, _schema_editor: Any) -> None:
    """Groups that are here already have had their first hour, and know their rooms."""
    apps.get_model("organizations", "Organization").objects.update(
        first_hour_over_at=Now(), rooms=["imports:list", "units:list"]
    )


class Migration(migrations.Migration):
    dependencies = [
        ("organizations", "0002_invitations_and_settings"),
    ]

    operations = [
        migrations.AddField(
            model_name="organization",
            name="first_hour_over_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="organization",
            name="first_steps_done",
            field=models.JSONField(blank=True, default=list, editable=False),
        ),
        migrations.AddField(
            model_name="organization",
            name="note_retention_months",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="how long notes are kept"),
        ),
        migrations.AddField(
            model_name="organization",
            name="rooms",
            field=models.JSONField(blank=True, default=list, editable=False),
        ),
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("note_retention_months", None), ("note_retention_months__lte", 120), _connector="OR"
                ),
                name="organizations_organization_note_retention",
                violation_error_message="Choose at most 120 months, or 0 for no end.",
            ),
        ),
        migrations.RunPython(has_begun, migrations.RunPython.noop),
    ]
