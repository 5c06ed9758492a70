"""What a member says about their own place: their words, kept beside what others have seen."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ladders.models.ladder import Ladder, Level
from members.models import Member
from stpnet.models import TenantModel, TenantQuerySet


class OwnWordQuerySet(TenantQuerySet["OwnWord"]):
    def kept(self) -> Self:
        """Leave out what was taken away."""
        return self.filter(removed_at=None)


class OwnWord(TenantModel):
    """A member's own words about where they stand, on a day. It moves nobody: a level follows from assessments only."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="own_words")
    ladder = models.ForeignKey(Ladder, on_delete=models.CASCADE, related_name="own_words")
    # The level they name themselves; None: they named none.
    level = models.ForeignKey(Level, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField(_("in their own words"), max_length=1000)
    on = models.DateField(_("said on"))
    written_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[models.Manager["OwnWord"]] = models.Manager.from_queryset(OwnWordQuerySet)()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["member", "ladder", "on"], name="ladders_ownword_path")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(words=""),
                name="ladders_ownword_says_something",
                violation_error_message=_("Write down what they said."),
            )
        ]

    def __str__(self) -> str:
        return f"own words on {self.on}"
