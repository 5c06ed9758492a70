import django.contrib.postgres.fields
import django.db.models.functions.uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ladders", "0022_onto_a_level"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="standing", name="ladders_standing_place"),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(fields=["ladder", "place", "level", "since"], name="ladders_standing_since"),
        ),
        migrations.CreateModel(
            name="StayTally",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=django.db.models.functions.uuid.UUID7(),
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("ladder", models.UUIDField(db_column="ladder_id", null=True)),
                ("first", models.DateField()),
                ("level", models.UUIDField(null=True)),
                (
                    "to",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), db_default=[], default=list
                    ),
                ),
                ("days", models.IntegerField(null=True)),
                ("is_staff", models.BooleanField(db_default=False, default=False)),
                ("net", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["ladder", "first"], name="ladders_staytally_ladder")],
            },
        ),
    ]
