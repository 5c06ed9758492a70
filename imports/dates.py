"""Days as people write them. Which of day and month comes first is asked, never assumed."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from django.utils.translation import gettext as _

from imports.cells import Cell, text

type Order = Literal["mdy", "dmy", "ymd"]

MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan enero", "feb febrero", "mar marzo", "apr abril", "may mayo", "jun junio", "jul julio", "aug agosto",
         "sep septiembre", "oct octubre", "nov noviembre", "dec diciembre"), start=1)
    for name in (part[:3] for part in names.split())
}  # fmt: skip
TIME = r"(?:[T ,]+\d{1,2}[:.]\d{2}.*)?"
YEAR_FIRST = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){TIME}")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
YEAR_LAST = re.compile(rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}|\d{{2}}){TIME}")
DAY_MONTH = re.compile(
    rf"(?:\w+,?\s+)??(\d{{1,2}})(?:st|nd|rd|th|\.)?[-\s]+(?:de\s+)?([^\W\d_]{{3,10}})\.?,?[-\s]+(?:de\s+)?(\d{{4}}|\d{{2}}){TIME}"
)
MONTH_DAY = re.compile(rf"(?:\w+,\s+)?([^\W\d_]{{3,10}})\.?[-\s]+(\d{{1,2}})(?:st|nd|rd|th)?,?[-\s]+(\d{{4}}){TIME}")
SERIAL = re.compile(r"[1-6]\d{4}(\.\d+)?")
NO_YEAR = re.compile(r"--\d{1,2}-\d{1,2}|\d{1,2}[-/.]\d{1,2}")
# Day 0 of a spreadsheet's calendar, which counts a 29 February 1900 that never was.
SERIAL_START = date(1899, 12, 30)
AHEAD = 10
MONTHS_A_YEAR = 12
CENTURY_TOLD = 4


def day(value: str, order: Order | None, *, today: date | None = None) -> Cell[date]:
    """One day. Without an order, a date that can be read two ways is a problem that says so."""
    written = text(value)
    if not written:
        return Cell()
    if found := YEAR_FIRST.fullmatch(written) or COMPACT.fullmatch(written):
        return _made(int(found[1]), int(found[2]), int(found[3]))
    if found := YEAR_LAST.fullmatch(written):
        return _ordered(int(found[1]), int(found[2]), _year(found[3], today), order)
    return _named(written, today) or _unusual(written)


def _unusual(written: str) -> Cell[date]:
    if SERIAL.fullmatch(written):
        found = SERIAL_START + timedelta(days=int(float(written)))
        return Cell(found, note=_("We read the spreadsheet's day number as a date."))
    if NO_YEAR.fullmatch(written):
        return Cell(problem=_("The year is missing."))
    return Cell(problem=_("This is not a date that we can read. Write it like 2026-05-31."))


def date_order(values: Iterable[str]) -> Order | None:
    """Which order a column of dates has, told by days after the 12th; None when it tells nothing or both."""
    first = second = year_first = 0
    for value in values:
        written = text(value)
        if YEAR_FIRST.fullmatch(written) or COMPACT.fullmatch(written):
            year_first += 1
        elif found := YEAR_LAST.fullmatch(written):
            first += int(found[1]) > MONTHS_A_YEAR >= int(found[2])
            second += int(found[2]) > MONTHS_A_YEAR >= int(found[1])
    if bool(first) != bool(second):
        return "dmy" if first else "mdy"
    return "ymd" if year_first and not first else None


def is_ambiguous(value: str) -> bool:
    """True when only the column's order can tell day from month."""
    found = YEAR_LAST.fullmatch(text(value))
    return bool(found and max(int(found[1]), int(found[2])) <= MONTHS_A_YEAR and int(found[1]) != int(found[2]))


def _ordered(first: int, second: int, year: int, order: Order | None) -> Cell[date]:
    if max(first, second) > MONTHS_A_YEAR or first == second:
        day_first = first > MONTHS_A_YEAR
    elif order in {"mdy", "dmy"}:
        day_first = order == "dmy"
    else:
        return Cell(problem=_("This date can be read two ways. Say which comes first in this list, day or month."))
    return _made(year, *((second, first) if day_first else (first, second)))


def _named(written: str, today: date | None) -> Cell[date] | None:
    if found := DAY_MONTH.fullmatch(written):
        number, month, year = found[1], found[2], found[3]
    elif found := MONTH_DAY.fullmatch(written):
        month, number, year = found[1], found[2], found[3]
    else:
        return None
    known = MONTHS.get(month[:3].lower())
    return _made(_year(year, today), known, int(number)) if known else None


def _year(written: str, today: date | None) -> int:
    """Two digits mean the century that keeps the date from lying more than ten years ahead."""
    if len(written) == CENTURY_TOLD:
        return int(written)
    this = (today or date.today()).year
    year = this - this % 100 + int(written)
    return year - 100 if year > this + AHEAD else year


def _made(year: int, month: int, number: int) -> Cell[date]:
    try:
        return Cell(date(year, month, number))
    except ValueError:
        return Cell(problem=_("There is no such day in the calendar."))
