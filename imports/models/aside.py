"""What a list says that has no room here yet: kept closed until there is one, or until it is forgotten."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from imports.models.batch import ImportBatch
from members.models import Member
from stpnet.models import TenantModel, TenantQuerySet


class KeptAsideQuerySet(TenantQuerySet["KeptAside"]):
    def standing(self) -> Self:
        """Leave out what somebody has dropped."""
        return self.filter(dropped_at=None)


class KeptAside(TenantModel):
    """What one row of a list says of a person under one target, sealed: nobody reads it but the room it waits for."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="aside", db_index=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="kept_aside")
    what = models.CharField(max_length=20)  # the target's key
    sealed = models.TextField()
    # Until the night after, so that a slip can be undone.
    dropped_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["KeptAside"]] = models.Manager.from_queryset(KeptAsideQuerySet)()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["batch", "what"], name="imports_keptaside_what")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(sealed=""),
                name="imports_keptaside_says_something",
                violation_error_message=_("Nothing is kept of an empty cell."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.what} of {self.member_id}"
