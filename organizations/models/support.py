"""An owner's word that one person of those who run the site may look into the group, for some hours."""

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import UUID7, Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organizations.models.membership import Role
from organizations.models.organization import Organization
from organizations.models.user import User

LONGEST = timedelta(hours=24)
# An owner's role would let the helper let others in; an organizer's reaches nobody without people of their own.
MAY_ACT_AS = (Role.VIEWER, Role.DATA_LEAD, Role.DIRECTOR)


class SupportAccessQuerySet(models.QuerySet["SupportAccess"]):
    def live(self) -> Self:
        """Keep what opens a door this moment."""
        return self.filter(ended_at=None, ends_at__gt=Now())

    def run_out(self) -> Self:
        """Keep what has run out by the clock and was not closed yet: it opens nothing any more."""
        return self.filter(ended_at=None, ends_at__lte=Now())


class SupportAccess(models.Model):
    """One grant. The membership that hangs on it counts only while this does."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="support_accesses")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="support_accesses")
    role = models.CharField(max_length=20, choices=[(role.value, role.label) for role in MAY_ACT_AS])
    reason = models.CharField(max_length=300)
    granted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    granted_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    # Empty: the clock, or a terminal.
    ended_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    # When owners were written what had been looked at.
    told_at = models.DateTimeField(null=True)

    objects: ClassVar = models.Manager.from_queryset(SupportAccessQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(ended_at=None),
                name="organizations_supportaccess_one_open",
                violation_error_message=_("Somebody from support has access already. End that first."),
            ),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in MAY_ACT_AS]),
                name="organizations_supportaccess_role",
                violation_error_message=_("Support acts as a viewer, a data lead or a director, never as an owner."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("granted_at"), ends_at__lte=F("granted_at") + LONGEST),
                name="organizations_supportaccess_a_day",
                violation_error_message=_("Access for support ends within 24 hours."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="organizations_supportaccess_reason",
                violation_error_message=_("Say what support is to help with."),
            ),
            models.CheckConstraint(
                condition=Q(told_at=None) | Q(ended_at__isnull=False),
                name="organizations_supportaccess_told_at_the_end",
                violation_error_message=_("What was looked at is told at the end."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.organization_id}"

    @property
    def is_live(self) -> bool:
        return self.ended_at is None and self.ends_at > timezone.now()

    @property
    def closed_at(self) -> datetime:
        """When it was over, by whichever came first."""
        return min(self.ended_at, self.ends_at) if self.ended_at else self.ends_at
