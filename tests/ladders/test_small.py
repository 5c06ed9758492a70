"""Small figures, and those from which one could be worked out, are kept back together."""

import pytest

from ladders.small import hidden

CASES = {
    "none is small": ({"a": 5, "b": 412, "c": 0}, set()),
    "one takes the next larger along": ({"a": 3, "b": 9, "c": 412}, {"a", "b"}),
    "two that make five": ({"a": 3, "b": 2, "c": 412}, {"a", "b"}),
    "two that make less take a third along": ({"a": 1, "b": 1, "c": 9, "d": 412}, {"a", "b", "c"}),
    "one with nobody besides takes a zero along": ({"a": 3, "b": 0}, {"a", "b"}),
    "one alone": ({"a": 3}, {"a"}),
    "nothing": ({}, set()),
}


@pytest.mark.parametrize(("figures", "expected"), CASES.values(), ids=CASES.keys())
def test_hidden(figures: dict[str, int], expected: set[str]):
    assert hidden(figures) == expected
