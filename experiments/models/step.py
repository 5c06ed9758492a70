"""Steps of an experiment: who does what by when, and steps below."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from experiments.models.experiment import Experiment
from experiments.models.searched import vector
from members.models import Member
from stpnet.models import TenantModel


class ExperimentStep(TenantModel):
    """`who` says it in words where it is not one person: "Buddy pairs"."""

    experiment = models.ForeignKey(Experiment, on_delete=models.CASCADE, related_name="steps")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="children")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(_("step"), max_length=1000)
    owner = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    who = models.CharField(_("who"), max_length=120, blank=True)
    due = models.DateField(_("by"), null=True, blank=True)
    done_on = models.DateField(null=True, editable=False)
    done_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        indexes: ClassVar = [GinIndex(vector("text"), name="experiments_step_words")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="experiments_experimentstep_has_text",
                violation_error_message=_("Write what the step is."),
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")),
                name="experiments_experimentstep_not_own_parent",
                violation_error_message=_("A step cannot stand under itself."),
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=False) | Q(done_by=None),
                name="experiments_experimentstep_done_on_a_day",
                violation_error_message=_("Say when it was done."),
            ),
        ]

    def __str__(self) -> str:
        return self.text
