"""Workbooks: what they hold is what was meant, and needs no memory of its size."""

from datetime import date
from decimal import Decimal

import openpyxl

from documents import xlsx


def written(path, rows, headings=("Name", "=n")):
    (meanwhile := path.with_suffix(".d")).mkdir()
    about = {"title": "People", "author": "Bao"}
    n = xlsx.write(path, headings, rows, sheet="People", about=about, meanwhile=meanwhile)
    return n, openpyxl.load_workbook(path)


def test_text_is_never_a_formula_nor_a_link(tmp_path):
    n, book = written(tmp_path / "a.xlsx", [["=1+1", "https://example.org"], ["+1", "@x"]])

    cells = [cell for row in book["People"].iter_rows() for cell in row]
    assert n == 2
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.hyperlink for cell in cells] == [None] * 6


def test_numbers_days_and_nothing_are_what_they_are(tmp_path):
    _n, book = written(tmp_path / "a.xlsx", [[Decimal("12.5"), date(2026, 1, 5)], [None, ""], [True, 3]])

    rows = [list(row) for row in book["People"].iter_rows(min_row=2)]
    assert (rows[0][0].value, rows[0][1].value.date()) == (12.5, date(2026, 1, 5))
    assert [cell.value for cell in rows[1]] == [None, None]
    assert [cell.value for cell in rows[2]] == ["True", 3]


def test_text_longer_than_a_cell_is_cut(tmp_path):
    _n, book = written(tmp_path / "a.xlsx", [["x" * 40_000]], headings=("Name",))

    assert len(book["People"]["A2"].value) == xlsx.LONGEST_TEXT


def test_nothing_else_is_left_beside_it(tmp_path):
    written(tmp_path / "a.xlsx", [["x"]])

    assert sorted(file.name for file in tmp_path.rglob("*")) == ["a.d", "a.xlsx"]
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").properties.creator == "Bao"
