"""AssessQueue: people to be assessed one after the other, kept so that it can be left and found again."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ladders.models.ladder import Ladder
from ladders.models.place import Assessment
from members.models import Member
from stpnet.models import TenantModel, TenantQuerySet


class AssessQueue(TenantModel):
    """One person's way through a list of people, on one ladder."""

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="assess_queues")
    ladder = models.ForeignKey(Ladder, on_delete=models.CASCADE, related_name="assess_queues")
    # What the list was called when it was begun: the name of a view, or what it was filtered by.
    title = models.CharField(max_length=200)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    touched_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["-touched_at"]

    def __str__(self) -> str:
        return self.title


class QueuedQuerySet(TenantQuerySet["Queued"]):
    def open(self) -> Self:
        """Keep those who have not had their turn."""
        return self.filter(fate=Queued.Fate.OPEN)

    def dealt_with(self) -> Self:
        """Keep those who had their turn, the last one first."""
        return self.exclude(fate=Queued.Fate.OPEN).order_by("-at", "-position")


class Queued(TenantModel):
    """One of the people of a queue, and what came of their turn."""

    class Fate(models.TextChoices):
        OPEN = "open", _("Still to come")
        ASSESSED = "assessed", _("Assessed")
        SKIPPED = "skipped", _("Skipped")

    queue = models.ForeignKey(AssessQueue, on_delete=models.CASCADE, related_name="people")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="queued")
    position = models.PositiveIntegerField()
    fate = models.CharField(max_length=10, choices=Fate, default=Fate.OPEN)
    at = models.DateTimeField(null=True)
    # A voided one stays on file, and so does who had their turn by it.
    assessment = models.ForeignKey(Assessment, on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[models.Manager["Queued"]] = models.Manager.from_queryset(QueuedQuerySet)()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["queue", "member"],
                name="ladders_queued_member_once",
                violation_error_message=_("This person is in the list already."),
            ),
            models.UniqueConstraint(
                fields=["queue", "position"],
                name="ladders_queued_position_once",
                violation_error_message=_("Somebody else has this turn."),
            ),
            models.CheckConstraint(
                condition=Q(fate="open", at=None, assessment=None) | (~Q(fate="open") & Q(at__isnull=False)),
                name="ladders_queued_turn_has_moment",
                violation_error_message=_("Who had their turn, had it at some moment."),
            ),
            models.CheckConstraint(
                condition=Q(assessment=None) | Q(fate="assessed"),
                name="ladders_queued_assessment_when_assessed",
                violation_error_message=_("Only who was assessed has an assessment."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.fate}"
