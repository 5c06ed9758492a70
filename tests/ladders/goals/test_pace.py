"""Where an even pace leads, and when there is none to speak of."""

from datetime import date, timedelta
from typing import Any

import pytest

from ladders.goals import pace
from ladders.goals.usual import a_good, a_steady
from ladders.models import Goal, Level

TODAY = date(2026, 11, 20)


def goal(**fields: Any) -> Goal:
    """Fifty a hundred days ago, 110 by New Year."""
    given = {"wanted": 110, "due": date(2027, 1, 1), "baseline": 40, "baseline_on": TODAY - timedelta(days=84)}
    return Goal(**(given | fields))


@pytest.mark.parametrize(
    ("now", "fields", "says"),
    [
        (51, {}, "At this pace 56 of 110 by Jan 1, 2027."),
        (40, {}, "At this pace 40 of 110 by Jan 1, 2027."),
        (10, {}, "At this pace 0 of 110 by Jan 1, 2027."),
        (100, {}, "At this pace it is reached: 130 by Jan 1, 2027."),
        (110, {}, ""),
        (None, {}, ""),
        (51, {"due": TODAY}, ""),
        (51, {"due": TODAY - timedelta(days=1)}, ""),
        (51, {"baseline_on": TODAY}, "It was set a short while ago, so there is no pace to speak of yet."),
        (30, {"wanted": 20}, ""),
        (51, {"level": Level(name="Old", position=1, retired_at="2026-01-01")}, ""),
    ],
    ids=["behind", "still", "falling", "ahead", "reached", "gone", "today", "past", "new", "fewer wanted", "retired"],
)
def test_pace_is_said_plainly_or_not_at_all(now: int | None, fields: dict[str, Any], says: str):
    assert pace.told(goal(**fields), now, TODAY) == says


@pytest.mark.parametrize(
    ("gains", "steady", "good"),
    [([3, 1, 2], 2, 3), ([4, 1, 3, 2], 2, 3), ([0, -2, -1], -1, 0), ([1, 2, 3, 4, 5, 6, 7, 8], 4, 6)],
    ids=["three", "four", "losses", "eight"],
)
def test_what_is_usual_is_a_quarter_that_happened(gains: list[int], steady: int, good: int):
    assert (a_steady(gains), a_good(gains)) == (steady, good)
