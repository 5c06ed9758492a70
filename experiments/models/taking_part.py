"""Whom an experiment is tried with: chosen people, or everybody on a list."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from experiments.models.experiment import Experiment
from members.models import Member, SavedView
from stpnet.models import TenantModel


class TakingPart(TenantModel):
    """Somebody who takes part, or a saved view whose people do. `name` keeps how the view was called once it is gone."""

    experiment = models.ForeignKey(Experiment, on_delete=models.CASCADE, related_name="taking_part")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="takes_part_in")
    view = models.ForeignKey(SavedView, on_delete=models.SET_NULL, null=True, related_name="experiments")
    name = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["experiment", "member"],
                name="experiments_takingpart_once",
                violation_error_message=_("They take part already."),
            ),
            models.UniqueConstraint(
                fields=["experiment", "view"],
                name="experiments_takingpart_view_once",
                violation_error_message=_("The people on this list take part already."),
            ),
            models.CheckConstraint(
                condition=Q(member__isnull=False, view=None, name="") | Q(member=None) & ~Q(name=""),
                name="experiments_takingpart_is_somebody",
                violation_error_message=_("Choose somebody, or a list."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.member_id)
