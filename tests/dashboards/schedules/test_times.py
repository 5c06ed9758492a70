"""Once for each week, month and quarter, at seven by the group's own clock."""

from datetime import UTC, date, datetime, timedelta

import pytest

from dashboards.schedules.times import Every, next_due, period_before
from organizations.models import Organization

PORTLAND = Organization(time_zone="America/Los_Angeles", week_start=7, first_quarter_month=2)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("every", "day", "first", "last"),
    [
        (Every.WEEK, "2026-11-23", "2026-11-14", "2026-11-21"),
        (Every.MONTH, "2026-03-01", "2026-01-31", "2026-02-28"),
        (Every.MONTH, "2026-01-15", "2025-11-30", "2025-12-31"),
        (Every.QUARTER, "2026-11-23", "2026-07-31", "2026-10-31"),
        (Every.QUARTER, "2026-02-01", "2025-10-31", "2026-01-31"),
    ],
)
def test_it_is_about_the_last_days_that_are_over(every, day, first, last):
    assert period_before(every, PORTLAND, date.fromisoformat(day)) == (
        date.fromisoformat(first),
        date.fromisoformat(last),
    )


@pytest.mark.parametrize(
    ("every", "after", "due"),
    [
        (Every.WEEK, "2026-11-22T14:59", "2026-11-22T15:00"),
        (Every.WEEK, "2026-11-22T15:00", "2026-11-29T15:00"),
        (Every.MONTH, "2026-10-15T12:00", "2026-11-01T15:00"),
        (Every.QUARTER, "2026-11-22T12:00", "2027-02-01T15:00"),
        # The night in which the clock goes on, or back: it is seven on the wall.
        (Every.WEEK, "2026-03-07T12:00", "2026-03-08T14:00"),
        (Every.WEEK, "2026-10-31T12:00", "2026-11-01T15:00"),
    ],
)
def test_it_comes_at_seven_by_the_clock_on_the_wall(every, after, due):
    assert next_due(every, PORTLAND, after=at(after)) == at(due)


@pytest.mark.parametrize("every", Every)
def test_each_period_of_three_years_comes_once_and_they_follow_without_a_gap(every):
    due, before = at("2025-01-01T00:00"), None
    while (due := next_due(every, PORTLAND, after=due)) < at("2028-01-01T00:00"):
        local = due.astimezone(PORTLAND.zone)
        days = period_before(every, PORTLAND, local.date())
        assert (local.hour, days.last) == (7, local.date() - timedelta(days=1))
        assert before is None or days.first == before
        before = days.last
