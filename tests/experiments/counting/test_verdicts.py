"""What a figure says of a sign, by a table."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from experiments.comparing import Rate, compare
from experiments.counting.verdicts import Span, of_failure, of_groups, of_success, pace

FIRST, LAST = date(2026, 10, 1), date(2026, 11, 19)
# Fifty days: today is the last of so many.
GONE = {day: Span(FIRST, LAST, FIRST + timedelta(days=day - 1)) for day in (1, 25, 34, 50)}
OVER = Span(FIRST, LAST, LAST + timedelta(days=1))
NO_DAYS = Span(None, None, FIRST)


def d(value):
    return None if value is None else Decimal(value)


@pytest.mark.parametrize(
    ("value", "goal", "span", "is_share", "baseline", "says"),
    [
        (8, 8, GONE[1], False, None, "met"),
        (9, 8, OVER, False, None, "met"),
        (5, 8, GONE[34], False, None, "within_reach"),
        (14, 24, GONE[34], False, None, "behind"),
        (7, 8, OVER, False, None, "behind"),
        (0, 8, GONE[1], False, None, "behind"),
        (0, 8, NO_DAYS, False, None, "within_reach"),
        (105, 110, GONE[25], False, 100, "within_reach"),
        (104, 110, GONE[25], False, 100, "behind"),
        (45, 50, GONE[1], True, None, "within_reach"),
        (44, 50, GONE[50], True, None, "behind"),
        (None, 8, GONE[25], False, None, "not_measured"),
        (5, None, GONE[25], False, None, "not_measured"),
        (3, 2, GONE[25], False, 5, "met"),
    ],
)
def test_success(value, goal, span, is_share, baseline, says):
    found = of_success(d(value), d(goal), span=span, is_share=is_share, baseline=d(baseline))

    assert found == says


@pytest.mark.parametrize(
    ("value", "limit", "span", "is_share", "says"),
    [
        (3, 6, GONE[34], False, "not_happening"),
        (15, 10, GONE[34], True, "happening"),
        (6, 6, GONE[50], False, "close"),
        (7, 6, GONE[1], False, "happening"),
        (5, 6, GONE[1], False, "close"),
        (4, 6, GONE[25], False, "close"),
        (4, 6, GONE[1], False, "not_happening"),
        (4, 6, OVER, False, "not_happening"),
        (4, 6, GONE[25], True, "not_happening"),
        (0, 0, GONE[25], False, "not_happening"),
        (1, 0, GONE[25], False, "happening"),
        (None, 6, GONE[25], False, "not_measured"),
        (3, None, GONE[25], False, "not_measured"),
    ],
)
def test_failure(value, limit, span, is_share, says):
    assert of_failure(d(value), d(limit), span=span, is_share=is_share) == says


@pytest.mark.parametrize(
    ("a", "b", "kind", "goal", "says"),
    [
        ((20, 200), (60, 200), "success", None, "met"),
        ((20, 200), (60, 200), "success", 15, "met"),
        ((20, 200), (60, 200), "success", 30, "within_reach"),
        ((60, 200), (20, 200), "success", None, "behind"),
        ((100, 1000), (101, 1000), "success", None, "behind"),
        ((1, 6), (3, 6), "success", None, "not_measured"),
        ((60, 200), (20, 200), "failure", None, "happening"),
        ((60, 200), (20, 200), "failure", 30, "not_happening"),
        ((20, 200), (60, 200), "failure", None, "not_happening"),
        ((1, 6), (3, 6), "failure", None, "not_measured"),
    ],
)
def test_two_groups(a, b, kind, goal, says):
    found = compare(Rate(*a), Rate(*b))

    assert of_groups(found.verdict, Decimal(found.difference * 100), kind, d(goal)) == says


def test_an_even_pace_asks_for_half_at_half_of_the_time():
    assert pace(Decimal(110), Decimal(100), GONE[25]) == 105
    assert pace(Decimal(8), Decimal(0), OVER) == 8
    assert NO_DAYS.gone == 0
    assert not NO_DAYS.is_over
