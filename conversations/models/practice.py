"""Somebody made up, on whom a person who is new here learns the pages."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ladders.models import Assessment, Place
from members.models import ContactPoint, Member
from stpnet.models import TenantModel, TenantQuerySet


class PracticeQuerySet(TenantQuerySet["Practice"]):
    def with_steps(self) -> Self:
        """Add what of the five steps has been done, as it shows in the real rows, in the same statement."""
        phones = ContactPoint.objects.filter(member=OuterRef("person"), kind="phone", normal=OuterRef("right_phone"))
        said = Assessment.objects.filter(
            member=OuterRef("person"), assessed_by=OuterRef("learner"), voided_at=None
        ).order_by()
        return self.annotate(
            is_corrected=Exists(phones),
            is_placed=Exists(said.filter(place=Place.LEVEL)),
            is_doubted=Exists(said.filter(place__in=[Place.UNSURE, Place.QUIET])),
        )


class Practice(TenantModel):
    """One person's practice. `person` is a Member that is in no list and no count; throwing them away ends it."""

    learner = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="practice")
    person = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    # The number that the made-up person says is theirs; another one is on file.
    right_phone = models.CharField(max_length=20)
    started_at = models.DateTimeField(db_default=Now(), editable=False)
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    finished_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager["Practice"]] = models.Manager.from_queryset(PracticeQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(learner=models.F("person")),
                name="conversations_practice_on_another",
                violation_error_message=_("Nobody practices on themselves."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} on {self.person_id}"
