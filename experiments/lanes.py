"""The columns of the board, by one rule for a page and for a count."""

from datetime import date

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.enums import TextChoices
from django.utils.translation import gettext_lazy as _

from experiments.models import Experiment, Sign
from experiments.models.experiment import Status

GOING_ON = (Status.RUNNING, Status.PAUSED)


class Lane(TextChoices):
    PLANNING = "planning", _("Planning")
    RUNNING = "running", _("Running")
    WRAPPING_UP = "wrapping_up", _("Wrapping up")
    LEARNED = "learned", _("Learned")


def with_lane(experiments: "QuerySet[Experiment]", today: date) -> "QuerySet[Experiment]":
    """Add `lane`. What is past its end, or is finished and lacks a verdict, still has to be wrapped up."""
    unsaid = Exists(Sign.objects.unsaid().filter(experiment=OuterRef("pk")).order_by())
    lane = Case(
        When(status__in=(Status.IDEA, Status.PLANNED), then=Value(Lane.PLANNING.value)),
        When(Q(status__in=GOING_ON, ends_on__lt=today), then=Value(Lane.WRAPPING_UP.value)),
        When(status__in=GOING_ON, then=Value(Lane.RUNNING.value)),
        When(Q(unsaid, status=Status.FINISHED), then=Value(Lane.WRAPPING_UP.value)),
        default=Value(Lane.LEARNED.value),
        output_field=CharField(),
    )
    return experiments.annotate(lane=lane)
