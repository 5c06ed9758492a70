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
NO_YEAR = re.compile(r"(--)?(\d{1,2})[-/.](\d{1,2})\.?")
NAMED_NO_YEAR = re.compile(
    r"(?:([^\W\d_]{3,10})\.?[-\s]+(\d{1,2})(?:st|nd|rd|th)?|(\d{1,2})(?:st|nd|rd|th|\.)?[-\s]+([^\W\d_]{3,10})\.?)"
)
# Day 0 of a spreadsheet's calendar, which counts a 29 February 1900 that never was.
SERIAL_START = date(1899, 12, 30)
AHEAD = 10
MONTHS_A_YEAR = 12
CENTURY_TOLD = 4


def day(value: str, order: Order | None, *, today: date | None = None, years: str = "") -> Cell[date]:
    """One day. Without an order, a date that can be read two ways is a problem that says so.

    `years` is what a person said of days without a year: "past" for the last time the day came round, or one year.
    """
    written = text(value)
    if not written:
        return Cell()
    if years and (bare := _yearless(written)):
        return _in_year(bare, order, today=today or date.today(), years=years)
    if found := YEAR_FIRST.fullmatch(written) or COMPACT.fullmatch(written):
        return _made(int(found[1]), int(found[2]), int(found[3]))
    if found := YEAR_LAST.fullmatch(written):
        return _ordered(int(found[1]), int(found[2]), _year(found[3], today), order)
    return _named(written, today) or _unusual(written)


def _unusual(written: str) -> Cell[date]:
    if SERIAL.fullmatch(written):
        found = SERIAL_START + timedelta(days=int(float(written)))
        return Cell(found, note=_("We read the spreadsheet's day number as a date."))
    if _yearless(written):
        return Cell(problem=_("The year is missing."))
    return Cell(problem=_("This is not a date that we can read. Write it like 2026-05-31."))


def _yearless(written: str) -> tuple[int, int, bool] | None:
    """Return month and day as written, and whether they may stand the other way round; None for anything else."""
    if found := NO_YEAR.fullmatch(written):
        first, second = int(found[2]), int(found[3])
        return first, second, not found[1] and max(first, second) <= MONTHS_A_YEAR and first != second
    if found := NAMED_NO_YEAR.fullmatch(written):
        month = MONTHS.get((found[1] or found[4])[:3].lower())
        return (month, int(found[2] or found[3]), False) if month else None
    return None


def _in_year(bare: tuple[int, int, bool], order: Order | None, *, today: date, years: str) -> Cell[date]:
    month, number, two_ways = bare
    if two_ways and order is None:
        return _two_ways()
    if (two_ways and order == "dmy") or month > MONTHS_A_YEAR:
        month, number = number, month
    # A leap day may be up to eight years back.
    for year in [int(years)] if years.isdigit() else range(today.year, today.year - 9, -1):
        found = _made(year, month, number)
        if found.value and (years.isdigit() or found.value <= today):
            return Cell(found.value, note=_("Year added."))
    return _made(today.year, month, number)


def lacks_year(value: str) -> bool:
    """True for a day and a month alone."""
    return _yearless(text(value)) is not None


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
    """True when only the column's order can tell day from month in a date with its year."""
    found = YEAR_LAST.fullmatch(text(value))
    return bool(found and max(int(found[1]), int(found[2])) <= MONTHS_A_YEAR and int(found[1]) != int(found[2]))


def is_open(value: str) -> bool:
    """True when only the order can tell day from month, with a year or without."""
    bare = _yearless(text(value))
    return bare[2] if bare else is_ambiguous(value)


def _ordered(first: int, second: int, year: int, order: Order | None) -> Cell[date]:
    if max(first, second) > MONTHS_A_YEAR or first == second:
        day_first = first > MONTHS_A_YEAR
    elif order in {"mdy", "dmy"}:
        day_first = order == "dmy"
    else:
        return _two_ways()
    return _made(year, *((second, first) if day_first else (first, second)))


def _two_ways() -> Cell[date]:
    return Cell(problem=_("This date can be read two ways. Say which comes first in this list, day or month."))


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
