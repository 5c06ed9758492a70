"""Cells that a spreadsheet would run are written as text."""

import io
from datetime import date
from decimal import Decimal

import pytest

from documents import csv


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1", "+cmd|' /C calc'!A0"]
)
def test_formula_gets_an_apostrophe(cell):
    assert csv.guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["+15035550142", "+1 503 555-0142", "+44 (20) 7946 0958", "Ann", "a=b", "", "1-2"])
def test_phones_and_words_stay(cell):
    assert csv.guarded(cell) == cell


def test_plus_digits_with_more_behind_is_no_phone():
    assert csv.guarded("+1\n=2") == "'+1\n=2"
    assert csv.guarded("+1*2") == "'+1*2"


def test_other_values_are_written_as_text():
    assert [csv.guarded(value) for value in (None, 3, date(2026, 1, 5), True)] == ["", "3", "2026-01-05", "True"]


@pytest.mark.parametrize("cell", [-5, -0.5, Decimal(-5), Decimal("-1E+3")], ids=repr)
def test_number_below_zero_stays_a_number(cell):
    assert csv.guarded(cell) == str(cell)


def test_write_quotes_everything_and_counts():
    file = io.StringIO(newline="")

    n = csv.write(file, ["name", "=n"], [["Ann “A” Lee", 1], ['say "hi", Ben', None]])

    assert n == 2
    assert file.getvalue() == '"name","\'=n"\r\n"Ann “A” Lee","1"\r\n"say ""hi"", Ben",""\r\n'


def test_write_of_nothing_leaves_headings():
    file = io.StringIO(newline="")

    assert csv.write(file, ["name"], []) == 0
    assert file.getvalue() == '"name"\r\n'
