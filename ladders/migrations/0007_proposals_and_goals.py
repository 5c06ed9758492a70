"""Rules and what they propose; goals."""

import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ladders", "0006_responsibilities"),
        ("members", "0019_shorter_times"),
    ]

    operations = [
        migrations.CreateModel(
            name="LevelRule",
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
                    "place",
                    models.CharField(
                        choices=[
                            ("level", "On a level"),
                            ("unsure", "Not sure yet"),
                            ("quiet", "Gone quiet"),
                            ("off", "Not on the ladder"),
                        ],
                        max_length=10,
                    ),
                ),
                ("goes_by_view", models.BooleanField(default=False)),
                ("filters", models.JSONField(default=dict)),
                (
                    "rests",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                "author",
                                "Whoever saved it last may not change the ladder any more. Save it again in your name.",
                            ),
                            (
                                "filter",
                                "A part of its filter is not there any more. Change the filter, or put the rule away.",
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("put_away_at", models.DateTimeField(editable=False, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="members.member"
                    ),
                ),
                (
                    "ladder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rules", to="ladders.ladder"
                    ),
                ),
                (
                    "level",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="rules", to="ladders.level"
                    ),
                ),
                (
                    "view",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="members.savedview",
                    ),
                ),
            ],
            options={
                "ordering": ["created_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="QuietRound",
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
                ("n_people", models.PositiveIntegerField()),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("taken_back_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="members.member"
                    ),
                ),
                (
                    "ladder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="ladders.ladder"
                    ),
                ),
            ],
            options={
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
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
                    "place",
                    models.CharField(
                        choices=[
                            ("level", "On a level"),
                            ("unsure", "Not sure yet"),
                            ("quiet", "Gone quiet"),
                            ("off", "Not on the ladder"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField()),
                ("fields", models.JSONField(default=list)),
                (
                    "from_place",
                    models.CharField(
                        choices=[
                            ("level", "On a level"),
                            ("unsure", "Not sure yet"),
                            ("quiet", "Gone quiet"),
                            ("off", "Not on the ladder"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reached_on", models.DateField(null=True)),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Waiting"),
                            ("accepted", "Accepted"),
                            ("dismissed", "Dismissed"),
                            ("closed", "Settled by itself"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("because", models.CharField(blank=True, max_length=200)),
                (
                    "assessment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="proposals",
                        to="ladders.assessment",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="members.member"
                    ),
                ),
                (
                    "from_level",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="ladders.level"
                    ),
                ),
                (
                    "ladder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="proposals", to="ladders.ladder"
                    ),
                ),
                (
                    "level",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposals",
                        to="ladders.level",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="proposals", to="members.member"
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="proposals",
                        to="ladders.levelrule",
                    ),
                ),
                (
                    "quiet_round",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="proposals",
                        to="ladders.quietround",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RuleMatch",
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
                ("since", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="members.member"
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="matches", to="ladders.levelrule"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Goal",
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
                ("and_up", models.BooleanField(default=False)),
                (
                    "whose",
                    models.CharField(
                        choices=[
                            ("everyone", "Everyone"),
                            ("unit", "Where they belong"),
                            ("organizer", "Someone’s people"),
                            ("view", "A view"),
                        ],
                        default="everyone",
                        max_length=10,
                    ),
                ),
                ("wanted", models.PositiveIntegerField(verbose_name="how many people")),
                ("due", models.DateField(verbose_name="by")),
                ("baseline", models.PositiveIntegerField()),
                ("baseline_on", models.DateField()),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("put_away_at", models.DateTimeField(editable=False, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="members.member"
                    ),
                ),
                (
                    "ladder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="goals", to="ladders.ladder"
                    ),
                ),
                (
                    "level",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="goals", to="ladders.level"
                    ),
                ),
                (
                    "organizer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="goals",
                        to="members.member",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="members.unit"
                    ),
                ),
                (
                    "view",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="members.savedview",
                    ),
                ),
            ],
            options={
                "ordering": ["due", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("organizer", None), ("unit", None), ("view", None)),
                            models.Q(("organizer", None), ("view", None), ("whose", "unit")),
                            models.Q(("unit", None), ("view", None), ("whose", "organizer")),
                            models.Q(("organizer", None), ("unit", None), ("whose", "view")),
                            _connector="OR",
                        ),
                        name="ladders_goal_one_scope",
                        violation_error_message="A goal is everyone’s, or of one unit, organizer or view.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__isnull", False), ("and_up", False), _connector="OR"),
                        name="ladders_goal_up_from_a_level",
                        violation_error_message="“And up” goes with a level.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wanted__gte", 1)),
                        name="ladders_goal_wants_someone",
                        violation_error_message="A goal is at least one person.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due__gte", models.F("baseline_on"))),
                        name="ladders_goal_due_later",
                        violation_error_message="Choose a day that is still to come.",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="levelrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("level__isnull", False), ("place", "level")),
                        models.Q(("level", None), ("place__in", ["unsure", "quiet", "off"])),
                        _connector="OR",
                    ),
                    ("place__in", ["level", "quiet"]),
                ),
                name="ladders_levelrule_place_and_level",
                violation_error_message="A rule proposes a level, or that somebody has gone quiet.",
            ),
        ),
        migrations.AddConstraint(
            model_name="levelrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("view", None), ("goes_by_view", True), _connector="OR"),
                name="ladders_levelrule_view_or_own",
                violation_error_message="A rule goes by a view, or by a filter of its own.",
            ),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(
                condition=models.Q(("state", "open")), fields=["ladder", "place"], name="ladders_proposal_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("member", "ladder", "place", "level"),
                name="ladders_proposal_open_once",
                nulls_distinct=False,
                violation_error_message="This is proposed already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("level__isnull", False), ("place", "level")),
                        models.Q(("level", None), ("place__in", ["unsure", "quiet", "off"])),
                        _connector="OR",
                    ),
                    ("place__in", ["level", "quiet"]),
                ),
                name="ladders_proposal_place_and_level",
                violation_error_message="A proposal is of a level, or that somebody has gone quiet.",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("decided_by", None), ("state", "open")),
                    models.Q(models.Q(("state", "open"), _negated=True), ("decided_at__isnull", False)),
                    _connector="OR",
                ),
                name="ladders_proposal_decided_when",
                violation_error_message="What is decided was decided at some time.",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["dismissed", "closed"]), _negated=True),
                    models.Q(("because", ""), _negated=True),
                    _connector="OR",
                ),
                name="ladders_proposal_dismissed_why",
                violation_error_message="Say why not.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rulematch",
            constraint=models.UniqueConstraint(
                fields=("rule", "member"),
                name="ladders_rulematch_once",
                violation_error_message="A filter keeps somebody once.",
            ),
        ),
    ]
