"""What stays of an organization that was closed: an opaque id and dates."""

from hashlib import sha256
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.db.models.functions import UUID7, Now
from django.utils.translation import gettext_lazy as _


class Tombstone(models.Model):
    """A group that is closed, being deleted or gone. It has no name, and its address only as a hash.

    The database itself says when it was closed, whatever an INSERT asks for, and drops no schema before that is 29
    days ago: the application's login could not delete a group at once if it wanted to.
    """

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    # Ids without a key: the row outlives what they name.
    organization = models.UUIDField()
    schema_name = models.CharField(max_length=63)
    # With the address in hand it can be told whether it was this group; without it the row says nothing.
    slug_hash = models.CharField(max_length=64)
    closed_at = models.DateTimeField(db_default=Now())
    # From here on there is no way back; a deletion that a crash cut off goes on.
    began_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(gone_at=None),
                name="organizations_tombstone_one_at_a_time",
                violation_error_message=_("This group is closed already."),
            ),
            models.CheckConstraint(
                condition=Q(gone_at=None) | Q(began_at__isnull=False),
                name="organizations_tombstone_begins_before_its_end",
                violation_error_message=_("What is gone was begun before."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.organization)


def hash_of(organization: UUID, slug: str) -> str:
    """Return what a tombstone keeps of an address."""
    return sha256(f"{organization} {slug}".encode()).hexdigest()
