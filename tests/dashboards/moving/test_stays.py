"""How long people stood on a level, from sums: kept by the database whoever writes, and what counting one by one says."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from django.db.models import F

from dashboards.moving import cohorts, spells, stalled_page
from ladders import history, stays, tally
from ladders.models import DevelopmentPlan, Ladder, Level, LevelChange, PlanStep, StayTally
from members.models import Member
from organizations.models import Organization

type Make = Callable[..., Any]


@pytest.fixture
def first(north: Organization) -> date:
    return stays.since(north.today())


@pytest.fixture
def walked(people: Make, said: Make, first: date) -> list[Member]:
    """Sixty people who went here and there, some before the days that are looked at; the first list placed some."""
    chance = Random(8)
    found: list[Member] = people(60)
    for n, member in enumerate(found):
        days = sorted(chance.sample(range(-60, 700), 7))
        for at, back in enumerate(days):
            said(
                member,
                chance.choice((1, 2, 3, 4, "quiet")),
                str(first + timedelta(days=back)),
                is_baseline=not (n % 6 or at),
            )
    tally.settle()
    history.rebuild(members=[member.pk for member in found])
    return found


def agree(ladder: Ladder, first: date, today: date) -> dict[Any, spells.Time]:
    assert tally.differences() == 0
    plain = spells.counted_one_by_one(Member.objects.all(), ladder, first, today)
    for everybody in (Member.objects.all(), Member.objects.people()):
        assert spells.times(everybody, ladder, first, today) == plain
    spans = [("since", first + timedelta(days=1), today), ("before", first - timedelta(days=99), first)]
    came = cohorts.one_by_one(Member.objects.all(), ladder, cohorts.LADDER, spans)
    assert cohorts.cohorts(Member.objects.all(), ladder, cohorts.LADDER, spans) == came
    assert all(each.total for each in came)
    known = spells.usual(ladder, today, plain)
    stand = spells.standing_one_by_one(Member.objects.all(), ladder, today, known)
    assert spells.standing(Member.objects.all(), ladder, today, known) == stand
    assert any(now.stalled for now in stand.values())
    return plain


def test_sums_of_stays_are_what_counting_says(
    walked: list[Member], ladder: Ladder, first: date, north: Organization, django_assert_num_queries: Any
):
    some = Member.objects.filter(pk__in=[member.pk for member in walked[::2]])
    changes: list[Callable[[], Any]] = [
        lambda: some.update(status="staff"),
        lambda: Ladder.objects.update(counts_staff=True),
        lambda: some.update(archived_at="2026-05-01T00:00Z", archived_because="Moved"),
        lambda: some.update(archived_at=None, archived_because="", status="contact"),
        lambda: LevelChange.objects.filter(member=walked[3]).update(is_baseline=True),
        lambda: LevelChange.objects.filter(member__in=walked[4:9]).delete(),
        lambda: history.rebuild(members=[member.pk for member in walked[3:7]]),
        history.rebuild,
    ]
    assert len(agree(ladder, first, north.today())) == 3
    for change in changes:
        change()
        ladder.refresh_from_db()
        agree(ladder, first, north.today())
    with django_assert_num_queries(1) as asked:
        spells.times(Member.objects.all(), ladder, first, north.today())
    assert "ladders_staytally" in asked[0]["sql"]


def test_the_levels_of_today_say_what_is_higher(
    walked: list[Member], ladder: Ladder, levels: list[Level], first: date, north: Organization
):
    before = agree(ladder, first, north.today())
    for level, position in ((levels[0], 90), (levels[2], 1), (levels[0], 3)):
        Level.objects.filter(pk=level.pk).update(position=position)

    after = agree(ladder, first, north.today())
    assert levels[2].pk in after
    assert after != before


def test_the_night_moves_the_day_on(walked: list[Member], ladder: Ladder, first: date, north: Organization):
    history.rebuild(members=[member.pk for member in walked])
    n = StayTally.objects.count()
    tally.settle()

    assert StayTally.objects.count() < n
    assert stays.summed(ladder, first, north.today())
    assert stays.summed(ladder, first, north.today() - timedelta(days=800)) is None
    StayTally.objects.filter(pk=StayTally.objects.exclude(ladder=None)[0].pk).update(net=F("net") + 1)
    assert tally.differences() == 2
    history.rebuild()
    stays.begin(first - timedelta(days=40))
    assert stays.summed(ladder, first, north.today()) is None
    agree(ladder, first, north.today())
    tally.settle()
    assert stays.summed(ladder, first, north.today())
    agree(ladder, first, north.today())


def test_sums_say_which_days_are_enough_to_name_who_stands_longest(
    walked: list[Member], ladder: Ladder, levels: list[Level], north: Organization, sign_in: Make, monkeypatch: Any
):
    plan = DevelopmentPlan.objects.create(member=walked[0], ladder=ladder, aims_at=levels[1], made_on=north.today())
    PlanStep.objects.create(plan=plan, position=1, text="Host a meeting")
    known = spells.usual(ladder, north.today())
    stands = spells.stalled(ladder, north.today(), known).order_by("since", "member__sorted_as", "pk")
    monkeypatch.setattr(stalled_page, "SHOWN", 4)

    assert stands.count() > 6
    client = sign_in("director")
    for enough in (1, 6, 200):
        monkeypatch.setattr(stalled_page, "ENOUGH", enough)
        page = client.get("/o/north/dashboards/stalled/")
        assert [each.pk for each in page.context["people"]] == [each.pk for each in stands[:4]]
    assert page.context["stalled"].people == stands.count()
