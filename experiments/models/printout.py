"""A PDF of an experiment: for the team's wall while it runs, or as a story once it is over."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from experiments.models.experiment import Experiment
from members.models.job import LongJob, LongJobQuerySet


class Printout(LongJob):
    """A worker makes it in a second or two. It is thrown away a day later: the next one says what is true then."""

    class Kind(models.TextChoices):
        PLAN = "plan", _("For the team")
        STORY = "story", _("As a story")

    experiment = models.ForeignKey(Experiment, on_delete=models.CASCADE, related_name="printouts")
    kind = models.CharField(max_length=5, choices=Kind)
    stored_as = models.CharField(max_length=120, blank=True)

    objects: ClassVar[models.Manager["Printout"]] = models.Manager.from_queryset(LongJobQuerySet["Printout"])()

    class Meta(LongJob.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.kind} of {self.experiment_id}"
