import django.db.models.deletion
import django.db.models.functions.uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    """Changes are kept by person, no longer by row: those of before cannot be read that way, and go."""

    dependencies = [
        ("imports", "0001_initial"),
        ("members", "0003_sorted_as_is_cut"),
    ]

    operations = [
        migrations.DeleteModel(
            name="ImportChange",
        ),
        migrations.CreateModel(
            name="ImportChange",
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
                ("about", models.UUIDField(null=True)),
                ("at", models.DateTimeField()),
                ("seen", models.DateTimeField(null=True)),
                ("steps", models.JSONField(default=list)),
                (
                    "batch",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="imports.importbatch",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["batch", "about"], name="imports_importchange_about")],
            },
        ),
        migrations.CreateModel(
            name="ImportKept",
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
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("changed", "Changed since"),
                            ("assessed", "Assessed since"),
                            ("listed", "In another list since"),
                            ("signs_in", "Signs in here"),
                            ("merged", "Put together with someone else"),
                            ("archived", "Archived"),
                            ("erased", "Erased"),
                            ("used", "In use"),
                            ("gone", "What was there before is gone"),
                        ],
                        max_length=10,
                    ),
                ),
                ("is_whole", models.BooleanField(default=False)),
                ("fields", models.JSONField(default=list)),
                ("word", models.CharField(blank=True, max_length=130)),
                ("at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="importbatch",
            name="came_from",
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="n_weighed",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="undo",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="again_of",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="imports.importbatch"
            ),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="undone_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="undone_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="members.member"
            ),
        ),
        migrations.AlterField(
            model_name="importbatch",
            name="status",
            field=models.CharField(
                choices=[
                    ("to_read", "Waiting to be read"),
                    ("reading", "Being read"),
                    ("to_match", "Columns to match"),
                    ("to_plan", "Waiting to be checked"),
                    ("planning", "Being checked"),
                    ("to_confirm", "Ready to bring in"),
                    ("to_apply", "Waiting to be brought in"),
                    ("applying", "Being brought in"),
                    ("done", "Brought in"),
                    ("failed", "Could not be brought in"),
                    ("cancelled", "Cancelled"),
                    ("to_weigh", "Waiting to see what taking back would do"),
                    ("weighing", "Looking at what taking back would do"),
                    ("to_agree", "Ready to be taken back"),
                    ("to_undo", "Waiting to be taken back"),
                    ("undoing", "Being taken back"),
                    ("undone", "Taken back"),
                ],
                default="to_read",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="importkept",
            name="batch",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="kept", to="imports.importbatch"
            ),
        ),
        migrations.AddField(
            model_name="importkept",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="members.member"
            ),
        ),
        migrations.AddField(
            model_name="importkept",
            name="elsewhere",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="imports.importbatch"
            ),
        ),
        migrations.AddField(
            model_name="importkept",
            name="member",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="members.member"
            ),
        ),
        migrations.AddConstraint(
            model_name="importkept",
            constraint=models.CheckConstraint(
                condition=models.Q(("member__isnull", False), models.Q(("word", ""), _negated=True), _connector="OR"),
                name="imports_importkept_is_about_something",
                violation_error_message="Say who or what stays.",
            ),
        ),
    ]
