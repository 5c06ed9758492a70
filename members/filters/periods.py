"""Days said by people: "in the last 30 days", "this quarter". All by the organization's own calendar."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from organizations.periods import QUARTER, YEAR, first_day, months_on

PERIODS = (
    ("week", _("this week")),
    ("month", _("this month")),
    ("last-month", _("last month")),
    ("quarter", _("this quarter")),
    ("last-quarter", _("last quarter")),
    ("year", _("this year")),
)
# First day, and the first day that is no longer in it; None is open.
type Span = tuple[date | None, date | None]
_A_DAY = timedelta(days=1)


def span(op: str, values: tuple[str, ...], organization: Organization) -> Span:
    """Return the days that a condition means today. Raises ValueError for what is no day, number or period."""
    today = organization.today()
    if op == "in":
        return _period(values[0], organization, today)
    if op in ("last", "older", "next"):
        return _counted(op, _days(values[0]), today)
    first, *more = map(date.fromisoformat, values)
    try:
        return {
            "on": (first, first + _A_DAY),
            "before": (None, first),
            "after": (first + _A_DAY, None),
            "between": (first, (more[0] if more else first) + _A_DAY),
        }[op]
    except (KeyError, OverflowError) as error:
        raise ValueError(op) from error


def _days(value: str) -> timedelta:
    # A hundred years: further back no calendar of a group goes.
    if not (value.isascii() and value.isdecimal() and int(value) <= 36_500):  # noqa: PLR2004
        raise ValueError(value)
    return timedelta(days=int(value))


def _counted(op: str, days: timedelta, today: date) -> Span:
    return {
        "last": (today - days, today + _A_DAY),
        "older": (None, today - days),
        "next": (today, today + days + _A_DAY),
    }[op]


def _period(name: str, organization: Organization, today: date) -> Span:
    if name == "week":
        first = today - timedelta(days=(today.isoweekday() - organization.week_start) % 7)
        return first, first + timedelta(days=7)
    length = {"month": 1, "quarter": QUARTER, "year": YEAR}.get(name.removeprefix("last-"))
    if length is None:
        raise ValueError(name)
    # Months since the group's own year began tell where its quarter began; a year begins in January.
    begins = organization.first_quarter_month if length == QUARTER else 1
    first = first_day(today, length, begins)
    if name.startswith("last-"):
        first = months_on(first, -length)
    return first, months_on(first, length)
