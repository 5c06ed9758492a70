"""An experiment: what a group tries on purpose, between two days, to answer a question."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from experiments.models.question import Question
from experiments.models.searched import vector
from ladders.models import Level
from members.models import Member
from stpnet.models import TenantModel

LONGEST = 10_000


class Status(models.TextChoices):
    IDEA = "idea", _("Idea")
    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Running")
    PAUSED = "paused", _("Paused")
    FINISHED = "finished", _("Finished")
    NOT_RUN = "not_run", _("Not run")


STARTED = (Status.RUNNING, Status.PAUSED, Status.FINISHED)


class Experiment(TenantModel):
    """The page of one experiment. Every way it ever read is kept as a `Revision`; `version` is the newest one's number."""

    title = models.CharField(_("title"), max_length=150)
    hypothesis = models.TextField(_("our hunch"), max_length=LONGEST, blank=True)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.IDEA, editable=False)
    paused_on = models.DateField(null=True, editable=False)
    # Days it rested and was taken up again: they are not among those that a pace asks for.
    rested_days = models.PositiveSmallIntegerField(default=0, editable=False)
    pause_cause = models.CharField(_("why it rests"), max_length=300, blank=True, editable=False)
    accountable = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="experiments_answered_for"
    )
    coach = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="experiments_coached"
    )
    # Where on the ladder it is to help: the dashboard of that ladder says what is tried there.
    level = models.ForeignKey(
        Level, on_delete=models.SET_NULL, null=True, blank=True, related_name="experiments", verbose_name=_("level")
    )
    # What it goes on from, or runs again.
    follows = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="followed_by")
    questions = models.ManyToManyField(Question, through="Answering", related_name="experiments")
    version = models.PositiveIntegerField(default=0, editable=False)
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    changed_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        indexes: ClassVar = [GinIndex(vector("title", "hypothesis"), name="experiments_experiment_words")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(title=""),
                name="experiments_experiment_has_title",
                violation_error_message=_("Give it a title people will know it by."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="experiments_experiment_ends_after_start",
                violation_error_message=_("The last day comes before the first one."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=False) | ~Q(status__in=STARTED),
                name="experiments_experiment_started_on_a_day",
                violation_error_message=_("Say on which day it started."),
            ),
            models.CheckConstraint(
                condition=Q(status="paused", paused_on__isnull=False) & ~Q(pause_cause="")
                | ~Q(status="paused") & Q(paused_on=None, pause_cause=""),
                name="experiments_experiment_paused_with_a_cause",
                violation_error_message=_("Say why it rests. Pausing is no failure."),
            ),
            models.CheckConstraint(
                condition=Q(follows=None) | ~Q(follows=F("id")),
                name="experiments_experiment_follows_another",
                violation_error_message=_("An experiment cannot follow itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Answering(TenantModel):
    """That an experiment stands under a question: under one or several."""

    experiment = models.ForeignKey(Experiment, on_delete=models.CASCADE, related_name="answering")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answering")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["experiment", "question"],
                name="experiments_answering_once",
                violation_error_message=_("It stands under this question already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.experiment_id} under {self.question_id}"


class Revision(TenantModel):
    """How the page of an experiment read, whole, since somebody saved it."""

    experiment = models.ForeignKey(Experiment, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["experiment", "number"],
                name="experiments_revision_number_once",
                violation_error_message=_("Somebody saved it at the same moment."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.experiment_id} as of {self.number}"
