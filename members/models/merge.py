"""Two rows that were found to be one person: what went where, so that they come apart again."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.person import Member
from stpnet.models import TenantModel

# So long two people that were put together can be taken apart.
APART_FOR = timedelta(days=90)


class MergeRecord(TenantModel):
    """One person put together with another. What both had stays with the one put away, and only what moved is named."""

    survivor = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="merges")
    merged = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    merged_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    merged_at = models.DateTimeField(db_default=Now())
    apart_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    apart_at = models.DateTimeField(null=True)
    # [[model, key, id, what makes the row one of its kind…]…]: rows that went over to the survivor.
    moved = models.JSONField(default=list)
    # [[model, id, column, before, after]…]: values that the merge wrote.
    changed = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["-merged_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["merged"],
                condition=Q(apart_at=None),
                name="members_mergerecord_once",
                violation_error_message=_("This person is already put together with someone."),
            ),
            models.CheckConstraint(
                condition=~Q(survivor=F("merged")),
                name="members_mergerecord_two",
                violation_error_message=_("Two people are needed."),
            ),
            models.CheckConstraint(
                condition=Q(apart_by=None) | Q(apart_at__isnull=False),
                name="members_mergerecord_apart_when",
                violation_error_message=_("Who took them apart, did so at some time."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merged_id} into {self.survivor_id}"

    @property
    def apart_until(self) -> datetime:
        return self.merged_at + APART_FOR

    @property
    def is_over(self) -> bool:
        return self.apart_until < timezone.now()
