"""What came of an experiment: learnings, decisions, questions it left open."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from experiments.models.experiment import Experiment
from experiments.models.question import Question
from experiments.models.searched import vector
from members.models import Member
from stpnet.models import TenantModel, TenantQuerySet

LONGEST_TAG, MOST_TAGS = 40, 12


class KeptManager[M: models.Model](models.Manager[M]):
    """Leaves out what was taken away, so an experiment's learnings are those that are kept."""

    _queryset_class = TenantQuerySet

    def get_queryset(self) -> models.QuerySet[M]:
        return super().get_queryset().filter(removed_at=None)


def tags() -> "ArrayField[Any, Any]":
    """Words of the group, in small letters, each once, in the order of the alphabet: no table of their own to tidy."""
    return ArrayField(models.CharField(max_length=LONGEST_TAG), size=MOST_TAGS, default=list, blank=True)


def was() -> "models.JSONField[Any, Any]":
    """How it read before the last edit, so that this can be taken back."""
    return models.JSONField(default=dict, blank=True, editable=False)


class Learning(TenantModel):
    """Something a group knows now; also without an experiment."""

    experiment = models.ForeignKey(
        Experiment, on_delete=models.SET_NULL, null=True, blank=True, related_name="learnings"
    )
    text = models.CharField(_("learning"), max_length=1500)
    on = models.DateField(_("day"))
    tags = tags()
    was = was()
    removed_at = models.DateTimeField(null=True, editable=False)
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar[models.Manager["Learning"]] = KeptManager()  # type: ignore[assignment]
    everything: ClassVar[models.Manager["Learning"]] = models.Manager.from_queryset(TenantQuerySet["Learning"])()

    class Meta:
        ordering: ClassVar = ["on", "pk"]
        indexes: ClassVar = [GinIndex(vector("text"), name="experiments_learning_words")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="experiments_learning_has_text",
                violation_error_message=_("Write what you learned."),
            )
        ]

    def __str__(self) -> str:
        return self.text


class SeenAgain(TenantModel):
    """That a learning of one experiment, or of none, showed in another one too."""

    learning = models.ForeignKey(Learning, on_delete=models.CASCADE, related_name="again")
    experiment = models.ForeignKey(Experiment, on_delete=models.CASCADE, related_name="seen_again")
    said_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    said_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["said_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["learning", "experiment"],
                name="experiments_seenagain_once",
                violation_error_message=_("It is written down already that it was seen there."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.learning_id} in {self.experiment_id}"


class Decision(TenantModel):
    """What a group does from now on."""

    class Kind(models.TextChoices):
        KEEP = "keep", _("Keep doing it")
        CHANGE = "change", _("Change it")
        STOP = "stop", _("Stop")

    experiment = models.ForeignKey(Experiment, on_delete=models.CASCADE, related_name="decisions")
    # Old write-ups do not say which.
    kind = models.CharField(max_length=6, choices=Kind, blank=True)
    text = models.CharField(_("decision"), max_length=1500)
    on = models.DateField(_("day"))
    tags = tags()
    was = was()
    removed_at = models.DateTimeField(null=True, editable=False)
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)

    objects: ClassVar[models.Manager["Decision"]] = KeptManager()  # type: ignore[assignment]
    everything: ClassVar[models.Manager["Decision"]] = models.Manager.from_queryset(TenantQuerySet["Decision"])()

    class Meta:
        ordering: ClassVar = ["on", "pk"]
        indexes: ClassVar = [GinIndex(vector("text"), name="experiments_decision_words")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="experiments_decision_has_text",
                violation_error_message=_("Write what you decided."),
            )
        ]

    def __str__(self) -> str:
        return self.text


class OpenQuestion(TenantModel):
    """A question an experiment left open; `question` is what became of it in the tree."""

    experiment = models.ForeignKey(Experiment, on_delete=models.CASCADE, related_name="open_questions")
    text = models.CharField(_("question"), max_length=1500)
    question = models.ForeignKey(
        Question, on_delete=models.SET_NULL, null=True, blank=True, related_name="raised_by", editable=False
    )
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["created_at", "pk"]
        indexes: ClassVar = [GinIndex(vector("text"), name="experiments_openq_words")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="experiments_openquestion_has_text",
                violation_error_message=_("Write the question."),
            )
        ]

    def __str__(self) -> str:
        return self.text
