"""The matrix, the flow, cohorts and times: links, edges, and no label over another."""

from itertools import pairwise
from math import cos, radians, sin
from xml.etree import ElementTree as ET

import pytest

from charts import cohort, theme
from charts.flow import LINE, Node, Ribbon, flow
from charts.matrix import SIZE, SLANT, Cell, matrix
from charts.quartiles import Spread, quartiles
from charts.text import width

SVG = "{http://www.w3.org/2000/svg}"
LONG = "Coaches leaders of more than one congregation"


def draw_matrix(n: int, *, figure: int | None = 12, **given) -> ET.Element:
    heads = [f"{at} {LONG}" for at in range(n)]
    row = [Cell(figure, "<says>", "/people/?a=1&b=2", trend="up") for _head in heads]
    return ET.fromstring(matrix(heads, [(head, row) for head in heads], uid="m", title="<t>", desc="d", **given))


def texts(drawing: ET.Element, anchor: str) -> list[ET.Element]:
    return drawing.findall(f".//{SVG}text[@text-anchor='{anchor}']")


def wide(drawing: ET.Element) -> float:
    return float(drawing.get("viewBox").split()[2])


@pytest.mark.parametrize("given", [{}, {"label": 58, "head": 64, "width": 320}], ids=["desk", "phone"])
@pytest.mark.parametrize("n", [0, 1, 4, 11])
def test_heads_of_the_matrix_stand_apart_and_inside(n: int, given: dict):
    drawing = draw_matrix(n, **given)

    heads = [text for text in texts(drawing, "start") if text.get("transform")]
    apart = [float(b.get("x")) - float(a.get("x")) for a, b in pairwise(heads)]
    assert all(step * sin(radians(SLANT)) >= SIZE for step in apart)
    for head in heads:
        long = width(head.text, SIZE)
        assert float(head.get("x")) + long * cos(radians(SLANT)) <= wide(drawing)
        assert float(head.get("y")) - long * sin(radians(SLANT)) >= 0


def test_figures_of_the_matrix_fit_their_cells():
    drawing = draw_matrix(11, figure=1_234_567, label=58, head=64, width=320)

    cell = float(drawing.find(f".//{SVG}rect").get("width"))
    assert all(width(text.text, SIZE) <= cell for text in texts(drawing, "middle"))


def test_every_cell_is_a_link_that_says_its_figure_by_words_and_shape():
    drawing = draw_matrix(2)

    links = drawing.findall(f"{SVG}a")
    assert [link.get("data-people") for link in links] == ["12"] * 4
    assert {(link.get("href"), link.get("aria-label")) for link in links} == {("/people/?a=1&b=2", "<says>")}
    assert len(drawing.findall(f".//{SVG}polygon")) == 4


@pytest.mark.parametrize("figure", [0, None])
def test_nobody_and_what_is_kept_back_lead_nowhere(figure: int | None):
    drawing = draw_matrix(2, figure=figure)

    assert drawing.findall(f"{SVG}a") == []
    assert {text.text for text in texts(drawing, "middle")} == {"0" if figure == 0 else "–"}


def test_labels_of_the_flow_stand_apart_though_their_ends_are_close():
    nodes = [Node(f"{at} {LONG}", "l1", n, "/x") for at, n in enumerate([1, 1, 1, 900, 1, 0, 1])]
    drawing = ET.fromstring(
        flow(nodes, nodes, [Ribbon(0, 3, 1, "one", "/x")], heads=("Stood", "Stand"), uid="f", title="t", desc="d")
    )

    high = float(drawing.get("viewBox").split()[3])
    for anchor in ("end", "start"):
        ys = [float(text.get("y")) for text in texts(drawing, anchor) if LONG[:7] in text.text]
        assert len(ys) == 7
        assert all(b - a >= LINE - 0.1 for a, b in pairwise(ys))
        assert max(ys) <= high


def test_a_flow_of_nobody_is_drawn():
    drawing = ET.fromstring(flow([], [], [], heads=("a", "b"), uid="f", title="t", desc="d"))

    assert drawing.findall(f".//{SVG}path") == []


@pytest.mark.parametrize("n", [0, 1, 7])
def test_rows_of_cohorts_and_times_are_links_with_room_for_their_words(n: int):
    came = [cohort.Cohort(LONG, 10, 4, "4 of 10", "says", "/x")] * n
    times = [Spread(LONG, 10, 20, 30, "2 years 3 months", "l1", "says", "/x", 4)] * n

    for made in (
        cohort.cohorts(came, color="l3", uid="c", title="t", desc="d", theme=theme.paper),
        quartiles(times, uid="q", title="t", desc="d", theme=theme.paper),
    ):
        drawing = ET.fromstring(made)
        assert [link.get("data-people") for link in drawing.findall(f"{SVG}a")] == ["4"] * n
        for label, figure in zip(*[iter(drawing.findall(f".//{SVG}text"))] * 2, strict=True):
            assert width(label.text, SIZE) + width(figure.text, SIZE) <= wide(drawing)


def test_a_cohort_that_is_kept_back_has_an_empty_bar():
    row = cohort.Cohort("Q1 26", 3, None, "–", "kept back", "/x")
    drawing = ET.fromstring(cohort.cohorts([row], color="l3", uid="c", title="t", desc="d"))

    assert drawing.findall(f"{SVG}a") == []
    assert drawing.findall(f".//{SVG}rect")[-1].get("width") == "0.0"
