"""What came of an experiment: learnings, decisions, questions it left open."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from experiments.models.experiment import Experiment
from experiments.models.question import Question
from members.models import Member
from stpnet.models import TenantModel


class Learning(TenantModel):
    """Something a group knows now; also without an experiment."""

    experiment = models.ForeignKey(
        Experiment, on_delete=models.SET_NULL, null=True, blank=True, related_name="learnings"
    )
    text = models.CharField(_("learning"), max_length=1500)
    on = models.DateField()
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="experiments_learning_has_text",
                violation_error_message=_("Write what you learned."),
            )
        ]

    def __str__(self) -> str:
        return self.text


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
    on = models.DateField()
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)

    class Meta:
        ordering: ClassVar = ["on", "pk"]
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
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="experiments_openquestion_has_text",
                violation_error_message=_("Write the question."),
            )
        ]

    def __str__(self) -> str:
        return self.text
