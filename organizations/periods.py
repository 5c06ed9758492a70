"""The days that a page of figures is about: a quarter, a year, any two days, by the organization's own calendar."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizations.models import Organization

A_DAY = timedelta(days=1)
QUARTER, YEAR = 3, 12
CHOICES: tuple[tuple[str, str | Promise], ...] = (
    ("quarter", gettext_lazy("This quarter")),
    ("last-quarter", gettext_lazy("Last quarter")),
    ("year", gettext_lazy("This year")),
    ("start", gettext_lazy("Since the start")),
)
_DAYS = "days"


class Period(NamedTuple):
    """From the end of one day to the end of another: a quarter begins with the last day of the one before.

    `note` says what of the question could not be answered as it was asked; empty when all of it was.
    """

    key: str
    first: date
    last: date
    note: str = ""

    @property
    def since(self) -> date:
        """The first of the days on which something may have happened."""
        return min(self.first + A_DAY, self.last)

    @property
    def label(self) -> str:
        """Name the days: "Oct 1 to Nov 20, 2026"."""
        same = self.since.year == self.last.year
        since = date_format(self.since, "M j" if same else "M j, Y")
        return _("%(since)s to %(last)s") % {"since": since, "last": date_format(self.last, "M j, Y")}

    @property
    def query(self) -> dict[str, str]:
        """Write it as it stands in an address."""
        if self.key == _DAYS:
            return {"period": _DAYS, "from": self.first.isoformat(), "to": self.last.isoformat()}
        return {} if self.key == "quarter" else {"period": self.key}


def asked(request: HttpRequest, organization: Organization, began: Callable[[], date | None]) -> Period:
    """Read the period from the address; without one, or with one that means nothing, it is this quarter.

    `began` is asked for the first day of history only where the page is to begin there.
    """
    key, today = request.GET.get("period", ""), organization.today()
    if key == _DAYS:
        return _given(request, organization)
    if key == "start":
        return Period(key, min(began() or today, today), today)
    if key in ("last-quarter", "year"):
        return named(key, organization)
    note = "" if key in ("", "quarter") else _("There is no such period, so this is the quarter.")
    return named("quarter", organization, note=note)


def named(key: str, organization: Organization, *, note: str = "") -> Period:
    """Return a period of the calendar as of today. Raises ValueError for a key that is none."""
    today = organization.today()
    begins = organization.first_quarter_month
    if key == "year":
        return Period(key, today.replace(month=1, day=1) - A_DAY, today, note)
    first = first_day(today, QUARTER, begins)
    if key == "quarter":
        return Period(key, first - A_DAY, today, note)
    if key == "last-quarter":
        return Period(key, months_on(first, -QUARTER) - A_DAY, first - A_DAY, note)
    raise ValueError(key)


def ends(organization: Organization, n: int, *, months: int = QUARTER, last: date | None = None) -> list[date]:
    """Return the last days of the n quarters (or months) before that of a day, the earliest first, and the day.

    Without a day it is today.
    """
    last = last or organization.today()
    first = first_day(last, months, organization.first_quarter_month)
    return [months_on(first, -months * back) - A_DAY for back in range(n - 1, -1, -1)] + [last]


def quarter_name(day: date, organization: Organization) -> str:
    """Name the quarter of a day as the group counts them: "Q2 26"; a year is named by the one in which it begins."""
    first = first_day(day, YEAR, organization.first_quarter_month)
    n = ((day.year - first.year) * YEAR + day.month - first.month) // QUARTER + 1
    return _("Q%(n)d %(year)02d") % {"n": n, "year": first.year % 100}


def first_day(day: date, months: int, begins: int) -> date:
    """Return the first day of the month, quarter or year that a day is in; `begins` is the month of the year's first."""
    return months_on(day.replace(day=1), -((day.month - begins) % months))


def months_on(day: date, months: int) -> date:
    """Go so many months on from the first day of one."""
    years, month = divmod(day.month - 1 + months, 12)
    return day.replace(year=day.year + years, month=month + 1)


def _given(request: HttpRequest, organization: Organization) -> Period:
    """Read two days; those to come are cut to today, and those the wrong way round are turned."""
    today = organization.today()
    try:
        given = sorted(date.fromisoformat(request.GET.get(name, "")) for name in ("from", "to"))
    except ValueError:
        return named("quarter", organization, note=_("Give both days, as 2026-03-31. Until then this is the quarter."))
    first, last = (min(day, today) for day in given)
    note = _("Nothing is known of days to come, so this ends today.") if given[1] > today else ""
    return Period(_DAYS, first, last, note)
