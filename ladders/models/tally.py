"""Sums of moves by day, kept by triggers: what a dashboard counts without reading everybody's path."""

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from ladders.models.place import Place
from stpnet.models import TenantModel

# Before anybody was anywhere: sums from here on say where people stood, whatever was before.
BEGINNING = date.min
# The place of the rows that count people, and not where they stand.
EVERYBODY = "everybody"
# The places of the rows that say when levels were last looked at: by somebody here, and by a list.
LOOKED, LISTED = "looked", "listed"
# That of those that say since when people stand on a level.
SINCE = "since"
# Those of the rows that say on which day people first came onto a level, by the place where they are today.
CAME = {f"came-{place}": place for place in Place.values}


class TallyStart(TenantModel):
    """A day from whose end on moves are summed; from any other, and of some people only, they are counted one by one."""

    day = models.DateField()
    # Also by unit and by organizer, up to today.
    by_part = models.BooleanField(default=False, db_default=False)
    # And by unit and by organizer up to the end of this day, where a quarter that is over begins.
    over = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["day"],
                name="ladders_tallystart_once",
                violation_error_message=_("Sums begin once at the end of a day."),
            )
        ]

    def __str__(self) -> str:
        return f"from {self.day}"


class Tally(TenantModel):
    """How many more (or fewer) people are in a state from a day on; the sum of all days up to one is how many are.

    A state is where somebody was at the end of the first day, and where they are since. Rows are only ever added, so
    that nobody waits for anybody; each night they are summed up. No keys lead from here: sums of what is gone are nought.
    """

    ladder = models.UUIDField(null=True, db_column="ladder_id")
    first = models.DateField()
    on = models.DateField()
    was = models.CharField(max_length=10)
    was_level = models.UUIDField(null=True)
    # On a level at any time up to the first day.
    was_before = models.BooleanField(default=False)
    # Where the first list put them since.
    listed = models.UUIDField(null=True)
    place = models.CharField(max_length=10)
    level = models.UUIDField(null=True)
    is_staff = models.BooleanField(default=False)
    # Who is erased still counts in periods that were over by then.
    erased_at = models.DateTimeField(null=True)
    net = models.BigIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["ladder", "first", "on"], name="ladders_tally_day")]

    def __str__(self) -> str:
        return f"{self.net:+} from {self.was} to {self.place} on {self.on}"


class PartTally(TenantModel):
    """How many more (or fewer) people of a unit, or of an organizer, are on a level today; kept as `Tally` is.

    `start` is where each began on the first day, which says who moved up. Without a ladder a row counts everybody of a
    part; without a part it says on which day (`first`) the levels of so many were last looked at, or since which day so
    many stand on a level, or on which day so many first came onto one. Those at `BEGINNING` count who is in a place
    beside the levels.
    """

    ladder = models.UUIDField(null=True, db_column="ladder_id")
    first = models.DateField()
    # The end of a period that is over: then it says on which level they were that day. Nothing: today.
    last = models.DateField(null=True)
    part = models.UUIDField(null=True)
    start = models.UUIDField(null=True)
    place = models.CharField(max_length=12)
    level = models.UUIDField(null=True)
    is_staff = models.BooleanField(default=False)
    net = models.BigIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["ladder", "first", "part"], name="ladders_parttally_part")]

    def __str__(self) -> str:
        return f"{self.net:+} of {self.part} on {self.place}"


class StayTally(TenantModel):
    """How many more (or fewer) stays on a level, ended since the end of a day by a move to another, took so many days.

    Kept as `Tally` is. Without days a row counts people: so many went from the level to each of those in `to`. Without
    a ladder it says from which day (`first`) stays are summed; the first night of a month moves it on.
    """

    ladder = models.UUIDField(null=True, db_column="ladder_id")
    first = models.DateField()
    level = models.UUIDField(null=True)
    to = ArrayField(models.UUIDField(), default=list, db_default=[])
    days = models.IntegerField(null=True)
    is_staff = models.BooleanField(default=False, db_default=False)
    net = models.BigIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["ladder", "first"], name="ladders_staytally_ladder")]

    def __str__(self) -> str:
        return f"{self.net:+} of {self.days} days"
