"""A ladder, its levels and what a person on a level can be seen doing."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stpnet.models import TenantModel, TenantQuerySet

# Colors of the ramp, `l1` to `l5`; ladders of other lengths are spread over it.
RAMP = 5


class Ladder(TenantModel):
    """A group's ordered levels of leadership."""

    name = models.CharField(_("name"), max_length=80)
    is_default = models.BooleanField(default=False)
    needs_review = models.BooleanField(
        _("a second person agrees"), default=False, help_text=_("A changed level counts once someone else has agreed.")
    )
    has_unsure = models.BooleanField(_("keep a place for “not sure yet”"), default=True)
    quiet_after_days = models.PositiveSmallIntegerField(_("gone quiet after days"), default=180)
    counts_staff = models.BooleanField(_("count staff too"), default=False)
    # Goes up with each change to the ladder or its levels, so that of two people who edit at once the second is told.
    # 0: nobody has touched what the group began with.
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering: ClassVar = ["-is_default", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["name"],
                name="ladders_ladder_name_once",
                violation_error_message=_("There is a ladder of this name already."),
            ),
            models.UniqueConstraint(
                fields=["is_default"],
                condition=Q(is_default=True),
                name="ladders_ladder_one_default",
                violation_error_message=_("Another ladder is the default."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class LevelQuerySet(TenantQuerySet["Level"]):
    def active(self) -> Self:
        """Leave out retired levels."""
        return self.filter(retired_at=None)


class Level(TenantModel):
    """A step of a ladder: a number, a name and one plain sentence. Retired levels keep their history."""

    ladder = models.ForeignKey(Ladder, on_delete=models.CASCADE, related_name="levels")
    position = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=60)
    sentence = models.CharField(_("in one sentence"), max_length=200, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager["Level"]] = models.Manager.from_queryset(LevelQuerySet)()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["ladder", "position"],
                condition=Q(retired_at=None),
                name="ladders_level_position_once",
                violation_error_message=_("Another level has this number."),
            ),
            models.CheckConstraint(
                condition=Q(position__gte=1),
                name="ladders_level_position_from_one",
                violation_error_message=_("Levels are numbered from 1."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.name}"


class LevelSign(TenantModel):
    """Something a person on this level can be seen doing."""

    level = models.ForeignKey(Level, on_delete=models.CASCADE, related_name="signs")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("what one sees"), max_length=200)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["level", "position"],
                name="ladders_levelsign_position_once",
                violation_error_message=_("Another sign has this number."),
            )
        ]

    def __str__(self) -> str:
        return self.text
