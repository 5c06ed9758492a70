"""What the public side knows of experiments, so that a coach finds all of theirs on one desk."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import UUID7
from django.utils.translation import gettext_lazy as _

from organizations.models.organization import Organization


class ExperimentSummary(models.Model):
    """That there is an experiment, and when somebody is to look at it. No text: its page says the rest."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="experiment_summaries")
    # An id without a key: the row stands in the organization's own schema.
    experiment = models.UUIDField(unique=True)
    status = models.CharField(max_length=8)
    due = models.DateField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organization", "due"], name="organizations_summary_due")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(status=""),
                name="organizations_experimentsummary_has_status",
                violation_error_message=_("An experiment has a status."),
            )
        ]

    def __str__(self) -> str:
        return str(self.experiment)
