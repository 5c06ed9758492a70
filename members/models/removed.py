"""A contact that somebody took off: kept for a month, so that it can be brought back."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from members.models.contact import ContactPoint
from members.models.person import Member
from stpnet.models import TenantModel


class RemovedContact(TenantModel):
    """What stood in the row of the contact, under whose key it comes back."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="removed_contacts")
    point = models.UUIDField(unique=True)
    kind = models.CharField(max_length=10, choices=ContactPoint.Kind)
    # Every column but the member, who may be another one by now.
    was = models.JSONField()
    removed_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    removed_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["-removed_at", "-id"]

    def __str__(self) -> str:
        return f"{self.kind} of {self.member_id}"
