"""Standing and LevelChange: what follows from the assessments, kept so that counting is quick."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ladders.models.ladder import Ladder, Level
from ladders.models.place import PLACE_AND_LEVEL, Assessment, Place
from members.models import Member
from stpnet.models import TenantModel, TenantQuerySet


class StandingQuerySet(TenantQuerySet["Standing"]):
    def in_earnest(self) -> Self:
        """Leave out those made up for practice."""
        return self.exclude(member__kind=Member.Kind.PRACTICE)


class Standing(TenantModel):
    """Where someone stands now: one row for each member and ladder. No row: never placed."""

    # The indexes below begin with these two.
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="standings", db_index=False)
    ladder = models.ForeignKey(Ladder, on_delete=models.CASCADE, related_name="standings", db_index=False)
    place = models.CharField(max_length=10, choices=Place)
    level = models.ForeignKey(Level, on_delete=models.PROTECT, null=True, related_name="standings")
    since = models.DateField()
    # The day on which they first came onto a level; none where the first list put them there, and where they never did.
    came = models.DateField(null=True)
    # The latest assessment that counts: says how sure, by whom and whether someone has looked at an imported level.
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="+")

    objects: ClassVar[models.Manager["Standing"]] = models.Manager.from_queryset(StandingQuerySet)()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["ladder", "place", "level", "since"], name="ladders_standing_since")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "ladder"],
                name="ladders_standing_one_place",
                violation_error_message=_("A person stands in one place of a ladder."),
            ),
            models.CheckConstraint(
                condition=PLACE_AND_LEVEL,
                name="ladders_standing_place_and_level",
                violation_error_message=_("Choose a level, or one of the places outside the levels."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} since {self.since}"


class LevelChange(TenantModel):
    """One step of someone's path: from where, to where, on which day, until which day.

    Unique for member, ladder and day, with `until` taken from the next row: periods cannot overlap.
    """

    # The indexes below begin with these two.
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="level_changes", db_index=False)
    ladder = models.ForeignKey(Ladder, on_delete=models.CASCADE, related_name="level_changes", db_index=False)
    on = models.DateField()
    until = models.DateField(null=True)
    from_place = models.CharField(max_length=10, choices=Place)
    from_level = models.ForeignKey(Level, on_delete=models.PROTECT, null=True, related_name="+")
    place = models.CharField(max_length=10, choices=Place)
    level = models.ForeignKey(Level, on_delete=models.PROTECT, null=True, related_name="level_changes")
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="+")
    is_baseline = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["ladder", "on"], name="ladders_levelchange_day")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "ladder", "on"],
                name="ladders_levelchange_once_a_day",
                violation_error_message=_("A path has one step a day."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("on")),
                name="ladders_levelchange_ends_after_start",
                violation_error_message=_("A step ends after it began."),
            ),
            models.CheckConstraint(
                condition=PLACE_AND_LEVEL,
                name="ladders_levelchange_place_and_level",
                violation_error_message=_("Choose a level, or one of the places outside the levels."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_place} to {self.place} on {self.on}"
