"""Days and periods that stand in headings: “Q1 2025”, “Mar 2026”, “Level 3/1/26”, “Potluck 2026-03-14”."""

import calendar
import re
from datetime import date
from typing import NamedTuple

from imports import dates
from imports.cells import text
from imports.dates import MONTHS, Order

DAY = re.compile(r"(?<!\d)(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2}))(?!\d)")
WRITTEN_DAY = re.compile(
    r"\b([^\W\d_]{3,10}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}(?:st|nd|rd|th)?\s+[^\W\d_]{3,10}\.?,?\s+\d{4})\b"
)
NO_YEAR = re.compile(
    r"(?<![\d/.-])\d{1,2}[-/.]\d{1,2}(?![\d/.-])|\b[^\W\d_]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?\b(?!\s*\d)"
)
QUARTER = re.compile(r"\b(?:q([1-4])|([1-4])q)[-\s/']*(\d{4}|\d{2})\b|\b(\d{4})[-\s/]*q([1-4])\b", re.IGNORECASE)
MONTH = re.compile(r"\b([^\W\d_]{3,10})\.?[-\s/,']*(\d{4}|\d{2})\b|\b(\d{4})[-/](\d{1,2})\b|\b(\d{1,2})/(\d{4})\b")
YEAR = re.compile(r"\b(20\d\d)\b")
MONTHS_A_QUARTER, MONTHS_A_YEAR, SHORT = 3, 12, 2


class Period(NamedTuple):
    """The first and the last day that a heading names, and what else stands in it."""

    first: date
    last: date
    rest: str


def period_of(header: str, *, order: Order | None, today: date, first_month: int = 1) -> Period | None:
    """Tell a day, month, quarter or year from a heading; None where there is none, or one without a year."""
    written = text(header)
    if day := _day(written, order, today):
        return day
    if DAY.search(written):
        return None  # a day that can be read two ways, or that no calendar has
    return _quarter(written, first_month) or _month(written) or _year(written)


def is_dated(header: str) -> bool:
    """Whether a heading names a day or a period, with or without its year."""
    written = text(header)
    if any(pattern.search(written) for pattern in (DAY, WRITTEN_DAY, QUARTER)) or _month(written):
        return True
    found = NO_YEAR.search(written)
    return found is not None and _is_day(found[0])


def days_in(headers: list[str]) -> list[str]:
    """List the days that headings name, as they are written: to tell whether month or day comes first in them."""
    return [found[0] for header in headers if (found := DAY.search(text(header)))]


def day_of(header: str, key: str, *, order: Order | None, today: date, first_month: int) -> date | None:
    """Return the day for which the cells below one of many columns alike speak.

    Of a period that is its end, or today while it lasts. A meeting has a day only where the heading names one.
    """
    if key not in ("period_level", "attendance"):
        return None
    period = period_of(header, order=order, today=today, first_month=first_month)
    if period is None or (key == "attendance" and period.first != period.last):
        return None
    return min(period.last, today) if period.first <= today else period.last


def _day(written: str, order: Order | None, today: date) -> Period | None:
    if found := DAY.search(written) or WRITTEN_DAY.search(written):
        day = dates.day(found[0], order, today=today).value
        return Period(day, day, _rest(written, found)) if day else None
    return None


def _quarter(written: str, first_month: int) -> Period | None:
    if not (found := QUARTER.search(written)):
        return None
    number, year = int(found[1] or found[2] or found[5]), _whole_year(found[3] or found[4])
    at = first_month - 1 + MONTHS_A_QUARTER * (number - 1)
    return _months(year + at // MONTHS_A_YEAR, at % MONTHS_A_YEAR + 1, MONTHS_A_QUARTER, _rest(written, found))


def _month(written: str) -> Period | None:
    for found in MONTH.finditer(written):
        if found[1]:
            month, year = (MONTHS.get(found[1][:3].lower()) or 0) if is_month(found[1]) else 0, found[2]
        else:
            month, year = int(found[4] or found[5]), found[3] or found[6]
        if 1 <= month <= MONTHS_A_YEAR:
            return _months(_whole_year(year), month, 1, _rest(written, found))
    return None


def _year(written: str) -> Period | None:
    if found := YEAR.search(written):
        return Period(date(int(found[1]), 1, 1), date(int(found[1]), 12, 31), _rest(written, found))
    return None


def _months(year: int, month: int, n: int, rest: str) -> Period:
    over = month - 1 + n - 1
    last_year, last_month = year + over // MONTHS_A_YEAR, over % MONTHS_A_YEAR + 1
    last = date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])
    return Period(date(year, month, 1), last, rest)


def is_month(word: str) -> bool:
    """Whether a word is a month, whole or cut: “mar” and “march”, but not “market”."""
    return any(name.startswith(word.lower()) for name in _NAMES) or word.lower() == "sept"


_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
    "noviembre", "diciembre",
)  # fmt: skip


def _is_day(written: str) -> bool:
    word = re.match(r"[^\W\d_]+", written)
    if word:
        return is_month(word[0])
    one, other = (int(part) for part in re.split(r"[-/.]", written))
    return 1 <= min(one, other) <= MONTHS_A_YEAR and 1 <= max(one, other) <= calendar.monthrange(2024, 1)[1]


def _whole_year(written: str) -> int:
    return 2000 + int(written) if len(written) == SHORT else int(written)


def _rest(written: str, found: re.Match[str]) -> str:
    return f"{written[: found.start()]} {written[found.end() :]}".strip(" -–:,()'")
