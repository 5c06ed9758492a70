from django.db import migrations, models

COLORS = [
    ("1", "Ochre"),
    ("1h", "Ochre to rust"),
    ("2", "Rust"),
    ("2h", "Rust to crimson"),
    ("3", "Crimson"),
    ("3h", "Crimson to plum"),
    ("4", "Plum"),
    ("4h", "Plum to violet"),
    ("5", "Violet"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("ladders", "0003_waiting_index"),
    ]

    operations = [
        migrations.AddField(
            model_name="ladder",
            name="put_away_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="level",
            name="color",
            field=models.CharField(
                blank=True, choices=COLORS, db_default="", default="", max_length=2, verbose_name="color"
            ),
        ),
        migrations.AddConstraint(
            model_name="ladder",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_default", False), ("put_away_at", None), _connector="OR"),
                name="ladders_ladder_default_in_use",
                violation_error_message="Make another ladder the default one before you put this one away.",
            ),
        ),
        migrations.AddConstraint(
            model_name="level",
            constraint=models.CheckConstraint(
                condition=models.Q(("color__in", ["", "1", "1h", "2", "2h", "3", "3h", "4", "4h", "5"])),
                name="ladders_level_color_of_the_ramp",
                violation_error_message="Choose a color of the ramp.",
            ),
        ),
    ]
