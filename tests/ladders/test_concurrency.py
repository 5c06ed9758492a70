"""Two people at the same moment: nothing is lost, and the history is right."""

from collections.abc import Iterator
from typing import Any

import pytest

from ladders import history, levels, several
from ladders.actions import AssessmentRefused, assess, confirm
from ladders.levels import LevelsRefused, LevelText
from ladders.models import Assessment, Ladder, LevelChange, Place, Standing
from members.models import Member
from organizations.models import Organization
from stpnet.in_org import in_org
from tests.committed import in_threads


@pytest.fixture
def inside(east: Organization) -> Iterator[Organization]:
    with in_org(east):
        yield east


def staff(n: int) -> list[Member]:
    return list(Member.objects.filter(status="staff").order_by("pk")[:n])


def test_two_assess_the_same_person_at_once(inside: Organization):
    member = Member.objects.create(given_name="Dolores")
    ladder = Ladder.objects.get()
    levels, people = list(ladder.levels.order_by("position")), staff(2)

    def say(number: int) -> Any:
        with in_org(inside):
            return assess(
                member, ladder=ladder, place=Place.LEVEL, level=levels[number], on=inside.today(),
                evidence="Ran the meeting", by=people[number],
            )  # fmt: skip

    for _round in range(5):
        in_threads(lambda: say(0), lambda: say(1))

    # Both of each round are kept, and which of two came later is never in doubt.
    assert Assessment.objects.count() == len(set(Assessment.objects.values_list("created_at", flat=True))) == 10
    assert history.differences() == []
    last = Assessment.objects.latest_first().first()
    assert Standing.objects.get().assessment == last
    assert LevelChange.objects.get().level_id == last.level_id


def test_two_agree_at_once_and_one_is_told(inside: Organization):
    member = Member.objects.create(given_name="Dolores")
    Ladder.objects.update(needs_review=True)
    ladder = Ladder.objects.get()
    by, *others = staff(3)
    level = ladder.levels.first()
    waiting = assess(member, ladder=ladder, place=Place.LEVEL, level=level, on=inside.today(), evidence="Came", by=by)

    def agree(who: Member) -> str:
        with in_org(inside):
            try:
                confirm(Assessment.objects.get(pk=waiting.pk), by=who)
            except AssessmentRefused:
                return "told"
            return "agreed"

    said = in_threads(lambda: agree(others[0]), lambda: agree(others[1]))

    assert sorted(said) == ["agreed", "told"]
    assert LevelChange.objects.count() == 1


def test_rebuild_of_everyone_waits_for_an_assessment(inside: Organization):
    members = [Member.objects.create(given_name=f"Given{i}") for i in range(5)]
    ladder = Ladder.objects.get()
    level, (by,) = ladder.levels.first(), staff(1)

    def say_all() -> None:
        with in_org(inside):
            for member in members:
                assess(member, ladder=ladder, place=Place.LEVEL, level=level, on=inside.today(), evidence="Came", by=by)

    def rebuild_often() -> None:
        with in_org(inside):
            for _round in range(10):
                history.rebuild()

    in_threads(say_all, rebuild_often)

    assert history.differences() == []
    assert Standing.objects.count() == 5


def test_a_level_is_retired_or_somebody_is_placed_on_it_and_never_both(inside: Organization):
    member, ladder = Member.objects.create(given_name="Dolores"), Ladder.objects.get()
    level, (by,) = ladder.levels.get(position=3), staff(1)

    def place() -> str:
        with in_org(inside):
            try:
                assess(member, ladder=ladder, place=Place.LEVEL, level=level, on=inside.today(), evidence="Led", by=by)
            except AssessmentRefused:
                return "refused"
            return "placed"

    def retire() -> str:
        with in_org(inside):
            try:
                levels.retire(level, seen=0, to=None, expected=0, by=by)
            except LevelsRefused:
                return "refused"
            return "retired"

    said = in_threads(place, retire)

    assert sorted(said) in (["placed", "refused"], ["refused", "retired"])
    assert history.differences() == []


def test_of_two_who_choose_another_default_one_comes_after_the_other(inside: Organization):
    (by,), texts = staff(1), [LevelText(name, "", []) for name in ("Comes", "Helps", "Leads")]
    made = [several.make(name, levels=texts, by=by) for name in ("Safety", "Coaches")]

    def choose(at: int) -> None:
        with in_org(inside):
            several.make_default(made[at], by=by)

    in_threads(lambda: choose(0), lambda: choose(1))

    assert Ladder.objects.get(is_default=True) in made
