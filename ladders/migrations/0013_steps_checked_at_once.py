from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ladders", "0012_source_of_retired_levels"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="planstep",
            name="ladders_planstep_position_once",
        ),
        migrations.AddConstraint(
            model_name="planstep",
            constraint=models.UniqueConstraint(
                fields=("plan", "position"),
                name="ladders_planstep_position_once",
                violation_error_message="Another step has this place.",
            ),
        ),
    ]
