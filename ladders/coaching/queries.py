"""How many have a coach, level by level, and who holds more people than the group thinks one can."""

from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet, Window

from ladders.models import Level
from ladders.part_sums import on_levels
from ladders.queries import counted, with_place
from ladders.tally import is_everybody
from members.generations.edges import COACHING
from members.generations.filters import directly_below, has_coach
from members.models import Member
from members.models.person import MemberQuerySet
from members.queries import count_each_by

# So many stand on the page by name; the list of people has the others.
NAMED = 7


class Coverage(NamedTuple):
    """Of so many on a level, so many have a coach."""

    level: Level
    people: int
    coached: int

    @property
    def without(self) -> int:
        return self.people - self.coached


class Covered(NamedTuple):
    """Every level in use from the top down, and how many counted people have neither organizer nor coach."""

    levels: list[Coverage]
    alone: int


class Holder(NamedTuple):
    """Somebody who coaches more people than the setting says."""

    member: Member
    n: int


class Holders(NamedTuple):
    """The first few of those who coach more than the setting says, and how many there are."""

    few: list[Holder]
    n: int

    @property
    def n_more(self) -> int:
        return self.n - len(self.few)


def coverage(people: MemberQuerySet, levels: list[Level]) -> Covered:
    """Count in one statement; `levels` are of one ladder. The list behind each figure asks the same."""
    if not levels:
        return Covered([], 0)
    ladder, alone = levels[0].ladder, Q(organizer=None) & ~has_coach()
    placed: QuerySet[Any, Any] = with_place(counted(people, ladder), ladder).order_by()
    sums = {
        "n": Count("pk"),
        "n_coached": Count("pk", filter=has_coach()),
        "n_alone": Count("pk", filter=alone),
    }
    found = {row["level_id"]: row for row in placed.values("level_id").annotate(**sums)}
    nobody = {"n": 0, "n_coached": 0}
    parts = [(level, found.get(level.pk, nobody)) for level in sorted(levels, key=lambda each: -each.position)]
    return Covered(
        # A retired level is shown only while someone still stands on it.
        [Coverage(level, row["n"], row["n_coached"]) for level, row in parts if row["n"] or not level.retired_at],
        sum(row["n_alone"] for row in found.values()),
    )


def levels_covered(people: MemberQuerySet, levels: list[Level]) -> list[Coverage]:
    """Count only who has a coach where it is known how many stand on each level: everybody's are there as sums."""
    if not levels or not is_everybody(people):
        return coverage(people, levels).levels
    ladder = levels[0].ladder
    coached: Any = with_place(counted(people, ladder), ladder).filter(has_coach())
    found = count_each_by({"coached": coached}, "level_id", sums={"n": on_levels(ladder, staff=ladder.counts_staff)})
    return [
        Coverage(level, n, found.get(("coached", level.pk), 0))
        for level in sorted(levels, key=lambda each: -each.position)
        if (n := found.get(("n", level.pk), 0)) or not level.retired_at
    ]


def holders(people: MemberQuerySet, most: int) -> Holders:
    """Return who of these coaches more than `most`, by name: nobody is ranked. 0 asks nobody anything."""
    if not most:
        return Holders([], 0)
    holding: QuerySet[Any] = people.annotate(n_below=directly_below(COACHING)).filter(n_below__gt=most)
    found = list(holding.annotate(n_all=Window(Count("pk"))).order_by("sorted_as", "pk")[:NAMED])
    return Holders([Holder(member, member.n_below) for member in found], found[0].n_all if found else 0)
