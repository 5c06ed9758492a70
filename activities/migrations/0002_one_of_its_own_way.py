"""An activity of a series that somebody changed alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="activity",
            name="is_own_way",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
    ]
