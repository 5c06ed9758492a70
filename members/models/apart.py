"""Two who look alike and are not one: said once, remembered until somebody takes it back."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from members.models.person import Member
from stpnet.models import TenantModel


class DifferentPeople(TenantModel):
    """Somebody's word that two members are different people. Taking it back deletes the row; the record keeps both."""

    # The smaller key first, so that a pair has one row whichever way round it was seen.
    low = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    high = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    said_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    said_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["-said_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["low", "high"],
                name="members_differentpeople_once",
                violation_error_message=_("Somebody said already that these are different people."),
            ),
            models.CheckConstraint(
                condition=Q(low__lt=F("high")),
                name="members_differentpeople_two_in_order",
                violation_error_message=_("Two different people are needed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.low_id} is not {self.high_id}"
