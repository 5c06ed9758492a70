"""Ticks of a time axis: a handful of months, whatever the span."""

from datetime import date

from django.utils.formats import date_format

_EVERY = (1, 2, 3, 6, 12, 24, 60, 120)


def ticks(start: date, end: date, most: int = 6) -> list[tuple[date, str]]:
    """Return first days of months between two days with a label; the year where it is new."""
    days: list[date] = []
    for every in _EVERY:
        months = [month for month in range(_months(start), _months(end) + 1) if month % every == 0]
        days = [day for day in map(_day, months) if start <= day <= end]
        if len(days) <= most:
            break
    found: list[tuple[date, str]] = []
    for day in days:
        is_new_year = not found or found[-1][0].year != day.year
        found.append((day, date_format(day, "M Y" if is_new_year else "M")))
    return found or [(start, date_format(start, "M j"))]


def _months(day: date) -> int:
    return day.year * 12 + day.month - 1


def _day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)
