"""A list parted by chance, so that two groups differ in nothing but what is tried with one of them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from experiments.models.experiment import Experiment
from members.models import Member
from stpnet.models import TenantModel


class Assignment(TenantModel):
    """One drawing of lots for an experiment. The seed and the order of people by their keys give the same groups again."""

    experiment = models.OneToOneField(Experiment, on_delete=models.CASCADE, related_name="assignment")
    # What the list was called whose people were parted.
    named = models.CharField(max_length=60)
    n_groups = models.PositiveSmallIntegerField(default=2)
    seed = models.CharField(max_length=32, editable=False)
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(n_groups__gte=2, n_groups__lte=6),
                name="experiments_assignment_some_groups",
                violation_error_message=_("Two to six groups."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.named} in {self.n_groups}"


class Assigned(TenantModel):
    """Which group somebody is in: 0 is A, the baseline."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="people")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="assigned")
    group = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assignment", "member"],
                name="experiments_assigned_once",
                violation_error_message=_("They are in a group already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.group}"
