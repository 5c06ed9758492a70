"""The sums by day: kept by the database whoever writes, equal to counting one by one, summed up each night."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tenants.postgresql_backend.base import FakeTenant

from ladders import history, tally
from ladders.models import Assessment, Ladder, Level, LevelChange, Tally, TallyStart
from ladders.movement import counted_one_by_one, end_of, movement
from ladders.trend import distributions
from members.models import Member
from organizations.models import Organization
from organizations.periods import named
from stpnet.in_org import in_org
from tests.ladders.test_movement import CASES

type Make = Callable[..., Any]


@pytest.fixture
def first(north: Organization) -> date:
    """The day from which this quarter is counted: sums begin there."""
    return named("quarter", north).first


@pytest.fixture
def moved(people: Make, said: Make, first: date) -> list[Member]:
    """Somebody of each kind, with the days moved so that the sums begin in the middle."""
    by = first - date(2026, 1, 31)
    found: list[Member] = people(len(CASES))
    for member, (words, _kind) in zip(found, CASES.values(), strict=True):
        for where, day in words:
            said(member, where, str(date.fromisoformat(f"2026-{day}") + by))
    history.rebuild(members=[member.pk for member in found])
    return found


def agree(ladder: Ladder, first: date) -> None:
    """Hold sums of everybody against counting one by one, on file and ever, on several days."""
    assert tally.differences() == 0
    for everybody in (Member.objects.all(), Member.objects.people()):
        for days in (0, 10, 40, 59):
            last = first + timedelta(days=days)
            assert movement(everybody, ladder, first, last) == counted_one_by_one(everybody, ladder, first, last)
            assert distributions(everybody, ladder, [last])[0].people == movement(everybody, ladder, first, last).after


def test_sums_are_the_moves_in_one_statement(moved: list[Member], ladder: Ladder, first: date):
    agree(ladder, first)

    with CaptureQueriesContext(connection) as queries:
        movement(Member.objects.all(), ladder, first, first + timedelta(days=59))

    assert len(queries) == 1
    assert "ladders_tally" in queries[0]["sql"]


@pytest.mark.parametrize(
    "fields",
    [{"status": "former"}, {"status": "staff"}, {"archived_at": "2026-05-01T00:00Z"}, {"kind": "guest"}],
    ids=lambda fields: next(iter(fields)),
)
def test_who_ceases_to_be_counted_and_comes_back(moved: list[Member], ladder: Ladder, first: date, fields: Any):
    some = Member.objects.filter(pk__in=[member.pk for member in moved[::2]])
    some.update(**fields)
    agree(ladder, first)
    Ladder.objects.update(counts_staff=True)
    ladder.refresh_from_db()
    agree(ladder, first)

    some.update(status="contact", archived_at=None, kind="person")

    agree(ladder, first)


def test_who_is_erased_counts_until_then_and_who_is_merged_does_not(moved: list[Member], ladder: Ladder, first: date):
    gone = [member.pk for member in moved[::3]]
    empty = {"given_name": "", "family_name": "", "folded": ""}
    Member.objects.filter(pk__in=gone).update(erased_at=end_of(first + timedelta(days=19)), **empty)
    Member.objects.filter(pk=moved[1].pk).update(merged_into=moved[2])

    agree(ladder, first)

    assert movement(Member.objects.all(), ladder, first, first).total == len(moved) - 1
    assert movement(Member.objects.all(), ladder, first, first + timedelta(days=40)).total == len(moved) - len(gone) - 1


def test_parts_of_paths_and_whole_people_may_go(moved: list[Member], ladder: Ladder, first: date):
    steps = list(LevelChange.objects.order_by("on", "pk").values_list("pk", flat=True))
    LevelChange.objects.filter(pk__in=steps[::3]).update(is_baseline=True)
    agree(ladder, first)
    LevelChange.objects.filter(pk__in=steps[::2]).delete()
    assert tally.differences() == 0

    Member.objects.filter(pk=moved[5].pk).delete()

    assert tally.differences() == 0


def test_whom_the_first_list_put_there(people: Make, said: Make, ladder: Ladder, first: date):
    members = people(4)
    for n, member in enumerate(members):
        said(member, 2, str(first + timedelta(days=5)), is_baseline=True, source="import")
        said(member, (3, 1, "quiet", 2)[n], str(first + timedelta(days=15)))
    history.rebuild()

    agree(ladder, first)


def test_the_night_sums_up_and_begins_anew(moved: list[Member], ladder: Ladder, first: date):
    for member in moved:
        history.follow(member, ladder)
    n, old = Tally.objects.count(), first - timedelta(days=1)
    TallyStart.objects.all().delete()
    TallyStart.objects.create(day=old)

    tally.settle()

    assert Tally.objects.count() < n
    assert not TallyStart.objects.filter(day=old).exists()
    assert not Tally.objects.filter(first=old).exists()
    agree(ladder, first)


def test_some_people_and_other_days_are_counted_one_by_one(moved: list[Member], ladder: Ladder, first: date):
    some = Member.objects.filter(pk__in=[member.pk for member in moved[:3]])

    assert movement(some, ladder, first, first).total == 3
    assert tally.states(Member.objects.all(), ladder, date(2001, 1, 1), first, gone=None) is None
    assert tally.states(Member.objects.all()[:3], ladder, first, first, gone=None) is None
    assert tally.states(Member.objects.none(), ladder, first, first, gone=None) is None


def test_the_command_finds_what_differs_and_mends_it(moved: list[Member], ladder: Ladder, first: date, capsys: Any):
    Tally.objects.filter(place="level").update(net=7)

    with in_org(FakeTenant("public")), pytest.raises(SystemExit):
        call_command("rebuild_standings", "--check", organization="north")
    assert "sums differ" in capsys.readouterr().out
    with in_org(FakeTenant("public")):
        call_command("rebuild_standings", organization="north")

    agree(ladder, first)


def test_the_levels_of_today_say_what_is_higher(moved: list[Member], ladder: Ladder, levels: list[Level], first: date):
    for n, level in enumerate(levels):
        Level.objects.filter(pk=level.pk).update(position=100 + n)
    for n, level in enumerate(reversed(levels)):
        Level.objects.filter(pk=level.pk).update(position=n + 1)

    agree(ladder, first)


def test_a_list_of_many_then_one_word_then_the_list_taken_back(people: Make, said: Make, ladder: Ladder, first: date):
    members = people(12)
    for n, member in enumerate(members):
        said(member, n % 2 + 1, str(first + timedelta(days=5)), is_baseline=True, source="import")
    history.rebuild(ladder=ladder, members=[member.pk for member in members])
    agree(ladder, first)
    said(members[0], 3, str(first + timedelta(days=20)))
    history.follow(members[0], ladder)
    agree(ladder, first)
    Assessment.objects.filter(source="import").update(voided_at=end_of(first), void_reason="import undone")
    history.rebuild(members=[member.pk for member in members])
    agree(ladder, first)

    history.rebuild(ladder=ladder)

    agree(ladder, first)
    history.follow(members[0], ladder)
    agree(ladder, first)
