"""Small charts side by side: one scale, a figure beside each bar, and rows that lead to people."""

import re

from charts.multiples import Bar, small


def draw(*people: int | None, top: int = 100) -> str:
    bars = [Bar(str(n), f"Level {n}", each, "l3", "/people/") for n, each in enumerate(people, start=1)]
    return small(bars, top=top, uid="s", title="Eastside")


def lengths(drawing: str) -> list[float]:
    return [float(n) for n in re.findall(r'width="([\d.]+)" height="14"', drawing)]


def test_all_of_them_have_one_scale():
    one, other = lengths(draw(100, 50)), lengths(draw(25))

    assert round(one[0] / one[1], 1) == 2
    assert round(one[1] / other[0], 1) == 2


def test_the_longest_bar_leaves_room_for_its_figure():
    drawing = draw(12_345, top=12_345)

    x = float(re.search(r'<text x="([\d.]+)" y="17" font-weight', drawing)[1])  # type: ignore[index]
    assert x + len("12,345") * 8 <= 200


def test_a_row_leads_to_its_people_and_a_figure_kept_back_nowhere():
    drawing = draw(3, 0, None)

    assert re.findall(r'data-people="(\d+)" aria-label="([^"]+)"', drawing) == [("3", "Level 1: 3 people")]
    assert ">–<" in drawing
    assert small([], top=0, uid="s", title="Nobody").startswith("<svg")
