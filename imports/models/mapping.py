"""Which column of a list became what: kept under a name, for the next list with such headings."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ladders.models import Ladder
from members.models import Member
from members.normal import fold
from stpnet.models import TenantModel, TenantQuerySet

TAKEN = _("There is a matching of this name already. Choose another name.")


def folded(name: str) -> str:
    """Return what equal names have in common; one of signs alone is compared as it is."""
    return fold(name)[:120] or name


class ImportMappingQuerySet(TenantQuerySet["ImportMapping"]):
    def standing(self) -> Self:
        """Leave out those that somebody has deleted; the latest used come first."""
        return self.filter(deleted_at=None).order_by("-used_at", "-pk")


class ImportMapping(TenantModel):
    """What each heading became, as a person saw and left it."""

    name = models.CharField(_("name"), max_length=120)
    folded = models.CharField(max_length=120, editable=False)
    # {heading as it is compared: [heading as it stood, target or null]}
    columns = models.JSONField(default=dict)
    ladder = models.ForeignKey(Ladder, on_delete=models.SET_NULL, null=True, related_name="+")
    date_order = models.CharField(max_length=3, blank=True)
    # How such a list comes to what is here: as `ImportBatch.modes`.
    modes = models.JSONField(default=dict)
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    used_at = models.DateTimeField(db_default=Now())
    # Deleted ones stay a while, so that a slip can be undone.
    deleted_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["ImportMapping"]] = models.Manager.from_queryset(ImportMappingQuerySet)()

    class Meta:
        ordering: ClassVar = ["-used_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["folded"],
                condition=Q(deleted_at=None),
                name="imports_importmapping_name_once",
                violation_error_message=TAKEN,
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="imports_importmapping_has_name",
                violation_error_message=_("Give it a name, so that you find it again."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = folded(self.name)
        super().save(*args, **kwargs)
