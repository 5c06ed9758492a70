"""TakeOut: everything a group has, taken out as one file, by whom and when."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.job import LongJob, LongJobQuerySet


class TakeOut(LongJob):
    """Asked for by an owner, made in the background and kept for an hour. The row stays, to say who took it out."""

    # Opaque place of the file, `<organization>/<uuid4>`; empty before it is written and once it is deleted.
    stored_as = models.CharField(max_length=100, blank=True)
    n_rows = models.PositiveBigIntegerField(default=0)
    n_bytes = models.PositiveBigIntegerField(default=0)
    expires_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["TakeOut"]] = models.Manager.from_queryset(LongJobQuerySet["TakeOut"])()

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
