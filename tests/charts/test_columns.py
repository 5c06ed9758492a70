"""Columns: a figure above each, a line where there is none, nothing outside the drawing."""

from xml.etree import ElementTree as ET

import pytest

from charts.columns import STEP, Column, columns
from charts.text import width

SVG = "{http://www.w3.org/2000/svg}"


def draw(*rows: Column) -> ET.Element:
    return ET.fromstring(columns(rows, uid="c", title="How often"))


def texts(drawing: ET.Element) -> list[str]:
    return [each.text or "" for each in drawing.iter(f"{SVG}text")]


def test_columns_say_figures_labels_and_what_each_is():
    drawing = draw(Column(3, "Oct", "October: 3"), Column(0, "", "November: 0"), Column(6, "Dec", "December: 6"))

    assert texts(drawing) == ["3", "Oct", "6", "Dec"]
    assert drawing.find(f"{SVG}desc").text == "October: 3; November: 0; December: 6"
    assert [each.find(f"{SVG}title").text for each in drawing.findall(f"{SVG}g")][1] == "November: 0"
    assert drawing.get("viewBox") == f"0 0 {3 * STEP} 116"


@pytest.mark.parametrize("n", [0, 1, 99, 10**6])
def test_columns_stay_inside_the_drawing(n: int):
    for rect in draw(Column(n), Column(1)).iter(f"{SVG}rect"):
        assert 0 <= float(rect.get("y")) < float(rect.get("y")) + float(rect.get("height")) <= 92.1


def test_figures_that_would_touch_are_said_for_the_tallest_and_the_last():
    assert texts(draw(Column(1200), Column(800), Column(400))) == ["1,200", "400"]


def test_of_two_tall_neighbors_the_last_alone_says_its_figure():
    assert texts(draw(Column(80), Column(1534), Column(1480))) == ["1,480"]
    assert texts(draw(Column(1534), Column(80), Column(1480))) == ["1,534", "1,480"]


@pytest.mark.parametrize("n", [7, 51, 153, 20_480])
def test_no_word_stands_out_at_the_side(n: int):
    drawing = draw(Column(n, "Oct"), *[Column(0)] * 10, Column(n, "Nov"))

    for each in drawing.iter(f"{SVG}text"):
        room, x = width(each.text), float(each.get("x"))
        left = x - room * {"start": 0, "middle": 0.5, "end": 1}[each.get("text-anchor")]
        assert left >= 0
        assert left + room <= 12 * STEP


def test_columns_escape_what_they_say():
    drawn = columns([Column(1, "<b>", '<i>"&')], uid="c", title="<u>")

    assert "<b>" not in drawn
    assert "<i>" not in drawn
    assert ET.fromstring(drawn).find(f"{SVG}title").text == "<u>"


def test_columns_of_nothing_are_an_empty_drawing():
    assert list(draw().iter(f"{SVG}rect")) == []


def test_a_long_name_below_the_last_column_ends_with_it():
    name = next(each for each in draw(Column(3), Column(4, "Q4 26")).iter(f"{SVG}text") if each.text == "Q4 26")

    assert (name.get("text-anchor"), name.get("x")) == ("end", str(2 * STEP))
