"""What a finding is found in: figures of a ladder between two days, and nothing else."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple


class Goal(NamedTuple):
    """So many are wanted by a day, and there were so many when that was said."""

    wanted: int
    due: date
    baseline: int
    baseline_on: date


class Rung(NamedTuple):
    """A level in use: how many stood there at the beginning, how many do now, and where they went."""

    position: int
    name: str
    before: int
    now: int
    up: int = 0
    # Gone quiet, or taken off: on no level any more.
    lost: int = 0
    goal: Goal | None = None


class Situation(NamedTuple):
    """Levels from the lowest up. `gains` are what the quarters before gave the leaders, `gained` what this one did so far."""

    rungs: Sequence[Rung]
    today: date
    # "since Oct 1", "from Jul 1 to Sep 30".
    when: str
    up: int = 0
    joined: int = 0
    came_back: int = 0
    down: int = 0
    quiet: int = 0
    # On a level at all, retired ones among them.
    on_ladder: int = 0
    gains: Sequence[int] = ()
    gained: int | None = None
    # How much of the quarter has gone: 1 is all of it.
    gone: float = 1

    @property
    def leaders(self) -> Sequence[Rung]:
        """The upper half of the levels, the middle one among them."""
        return self.rungs[len(self.rungs) // 2 :]


class Finding(NamedTuple):
    """The headline, the one thing to talk about in it, and lines that back it up.

    `level` is the position of the level that it is about; 0 for none.
    """

    headline: str
    mark: str = ""
    why: Sequence[str] = ()
    level: int = 0
