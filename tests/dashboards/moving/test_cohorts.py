"""Who first came when, and where they stand now."""

from datetime import date
from itertools import pairwise

import pytest

from activities.models import Activity, Participation
from dashboards.moving import cohorts
from ladders import history
from ladders.models import Assessment
from members.models import Member

pytestmark = pytest.mark.django_db
SPRING = ("Q2 26", date(2026, 4, 1), date(2026, 6, 30))
WINTER = ("Q1 26", date(2026, 1, 1), date(2026, 3, 31))


def counted(ladder, by: str = cohorts.LADDER) -> dict:
    found = cohorts.cohorts(Member.objects.all(), ladder, by, [SPRING, WINTER])
    assert found == cohorts.one_by_one(Member.objects.all(), ladder, by, [SPRING, WINTER])
    return {each.name: dict(each.people) for each in found}


def test_each_is_in_the_quarter_of_the_first_level_and_at_the_place_of_today(ladder, levels, walk):
    walk((1, "2026-01-01"), (3, "2026-05-01"))
    walk(("unsure", "2026-02-01"), (1, "2026-04-01"))
    walk((2, "2026-06-30"), ("quiet", "2026-07-30"))
    walk((1, "2025-12-31"))
    walk(("quiet", "2026-05-01"))

    assert counted(ladder) == {"Q1 26": {levels[2].pk: 1}, "Q2 26": {levels[0].pk: 1, "quiet": 1}}


def test_who_was_on_the_first_list_came_on_no_known_day(ladder, walk):
    walk((1, "2026-01-05"), (2, "2026-05-05"))
    walk(("quiet", "2026-01-05"), (2, "2026-02-05"), (3, "2026-05-05"))
    Assessment.objects.filter(level__position__lt=3).update(is_baseline=True)
    history.rebuild()

    assert counted(ladder) == {"Q1 26": {}, "Q2 26": {}}


def test_coming_to_something_is_another_first_day(ladder, walk):
    member = walk((1, "2026-01-05"))
    for day in ("2026-05-01", "2026-06-01"):
        activity = Activity.objects.create(name=f"Meeting {day}", on=day)
        Participation.objects.create(activity=activity, member=member, outcome="came")

    found = counted(ladder, cohorts.ACTIVITY)
    assert [sum(people.values()) for people in found.values()] == [1, 0]


def test_quarters_follow_each_other_up_to_today(north):
    spans = cohorts.quarters(north)

    assert len(spans) == cohorts.QUARTERS
    assert spans[0][2] == north.today()
    assert all((later[1] - earlier[2]).days == 1 for later, earlier in pairwise(spans))
