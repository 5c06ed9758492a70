"""Tags and units that were deleted or put into another one, with who had them: for thirty days they can come back."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from members.models.person import Member
from members.models.unit import UnitKind
from stpnet.models import TenantModel


class Gone(TenantModel):
    """A tag or unit that is no more. What went into another one is kept for good, as its other name.

    `was` and `into` are ids and no keys: the rows they name are gone, or may go.
    """

    class What(models.TextChoices):
        TAG = "tag", _("Tag")
        UNIT = "unit", _("Unit")

    what = models.CharField(max_length=4, choices=What)
    was = models.UUIDField(unique=True)
    name = models.CharField(max_length=120)
    folded = models.CharField(max_length=120)
    into = models.UUIDField(null=True)
    kind = models.ForeignKey(UnitKind, on_delete=models.CASCADE, null=True, related_name="+")
    parent = models.UUIDField(null=True)
    # Ids of the units that stood right below it.
    below = models.JSONField(default=list)
    # Ids of the teams that were of it.
    teams = models.JSONField(default=list)
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(db_default=Now(), db_index=True)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(what="unit") & ~Q(kind=None)) | (Q(what="tag") & Q(kind=None)),
                name="members_gone_unit_has_kind",
                violation_error_message=_("A unit is of a kind, and a tag is of none."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class GoneFrom(TenantModel):
    """Somebody who had a tag or belonged to a unit that is gone."""

    gone = models.ForeignKey(Gone, on_delete=models.CASCADE, related_name="people")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    # Got the other tag by the merge and not before, so that it goes when the merge is undone.
    got_other = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["gone", "member"],
                name="members_gonefrom_once",
                violation_error_message=_("This person is listed already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id} from {self.gone_id}"
