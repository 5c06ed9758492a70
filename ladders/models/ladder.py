"""A ladder, its levels and what a person on a level can be seen doing."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.models import Skill
from stpnet.models import TenantModel, TenantQuerySet


class LadderQuerySet(TenantQuerySet["Ladder"]):
    def in_use(self) -> Self:
        """Leave out ladders that were put away: nobody is placed on them any more, and what was said is kept."""
        return self.filter(put_away_at=None)


class Ladder(TenantModel):
    """A group's ordered levels of leadership. One that was put away keeps its levels and its history."""

    name = models.CharField(_("name"), max_length=80)
    is_default = models.BooleanField(default=False)
    needs_review = models.BooleanField(
        _("a second person agrees"), default=False, help_text=_("A changed level counts once someone else has agreed.")
    )
    has_unsure = models.BooleanField(_("keep a place for “not sure yet”"), default=True)
    quiet_after_days = models.PositiveSmallIntegerField(_("gone quiet after days"), default=180)
    counts_staff = models.BooleanField(_("count staff too"), default=False)
    holds_at_most = models.PositiveSmallIntegerField(
        _("how many people one person can hold"),
        default=7,
        db_default=7,
        help_text=_("Whom they coach. With more, the page suggests to raise a leader among them. 0: never."),
    )
    # Goes up with each change to the ladder or its levels, so that of two people who edit at once the second is told.
    # 0: nobody has touched what the group began with.
    version = models.PositiveIntegerField(default=0, editable=False)
    put_away_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager["Ladder"]] = models.Manager.from_queryset(LadderQuerySet)()

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
            models.CheckConstraint(
                condition=Q(is_default=False) | Q(put_away_at=None),
                name="ladders_ladder_default_in_use",
                violation_error_message=_("Make another ladder the default one before you put this one away."),
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

    class Color(models.TextChoices):
        """The steps of the ramp, lightest first; halves lie between two of its five colors."""

        L1 = "1", _("Ochre")
        L1H = "1h", _("Ochre to rust")
        L2 = "2", _("Rust")
        L2H = "2h", _("Rust to crimson")
        L3 = "3", _("Crimson")
        L3H = "3h", _("Crimson to plum")
        L4 = "4", _("Plum")
        L4H = "4h", _("Plum to violet")
        L5 = "5", _("Violet")

    ladder = models.ForeignKey(Ladder, on_delete=models.CASCADE, related_name="levels")
    position = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=60)
    sentence = models.CharField(_("in one sentence"), max_length=200, blank=True)
    # Empty: by its number, spread over the ramp with the others.
    color = models.CharField(_("color"), max_length=2, choices=Color, blank=True, default="", db_default="")
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
            models.CheckConstraint(
                condition=Q(color__in=["", "1", "1h", "2", "2h", "3", "3h", "4", "4h", "5"]),
                name="ladders_level_color_of_the_ramp",
                violation_error_message=_("Choose a color of the ramp."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.name}"


class LevelSign(TenantModel):
    """Something a person on this level can be seen doing."""

    level = models.ForeignKey(Level, on_delete=models.CASCADE, related_name="signs")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("what one sees"), max_length=200)
    # Who has it is offered as having this sign; whoever assesses decides.
    skill = models.ForeignKey(Skill, on_delete=models.SET_NULL, null=True, blank=True, related_name="signs")

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
