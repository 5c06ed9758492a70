"""A path in steps, and the ticks below it."""

from datetime import date
from xml.etree import ElementTree as ET

import pytest

from charts.days import ticks
from charts.steps import Step, steps
from charts.text import width

SVG = "{http://www.w3.org/2000/svg}"
TODAY = date(2026, 11, 19)


def draw(*path: Step, **fields) -> ET.Element:
    given = {"rows": ["", "1", "2", "3"], "today": TODAY, "uid": "p", "title": "Path", "desc": "Level 1 from April"}
    return ET.fromstring(steps(path, **(given | fields)))


def dots(drawing: ET.Element) -> list[ET.Element]:
    return drawing.findall(f".//{SVG}circle")


def test_steps_go_from_day_to_day():
    drawing = draw(Step(date(2025, 11, 19), date(2026, 5, 20), 1, "l1"), Step(date(2026, 5, 20), TODAY, 2, "l2"))

    first, second = dots(drawing)
    assert float(first.get("cx")) < float(second.get("cx"))
    assert int(first.get("cy")) > int(second.get("cy"))
    assert [dot.get("fill") for dot in dots(drawing)] == ["var(--l1)", "var(--l2)"]
    assert drawing.find(f"{SVG}desc").text == "Level 1 from April"


def test_steps_outside_are_dashed_and_named():
    drawing = draw(Step(date(2026, 5, 20), TODAY, 0, "l0", label="Gone quiet", is_dashed=True))

    assert "Gone quiet" in [text.text for text in drawing.findall(f"{SVG}text")]
    assert "1 9" in [line.get("stroke-dasharray") for line in drawing.findall(f".//{SVG}line")]


def test_steps_say_what_they_stand_on_where_somebody_points():
    told = Step(date(2026, 5, 20), TODAY, 1, "l1", says="Brought <Ana>")

    titles = [title.text for title in draw(told, Step(TODAY, TODAY, 2, "l2")).findall(f"{SVG}g/{SVG}title")]

    assert titles == ["Brought <Ana>"]


def test_a_narrow_drawing_has_fewer_days_below_it():
    path = Step(date(2025, 5, 20), TODAY, 1, "l1")

    days = [len(draw(path, width=wide).findall(f"{SVG}text[@text-anchor='middle']")) for wide in (640, 300)]

    assert days[0] > days[1] > 0


def labels(drawing: ET.Element) -> list[ET.Element]:
    return [text for text in drawing.findall(f"{SVG}text") if text.text in ("Gone quiet", "Not sure yet")]


def test_steps_label_near_the_end_stays_inside():
    (label,) = labels(draw(Step(TODAY, TODAY, 0, "l0", label="Gone quiet", is_dashed=True)))

    assert float(label.get("x")) + width("Gone quiet", 13) <= 640


def test_steps_labels_do_not_run_into_each_other():
    path = [
        Step(date(2025, 1, 1), date(2026, 11, 1), 0, "l0", label="Gone quiet"),
        Step(date(2026, 11, 1), date(2026, 11, 5), 0, "l0", label="Not sure yet"),
        Step(date(2026, 11, 5), TODAY, 0, "l0", label="Gone quiet"),
    ]

    assert [label.text for label in labels(draw(*path))] == ["Gone quiet", "Not sure yet"]


def test_steps_escape():
    assert "<b>" not in steps([], rows=["<b>"], today=TODAY, uid="p", title="<b>", desc="<b>")


def test_steps_of_nothing_draw_the_grid():
    assert dots(draw()) == []


def test_steps_that_began_today_have_room():
    drawing = draw(Step(TODAY, TODAY, 1, "l1"))

    assert 0 < float(dots(drawing)[0].get("cx")) <= 640


@pytest.mark.parametrize(
    ("start", "labels"),
    [
        (date(2026, 9, 20), ["Oct 2026", "Nov"]),
        (date(2025, 4, 20), ["Jul 2025", "Oct", "Jan 2026", "Apr", "Jul", "Oct"]),
        (date(2016, 5, 1), ["Jan 2018", "Jan 2020", "Jan 2022", "Jan 2024", "Jan 2026"]),
        (date(2026, 11, 5), ["Nov 5"]),
    ],
)
def test_ticks_are_a_handful_of_months(start: date, labels: list[str]):
    assert [label for _day, label in ticks(start, TODAY)] == labels
