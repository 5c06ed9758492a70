"""What a change of the levels would do to the figures, said before it is done."""

from collections.abc import Sequence
from typing import NamedTuple

from ladders.models import Ladder, Level, Standing
from ladders.queries import distribution
from members.models import Member


class Row(NamedTuple):
    """A level, who stands on it now, and its number and people afterwards."""

    level: Level
    people: int
    number: int
    # The order in which it stands one higher or lower; empty at the ends.
    up: str = ""
    down: str = ""

    @property
    def shown(self) -> Level:
        """The level under the number it would have, for its badge; not to be saved."""
        return Level(position=self.number, name=self.level.name, color=self.level.color)

    @property
    def is_renumbered(self) -> bool:
        return self.level.position != self.number


class Going(NamedTuple):
    """Who stands on a level that is to be retired: those counted, and others (staff, archived), who go with them."""

    counted: int
    others: int

    @property
    def all(self) -> int:
        return self.counted + self.others


def people_on(ladder: Ladder) -> dict[Level, int]:
    """Count who stands on each level, as the ladder's own page does."""
    return {each.level: each.people for each in distribution(Member.objects.people(), ladder).levels}


def rows(order: Sequence[Level], people: dict[Level, int]) -> list[Row]:
    """List the levels in this order, from the top; afterwards each has its place for a number."""
    last = len(order) - 1
    return [
        Row(
            level,
            people.get(level, 0),
            at + 1,
            up=_moved(order, at, 1) if at < last else "",
            down=_moved(order, at, -1) if at else "",
        )
        for at, level in reversed(list(enumerate(order)))
    ]


def retiring(level: Level, others: Sequence[Level], people: dict[Level, int], *, chosen: str) -> dict[str, object]:
    """Say who goes; for each other level, from the top, who stands there now, who would then, and if it was chosen."""
    counted = people.get(level, 0)
    going = Going(counted, Standing.objects.in_earnest().filter(level=level).count() - counted)
    options = [(row, row.people + counted, str(row.level.pk) == chosen) for row in rows(others, people)]
    return {"going": going, "options": options}


def order_of(levels: Sequence[Level], text: str) -> list[Level]:
    """Read an order as an address has it: "2-1-3" puts level 2 at the bottom. Raises ValueError for anything else."""
    by_position = {level.position: level for level in levels}
    order = [by_position.get(int(number)) for number in text.split("-")]
    found = [level for level in order if level]
    if len(found) != len(levels) or len(set(found)) != len(levels) or len(order) != len(levels):
        raise ValueError(text)
    return found


def _moved(order: Sequence[Level], at: int, by: int) -> str:
    """Write the order in which the level at this place stands one further up or down."""
    numbers = [str(level.position) for level in order]
    numbers[at], numbers[at + by] = numbers[at + by], numbers[at]
    return "-".join(numbers)
