"""Bars: every row a link, every name escaped, nothing outside the drawing."""

import re
from xml.etree import ElementTree as ET

import pytest

from charts.bars import ROW, Bar, bars
from charts.text import fit, width
from organizations.templatetags.frame import ramp

SVG = "{http://www.w3.org/2000/svg}"


def draw(*rows: Bar, **fields) -> ET.Element:
    return ET.fromstring(bars(rows, **({"uid": "b", "title": "Where people stand"} | fields)))


def test_bars_link_each_whole_row():
    drawing = draw(Bar("1 Shows up", 412, "l1", "/people/?place=level-1"), Bar("2 Pitches in", 236, "l2", "/people/"))

    links = drawing.findall(f"{SVG}a")
    assert [link.get("href") for link in links] == ["/people/?place=level-1", "/people/"]
    assert links[0].get("aria-label") == "1 Shows up: 412 people"
    assert [link.find(f"{SVG}rect").get("height") for link in links] == [str(ROW), str(ROW)]
    assert drawing.get("viewBox") == f"0 0 640 {2 * ROW}"


def test_bars_say_title_and_figures():
    drawing = draw(Bar("1 Shows up", 1412, "l1"), Bar("2 Pitches in", 1, "l2"))

    assert drawing.get("role") == "group"
    assert drawing.find(f"{SVG}title").text == "Where people stand"
    assert drawing.find(f"{SVG}desc").text == "1 Shows up 1,412; 2 Pitches in 1"
    assert drawing.findall(f"{SVG}g")[1].find(f"{SVG}title").text == "2 Pitches in: 1 person"


def test_bars_without_address_are_no_links():
    assert draw(Bar("1 Shows up", 412, "l1")).findall(f"{SVG}a") == []


def test_bars_escape_names_and_addresses():
    drawn = bars([Bar('<b>"&', 1, "l1", '/?a="&b=<')], uid="b", title="<i>")

    assert "<b>" not in drawn
    assert "<i>" not in drawn
    assert ET.fromstring(drawn).find(f"{SVG}a").get("href") == '/?a="&b=<'


@pytest.mark.parametrize("people", [0, 1, 10**9])
def test_bars_stay_inside_the_drawing(people: int):
    drawing = draw(Bar("1 Shows up", people, "l1"), Bar("2 Pitches in", 10, "l2"))

    for rect in drawing.iter(f"{SVG}rect"):
        assert 0 <= float(rect.get("x")) + float(rect.get("width")) <= 640


def test_bars_of_nothing_are_an_empty_drawing():
    drawing = draw()

    assert drawing.get("viewBox") == f"0 0 640 {ROW}"
    assert list(drawing.iter(f"{SVG}rect")) == []


def test_bars_cut_long_names_and_keep_them_in_the_title():
    name = "3 Brings others to meetings, actions and house visits"
    row = draw(Bar(name, 3, "l3")).find(f"{SVG}g")

    assert row.find(f"{SVG}title").text == f"{name}: 3 people"
    assert row.find(f"{SVG}text").text.endswith("…")


def test_bars_draw_the_goal_as_a_dashed_line_and_figure_behind_it():
    row = draw(Bar("3 Brings others", 58, "l3", goal=110), Bar("2 Pitches in", 236, "l2")).find(f"{SVG}g")

    goal = row.find(f"{SVG}line")
    assert goal.get("stroke-dasharray")
    assert float(row.findall(f"{SVG}text")[1].get("x")) > float(goal.get("x1"))


def test_bars_ask_the_theme_for_every_color():
    drawn = bars([Bar("1", 1, "l1", goal=2)], uid="b", title="t", theme=lambda token: f"#{token}")

    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', drawn)) == {"#ink", "#l1"}


def test_ramp_spreads_seven_levels_over_five_colors():
    tokens = [ramp(position, 7) for position in range(1, 8)]

    assert tokens == ["l1", "l1h", "l2h", "l3", "l3h", "l4h", "l5"]


def test_fit_measures():
    assert fit("iiiiiiiiii", width("mmmm")) == "iiiiiiiiii"
    assert fit("mmmmmmmmmm", width("mmmm")) == "mmm…"
    assert fit("日本語の長い名前", width("日本語の", 14)) == "日本語…"
    assert fit("Phạm Thị", 0) == "…"
