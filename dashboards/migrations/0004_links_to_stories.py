import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A link shows a report, or the story of an experiment."""

    dependencies = [("dashboards", "0003_pins"), ("experiments", "0010_rested_days")]

    operations = [
        migrations.AlterField(
            model_name="sharelink",
            name="report",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="links", to="dashboards.report"
            ),
        ),
        migrations.AddField(
            model_name="sharelink",
            name="experiment",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="links",
                to="experiments.experiment",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharelink",
            constraint=models.CheckConstraint(
                condition=models.Q(("experiment__isnull", False), ("report", None))
                | models.Q(("experiment", None), ("report__isnull", False)),
                name="dashboards_sharelink_shows_one_thing",
                violation_error_message="A link shows one report, or the story of one experiment.",
            ),
        ),
    ]
