"""The days a page is about, by the organization's own calendar."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.test import RequestFactory

from organizations import periods
from organizations.models import Organization

HERE = Organization(time_zone="America/Chicago", first_quarter_month=7)


@pytest.mark.parametrize(("day", "months", "begins", "expected"), [
    (date(2026, 11, 20), 3, 1, date(2026, 10, 1)),
    (date(2026, 11, 20), 3, 2, date(2026, 11, 1)),
    (date(2026, 1, 31), 3, 12, date(2025, 12, 1)),
    (date(2026, 11, 20), 12, 7, date(2026, 7, 1)),
    (date(2026, 3, 1), 12, 7, date(2025, 7, 1)),
    (date(2026, 3, 9), 1, 7, date(2026, 3, 1)),
])  # fmt: skip
def test_period_of_a_day_begins(day: date, months: int, begins: int, expected: date):
    assert periods.first_day(day, months, begins) == expected


def test_quarters_are_named_as_the_group_counts_them():
    assert periods.quarter_name(date(2026, 11, 20), HERE) == "Q2 26"
    assert periods.quarter_name(date(2027, 3, 31), HERE) == "Q3 26"


def ask(**query: str) -> periods.Period:
    return periods.asked(RequestFactory().get("/", query), HERE, lambda: date(2024, 2, 1))


def test_quarter_begins_with_the_last_day_of_the_one_before():
    this, before, today = ask(), ask(period="last-quarter"), HERE.today()

    assert (this.last, this.since.day) == (today, 1)
    assert this.since - this.first == timedelta(days=1) or this.since == today
    assert before.last == this.first
    assert this.query == {}


def test_period_since_the_start_and_of_given_days():
    assert ask(period="start").first == date(2024, 2, 1)
    assert ask(period="days", **{"from": "2026-03-31", "to": "2026-01-31"})[1:3] == (
        date(2026, 1, 31),
        date(2026, 3, 31),
    )
    assert ask(period="days", **{"from": "2026-03-31", "to": "2026-03-31"}).since == date(2026, 3, 31)


def test_days_to_come_end_today_and_nonsense_is_the_quarter():
    future = ask(period="days", **{"from": "2026-01-31", "to": "2999-01-31"})

    assert (future.last, "days to come" in future.note) == (HERE.today(), True)
    assert ask(period="days").key == ask(period="sometime").key == "quarter"
    assert ask(period="days").note
    assert ask(period="sometime").note


def test_ends_are_of_the_quarters_before_and_today():
    found = periods.ends(HERE, 8)

    assert len(found) == 9
    assert found[-1] == HERE.today()
    assert found[-2] == ask().first
    assert all(first < second for first, second in pairwise(found))
