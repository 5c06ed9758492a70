"""What somebody is writing and has not saved yet."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from experiments.models.experiment import Experiment
from members.models import Member
from stpnet.models import TenantModel


class Unsaved(TenantModel):
    """The form of one person for one experiment, or for a new one, as it was typed; nobody else reads it."""

    writer = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="unsaved_experiments")
    experiment = models.ForeignKey(Experiment, on_delete=models.CASCADE, null=True, related_name="unsaved")
    typed = models.JSONField(default=dict)
    saved_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["writer", "experiment"],
                nulls_distinct=False,
                name="experiments_unsaved_once",
                violation_error_message=_("It is being written already."),
            )
        ]

    def __str__(self) -> str:
        return f"of {self.writer_id}"
