import django.db.models.functions.uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ladders", "0017_equal_paths_summed_once"),
    ]

    operations = [
        migrations.CreateModel(
            name="PartTally",
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
                ("part", models.UUIDField(null=True)),
                ("start", models.UUIDField(null=True)),
                ("place", models.CharField(max_length=10)),
                ("level", models.UUIDField(null=True)),
                ("is_staff", models.BooleanField(default=False)),
                ("net", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["ladder", "first", "part"], name="ladders_parttally_part")],
            },
        ),
        migrations.AddField(
            model_name="tallystart",
            name="by_part",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
