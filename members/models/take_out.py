"""TakeOut: everything a group has, taken out as one file, by whom and when."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.job import LongJob, LongJobQuerySet
from members.models.person import Member


class TakeOutQuerySet(LongJobQuerySet["TakeOut"]):
    def claim(self, pk: uuid.UUID | str) -> "TakeOut | None":
        """Take it for this worker; None while the other owners are asked."""
        return super(TakeOutQuerySet, self.exclude(begins_at__gt=Now())).claim(pk)

    def asked_of(self, owner: Member) -> Self:
        """Keep what another owner asked for and this one may agree to, or stop."""
        waiting = self.filter(status=LongJob.Status.QUEUED, begins_at__gt=Now())
        return waiting.exclude(asked_by=owner).select_related("asked_by")


class TakeOut(LongJob):
    """Asked for by an owner, made in the background and kept for an hour. The row stays, to say who took it out."""

    # Opaque place of the file, `<organization>/<uuid4>`; empty before it is written and once it is deleted.
    stored_as = models.CharField(max_length=100, blank=True)
    n_rows = models.PositiveBigIntegerField(default=0)
    n_bytes = models.PositiveBigIntegerField(default=0)
    expires_at = models.DateTimeField(null=True)
    # Where there are other owners: until then each of them may stop it, or agree, and nothing is made; and who did.
    begins_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[models.Manager["TakeOut"]] = models.Manager.from_queryset(TakeOutQuerySet)()

    class Meta(LongJob.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(status="failed") | ~Q(trouble=""),
                name="members_takeout_failure_is_told",
                violation_error_message=_("A file that could not be made says why."),
            ),
        ]

    def __str__(self) -> str:
        return f"everything, {self.status}"

    @property
    def is_there(self) -> bool:
        """Whether the file can be fetched now."""
        return bool(self.stored_as and self.expires_at and self.expires_at > timezone.now())

    @property
    def is_asked(self) -> bool:
        """Whether it waits for the word of another owner, or for the time that they have to say it."""
        return self.status == self.Status.QUEUED and self.begins_at is not None and self.begins_at > timezone.now()

    @property
    def is_alone(self) -> bool:
        return not self.is_asked and super().is_alone
