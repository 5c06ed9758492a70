"""How many have a coach, level by level, and who holds more people than the group thinks one can."""

from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet

from ladders.models import Level
from ladders.queries import counted, with_place
from members.generations.edges import COACHING
from members.generations.filters import directly_below, has_coach
from members.models import Member
from members.models.person import MemberQuerySet


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


def holders(people: MemberQuerySet, most: int) -> list[Holder]:
    """Return who of these coaches more than `most`, those with most first; 0 asks nobody anything."""
    if not most:
        return []
    found: QuerySet[Any] = (
        people.annotate(n_below=directly_below(COACHING)).filter(n_below__gt=most).order_by("-n_below", "pk")
    )
    return [Holder(member, member.n_below) for member in found]
