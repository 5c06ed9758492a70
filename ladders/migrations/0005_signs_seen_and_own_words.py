"""Signs seen in somebody, and what members say of their own place."""

import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ladders", "0004_several_ladders_and_colors"),
        ("members", "0019_shorter_times"),
    ]

    operations = [
        migrations.CreateModel(
            name="OwnWord",
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
                ("words", models.TextField(max_length=1000, verbose_name="in their own words")),
                ("on", models.DateField(verbose_name="said on")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("removed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "ladder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="own_words", to="ladders.ladder"
                    ),
                ),
                (
                    "level",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ladders.level",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="own_words", to="members.member"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="members.member"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["member", "ladder", "on"], name="ladders_ownword_path")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="ladders_ownword_says_something",
                        violation_error_message="Write down what they said.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SignSeen",
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
                ("text", models.CharField(editable=False, max_length=200)),
                ("evidence", models.CharField(blank=True, max_length=300, verbose_name="what they did")),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="signs_seen", to="ladders.assessment"
                    ),
                ),
                (
                    "sign",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="seen",
                        to="ladders.levelsign",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assessment", "sign"),
                        name="ladders_signseen_once",
                        violation_error_message="This sign is ticked already.",
                    )
                ],
            },
        ),
    ]
