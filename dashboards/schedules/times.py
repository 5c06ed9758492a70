"""When a scheduled report comes, and which days it is about: by the organization's clock, week and quarters."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from dashboards.models import ReportSchedule
from organizations.models import Organization
from organizations.periods import QUARTER, first_day, months_on

Every = ReportSchedule.Every
# On the first day after the period, before people begin their day.
HOUR = 7
_MONTHS = {Every.MONTH: 1, Every.QUARTER: QUARTER}
_WEEK = timedelta(days=7)
_A_DAY = timedelta(days=1)


class Days(NamedTuple):
    """The end of the day before a period, and of its last day: between these two is compared."""

    first: date
    last: date


def begins(every: str, organization: Organization, day: date) -> date:
    """Return the first day of the week, month or quarter that a day is in."""
    if every == Every.WEEK:
        return day - timedelta(days=(day.isoweekday() - organization.week_start) % 7)
    return first_day(day, _MONTHS[Every(every)], organization.first_quarter_month)


def period_before(every: str, organization: Organization, day: date) -> Days:
    """Return the days of the last period that is over."""
    first = begins(every, organization, day)
    return Days(_steps_on(every, first, -1) - _A_DAY, first - _A_DAY)


def next_due(every: str, organization: Organization, *, after: datetime) -> datetime:
    """Return the next first day of a period at seven by the organization's clock, whichever time of the year it is."""
    first = begins(every, organization, after.astimezone(organization.zone).date())
    while True:
        # Compared by UTC: two times of one zone would be compared by what the clock on the wall says.
        due = datetime.combine(first, time(HOUR), tzinfo=organization.zone).astimezone(UTC)
        if due > after:
            return due
        first = _steps_on(every, first, 1)


def _steps_on(every: str, first: date, n: int) -> date:
    return first + n * _WEEK if every == Every.WEEK else months_on(first, n * _MONTHS[Every(every)])
