"""The trend: each of its points is the distribution of a report that ends on that day, all in one statement."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ladders import history
from ladders.models import Ladder, Level, LevelChange
from ladders.movement import movement
from ladders.trend import distributions
from members.models import Member

type Make = Callable[..., Any]
DAYS = [date(2025, 12, 31), date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]


@pytest.fixture
def stood(people: Make, said: Make) -> None:
    one, two, three, _never, gone = people(5)
    for member, where, day in [
        (one, 1, "01-05"), (one, 2, "02-05"), (one, 3, "02-28"), (two, 2, "01-31"), (two, "quiet", "03-01"),
        (three, "unsure", "01-10"), (three, 0, "03-05"), (gone, 5, "01-10"),
    ]:  # fmt: skip
        said(member, where, f"2026-{day}")
    history.rebuild()
    empty = {"given_name": "", "family_name": "", "folded": ""}
    Member.objects.filter(pk=gone.pk).update(erased_at="2026-03-05T12:00Z", **empty)


def test_each_day_says_where_people_stood(stood: None, ladder: Ladder, levels: list[Level]):
    one, two, three, _four, five = (level.pk for level in levels)

    found = distributions(Member.objects.all(), ladder, DAYS)

    assert [each.people for each in found] == [
        {"off": 5},
        {one: 1, two: 1, "unsure": 1, five: 1, "off": 1},
        {two: 1, three: 1, "unsure": 1, five: 1, "off": 1},
        {three: 1, "quiet": 1, "off": 2},
    ]
    assert [(each.on_ladder, each.total, each.at(five)) for each in found] == [
        (0, 5, 0),
        (3, 5, 1),
        (3, 5, 1),
        (1, 4, 0),
    ]


def test_each_day_is_the_end_of_a_report_and_all_are_one_statement(stood: None, ladder: Ladder):
    with CaptureQueriesContext(connection) as queries:
        found = distributions(Member.objects.all(), ladder, DAYS)

    assert len(queries) == 1
    assert [each.people for each in found] == [
        movement(Member.objects.all(), ladder, DAYS[0], day).after for day in DAYS
    ]


def test_the_days_may_stand_in_any_order_and_some_people_be_asked_for(stood: None, ladder: Ladder):
    some = Member.objects.people().filter(
        pk__in=[change.member_id for change in LevelChange.objects.filter(place="quiet")]
    )

    found = distributions(some, ladder, [DAYS[3], DAYS[0]])

    assert [(each.day, each.total) for each in found] == [(DAYS[3], 1), (DAYS[0], 1)]
    assert distributions(some, ladder, []) == []
    assert distributions(Member.objects.none(), ladder, DAYS[:1])[0].people == {}
