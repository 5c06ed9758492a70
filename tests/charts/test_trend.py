"""The trend: columns that lead to people, a goal that strikes nothing through, and letters that do not touch."""

import re

import pytest

from charts.text import width
from charts.trend import Column, Goal, trend


def columns(*sums: int, url: str = "/people/") -> list[Column]:
    return [Column(f"Q{n % 4 + 1} 26", [sum_ - sum_ // 3, sum_ // 3], f"{sum_}", url) for n, sum_ in enumerate(sums)]


def draw(*sums: int, goal: int = 0, size: int = 640, **more: str) -> str:
    wanted = Goal(goal, f"Goal for Dec 31: {goal}") if goal else None
    return trend(columns(*sums, **more), ["l3", "l4"], uid="t", title="Over time", goal=wanted, width=size)


def texts(drawing: str) -> list[tuple[float, float, str]]:
    """Every word with where its middle and its line are."""
    found = re.findall(r'<text x="([\d.]+)" y="([\d.]+)" text-anchor="middle"[^>]*>([^<]+)<', drawing)
    return [(float(x), float(y), word) for x, y, word in found]


@pytest.mark.parametrize("size", [640, 256])
@pytest.mark.parametrize("sums", [(39, 48, 58, 65, 77, 89, 96, 98), (1, 20_000, 3, 12_345, 7, 8, 19_999, 5)])
def test_no_words_of_one_line_touch(size: int, sums: tuple[int, ...]):
    found = texts(draw(*sums, goal=158, size=size))

    assert found
    for x, y, word in found:
        assert x - width(word) / 2 >= -0.1
        assert x + width(word) / 2 <= size + 0.1
        for other, its, said in found:
            if (other, said) != (x, word) and abs(its - y) < 14:
                assert abs(other - x) >= (width(word) + width(said)) / 2 - 0.1, (word, said)


@pytest.mark.parametrize("goal", range(80, 130, 5))
def test_the_goal_strikes_no_figure_through(goal: int):
    drawing = draw(60, 98, goal=goal)
    line = float(re.search(r'<line x1="0" x2="640" y1="([\d.]+)"[^>]*stroke-dasharray', drawing)[1])  # type: ignore[index]

    for _x, y, word in texts(drawing):
        assert not y - 11 < line < y + 3, word


def test_a_column_is_one_link_to_whom_it_counts_and_nobody_is_none():
    drawing = draw(0, 12)

    assert re.findall(r'data-people="(\d+)"', drawing) == ["12"]
    assert "<a" not in draw(3, 4, url="")


def test_nobody_at_all_and_one_column_are_drawn():
    assert "0" in [word for _x, _y, word in texts(draw(0, 0))]
    assert draw(5).count("<rect") == 3
