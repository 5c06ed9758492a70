"""Which row is the heading, and what columns are called."""

import pytest

from imports.reading.headings import Row, find, letters, named
from imports.targets import is_known


def numbered(*lines: str) -> list[Row]:
    return [Row(number, line.split(","), {}) for number, line in enumerate(lines, start=1)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["First,Last,Phone", "Ana,Ruiz,617-555-0101"], 1),
        (["a,b,c", "1,2,3"], 1),
        (["name", "Ana"], 1),
        (["name,city"], 1),
        (["Members as of May,,", "First,Last,Phone", "Ana,Ruiz,617-555-0101"], 2),
        (["North River,,", "printed 2026-01-02,,", "First,Last,City", "Ana,Ruiz,Lynn"], 3),
        (["place,2020,2021,2022", "Here,1,2,3"], 1),
        (["name,member", "Ana,member", "Bo,member"], 1),
        (["0,First Name,Last Name,Age,Joined", "1,Ana,Ruiz,32,15/10/2017"], 1),
        (["Ana,ana@example.org,617-555-0101", "Bo,bo@example.org,617-555-0102"], None),
        (["1,english", "2,french"], None),
        (["Ana Ruiz,617-555-0101"], None),
        (["ana@example.org"], None),
        (["Ana,Lynn", "Bo,Lynn", "Cy,Lynn"], None),
    ],
)
def test_heading_row(lines: list[str], expected: int | None) -> None:
    assert find(numbered(*lines), is_known) == expected


def test_every_column_gets_a_name_of_its_own() -> None:
    assert named(["id", "", "ID", " first\n name ", "Column B"], 6) == [
        "id",
        "Column B",
        "ID (2)",
        "first name",
        "Column B (2)",
        "Column F",
    ]


def test_column_letters() -> None:
    assert [letters(at) for at in (0, 25, 26, 499)] == ["A", "Z", "AA", "SF"]
