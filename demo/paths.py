"""A person's path over eighteen months, drawn backwards: from where they stand today to how they may have got there.

Drawing it backwards gives every level the number of people it was promised, whatever the paths.
"""

from random import Random
from typing import NamedTuple

# Days from the first list to yesterday. Nothing is dated today, so that no hour of it lies ahead.
SPAN = 547
# Between two steps up, and between a step and the one that undoes it.
SHORTEST = 20
LONGEST = 160
ROOM_FOR_A_DETOUR = 120

# How many in a hundred ...
FOUNDERS = (25, 30, 55)  # were on the first list, by level; the last for all above
WENT_AND_CAME_BACK = 12
STEPPED_DOWN_AND_UP = 7
FELL = 5
LOOKED_AT_AGAIN = 18
FOUNDER_LOOKED_AT_AGAIN = 70
SECOND_LIST = 60  # of those who came first while the second list lay at the door
NOT_QUITE_SURE = 8
ENTERED_LATER = 6
TAKEN_OFF = 4
UNSURE_AFTER_LEVEL = 40
VOIDED = 2
SECOND_LIST_DAYS = (SPAN - 40, SPAN - 6)

# Weights of the level from which people went quiet: few from the top.
QUIET_FROM = (57, 17, 20, 6)


class Step(NamedTuple):
    """One assessment: on which day, where to, and what it tells. `rung` is 0 outside the levels."""

    day: int
    place: str
    rung: int
    tells: str  # climb, down, back, still, quiet, unsure, off, first list, second list, voided
    is_change: bool = True


class Paths:
    """Draws one path after another for a ladder of so many levels."""

    def __init__(self, rng: Random, n_levels: int) -> None:
        self.rng = rng
        self.top = n_levels

    def to(self, place: str, rung: int) -> list[Step]:
        """Return the steps that end there, in the order of their days."""
        if place == "level":
            return self._to_level(rung)
        if place == "quiet":
            return self._to_quiet()
        if place == "unsure":
            return self._to_unsure()
        return self._to_off()

    def happens(self, share: int) -> bool:
        return self.rng.randrange(100) < share

    def _to_level(self, rung: int) -> list[Step]:
        last = SPAN - int(SPAN * self.rng.random() ** 1.35)
        steps = self._climb(rung, last)
        if rung < self.top and self.happens(FELL):
            steps = self._climb(rung + 1, max(1, last - self.rng.randint(40, 140)))
            day = min(SPAN, steps[-1].day + self.rng.randint(30, 120))
            steps.append(Step(day, "level", rung, "down"))
        return self._looked_at_again(self._detour(steps))

    def _to_quiet(self) -> list[Step]:
        levels = range(1, min(self.top, len(QUIET_FROM)) + 1)
        rung = self.rng.choices(levels, QUIET_FROM[: len(levels)])[0]
        day = SPAN - int(0.9 * SPAN * self.rng.random() ** 4)
        steps = self._climb(rung, max(1, day - self.rng.randint(120, 330)))
        return [*steps, Step(max(day, steps[-1].day + SHORTEST), "quiet", 0, "quiet")]

    def _to_unsure(self) -> list[Step]:
        day = SPAN - self.rng.randrange(110)
        steps = self._climb(self.rng.choice((1, 1, 2)), day - 130) if self.happens(UNSURE_AFTER_LEVEL) else []
        return [*steps, Step(day, "unsure", 0, "unsure")]

    def _to_off(self) -> list[Step]:
        """Most have never come to anything; a few were on the ladder once."""
        if not self.happens(TAKEN_OFF):
            return []
        steps = self._climb(1, self.rng.randrange(1, SPAN - 100))
        return [*steps, Step(self.rng.randint(steps[-1].day + 30, SPAN), "off", 0, "off")]

    def _climb(self, rung: int, last: int) -> list[Step]:
        """Return the steps up to a level, the last of them on that day or as soon after it as the steps need."""
        founded = self.happens(FOUNDERS[min(rung, len(FOUNDERS)) - 1])
        first = max(1, rung - self.rng.choice((0, 0, 1, 1, 2))) if founded else 1
        n_after = rung - first
        last = max(last, n_after * SHORTEST + 1)
        days = [last]
        for left in range(n_after - (1 if founded else 0), 0, -1):
            floor = (left - (0 if founded else 1)) * SHORTEST + 1
            days.append(self.rng.randint(max(floor, days[-1] - LONGEST), days[-1] - SHORTEST))
        if not founded:
            return [self._first(last)] if rung == 1 else [_up(day, at) for at, day in enumerate(sorted(days), start=1)]
        steps = [Step(0, "level", first, "first list")]
        return steps if not n_after else [*steps, *(_up(d, first + i) for i, d in enumerate(sorted(days), 1))]

    def _first(self, day: int) -> Step:
        """Return how someone who stands at level 1 got there: some by the sheet that lay at the door."""
        begin, end = SECOND_LIST_DAYS
        by_sheet = begin <= day <= end and self.happens(SECOND_LIST)
        return Step(end, "level", 1, "second list") if by_sheet else _up(day, 1)

    def _detour(self, steps: list[Step]) -> list[Step]:
        """Let some go quiet and come back, or step down and up again, where the path leaves time for it."""
        lot = self.rng.randrange(100)
        if lot >= WENT_AND_CAME_BACK + STEPPED_DOWN_AND_UP:
            return steps
        ends = [*(step.day for step in steps[1:]), SPAN + 1]
        gaps = [(end - step.day, i) for i, (step, end) in enumerate(zip(steps, ends, strict=True))]
        gap, at = max(gaps)
        here = steps[at]
        if gap < ROOM_FOR_A_DETOUR:
            return steps
        went = here.day + self.rng.randint(gap // 4, gap // 2)
        back = went + self.rng.randint(SHORTEST, gap // 2 - 1)
        if lot < WENT_AND_CAME_BACK:
            detour = [Step(went, "quiet", 0, "quiet"), Step(back, "level", here.rung, "back")]
        elif here.rung > 1:
            detour = [Step(went, "level", here.rung - 1, "down"), Step(back, "level", here.rung, "climb")]
        else:
            detour = []
        return [*steps[: at + 1], *detour, *steps[at + 1 :]]

    def _looked_at_again(self, steps: list[Step]) -> list[Step]:
        """Add what changes nothing: someone looked and agreed, or wrote what was taken back."""
        last = steps[-1]
        room = SPAN - last.day
        only_listed = last.tells == "first list"
        if room > SHORTEST and self.happens(FOUNDER_LOOKED_AT_AGAIN if only_listed else LOOKED_AT_AGAIN):
            day = self.rng.randint(last.day + SHORTEST // 2, SPAN)
            steps = [*steps, Step(day, "level", last.rung, "still", is_change=False)]
        if room > SHORTEST and last.rung < self.top and self.happens(VOIDED):
            steps = [*steps, Step(self.rng.randint(last.day + 1, SPAN), "level", last.rung + 1, "voided")]
        return steps


def _up(day: int, rung: int) -> Step:
    return Step(day, "level", rung, "climb")
