"""History and standing follow from the assessments."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from ladders import history
from ladders.models import Assessment, Ladder, Level, LevelChange, Standing
from members.models import Member
from stpnet.db.wrapper import current

type Make = Callable[..., Any]


def path(member: Member) -> list[tuple[Any, ...]]:
    """Someone's kept path: day, until, from, to; a level by its number, off as 0."""

    def short(place: str, level: Level | None) -> int | str:
        return level.position if level else 0 if place == "off" else place

    rows = LevelChange.objects.filter(member=member).select_related("level", "from_level").order_by("on")
    return [
        (f"{row.on:%m-%d}", row.until and f"{row.until:%m-%d}", short(row.from_place, row.from_level),
         short(row.place, row.level))
        for row in rows
    ]  # fmt: skip


CASES = {
    "nothing said": ([], []),
    "one": ([(1, "01-05")], [("01-05", None, 0, 1)]),
    "the same again": ([(1, "01-05"), (1, "02-05")], [("01-05", None, 0, 1)]),
    "up and down": (
        [(1, "01-05"), (3, "02-05"), (2, "03-05")],
        [("01-05", "02-05", 0, 1), ("02-05", "03-05", 1, 3), ("03-05", None, 3, 2)],
    ),
    "backdated": (
        [(3, "03-05"), (1, "01-05")],
        [("01-05", "03-05", 0, 1), ("03-05", None, 1, 3)],
    ),
    "later on the same day wins": ([(1, "01-05"), (2, "01-05")], [("01-05", None, 0, 2)]),
    "there and back on one day": (
        [(1, "01-05"), (2, "02-05"), (1, "02-05")],
        [("01-05", None, 0, 1)],
    ),
    "quiet and back": (
        [(2, "01-05"), ("quiet", "02-05"), (2, "03-05")],
        [("01-05", "02-05", 0, 2), ("02-05", "03-05", 2, "quiet"), ("03-05", None, "quiet", 2)],
    ),
    "unsure first": ([("unsure", "01-05")], [("01-05", None, 0, "unsure")]),
    "only ever off": ([(0, "01-05")], []),
    "taken off": ([(1, "01-05"), (0, "02-05")], [("01-05", "02-05", 0, 1), ("02-05", None, 1, 0)]),
}


@pytest.mark.parametrize(("words", "expected"), CASES.values(), ids=CASES.keys())
def test_rebuild_writes_path(people: Make, said: Make, words: list[Any], expected: list[Any]):
    (member,) = people()
    for where, on in words:
        said(member, where, f"2026-{on}")

    history.rebuild(members=[member.pk])

    assert path(member) == expected


def test_standing_names_latest_assessment_and_since(people: Make, said: Make, ladder: Ladder):
    (member,) = people()
    said(member, 2, "2026-01-05")
    latest = said(member, 2, "2026-03-05")

    history.follow(member, ladder)

    standing = Standing.objects.get(member=member)
    assert (standing.level.position, f"{standing.since}", standing.assessment) == (2, "2026-01-05", latest)


def test_standing_of_someone_only_taken_off_is_off_since_then(people: Make, said: Make, ladder: Ladder):
    (member,) = people()
    said(member, 0, "2026-01-05")
    said(member, 0, "2026-02-05")

    history.follow(member, ladder)

    standing = Standing.objects.get(member=member)
    assert (standing.place, f"{standing.since}") == ("off", "2026-01-05")


def test_voided_does_not_count(people: Make, said: Make, ladder: Ladder):
    (member,) = people()
    said(member, 1, "2026-01-05", voided_at=timezone.now(), void_reason="Wrong person")

    history.follow(member, ladder)

    assert path(member) == []
    assert not Standing.objects.filter(member=member).exists()


def test_waiting_does_not_count_until_confirmed(people: Make, said: Make, ladder: Ladder):
    (member,) = people()
    said(member, 1, "2026-01-05")
    waiting = said(member, 2, "2026-02-05", waits_for_review=True)

    history.follow(member, ladder)
    before = path(member)
    Assessment.objects.filter(pk=waiting.pk).update(confirmed_at=timezone.now())
    history.follow(member, ladder)

    assert before == [("01-05", None, 0, 1)]
    assert path(member) == [("01-05", "02-05", 0, 1), ("02-05", None, 1, 2)]


def test_baseline_mark_comes_from_the_assessment(people: Make, said: Make, ladder: Ladder):
    (member,) = people()
    said(member, 1, "2026-01-05", is_baseline=True)
    said(member, 2, "2026-02-05")

    history.follow(member, ladder)

    marks = LevelChange.objects.filter(member=member).order_by("on").values_list("is_baseline", flat=True)
    assert list(marks) == [True, False]


def test_rebuild_of_some_leaves_others_alone(people: Make, said: Make):
    one, other = people(2)
    said(one, 1, "2026-01-05")
    said(other, 1, "2026-01-05")

    history.rebuild(members=[one.pk])

    assert list(Standing.objects.values_list("member", flat=True)) == [one.pk]


def test_rebuild_of_nobody_changes_nothing(people: Make, said: Make):
    (one,) = people()
    said(one, 1, "2026-01-05")

    history.rebuild(members=[])

    assert not Standing.objects.exists()


def test_rebuild_of_one_ladder_leaves_other_ladders_alone(people: Make, said: Make, ladder: Ladder):
    (member,) = people()
    other = Ladder.objects.create(name="Safety")
    said(member, 1, "2026-01-05")

    history.rebuild(ladder=other)

    assert not Standing.objects.exists()


def test_differences_are_empty_after_rebuild(people: Make, said: Make):
    for member in people(3):
        said(member, 1, "2026-01-05")
        said(member, "quiet", "2026-02-05")

    history.rebuild()

    assert history.differences() == []


def test_differences_name_what_is_missing_and_too_much(people: Make, said: Make, ladder: Ladder):
    one, other = people(2)
    said(one, 1, "2026-01-05")
    said(other, 2, "2026-01-05")
    history.rebuild()
    Standing.objects.filter(member=one).delete()
    LevelChange.objects.filter(member=other).update(on="2026-01-04")

    found = history.differences(ladder)

    assert found == [
        ("ladders_levelchange", True, other.pk, ladder.pk),
        ("ladders_levelchange", False, other.pk, ladder.pk),
        ("ladders_standing", False, one.pk, ladder.pk),
    ]


@pytest.mark.parametrize(("members", "n"), [(None, 1), ([], 0)])
def test_rebuild_of_many_refreshes_statistics_afterwards(
    ladder: Ladder, django_capture_on_commit_callbacks: Any, members: Any, n: int
):
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        history.rebuild(members=members)

    assert len(callbacks) == n


@pytest.mark.parametrize("table", ["ladders_standing", "members_member", "members_belonging"])
def test_organization_may_refresh_its_statistics(ladder: Ladder, table: str):
    """Without this right ANALYZE leaves the table out and only warns."""
    with current().cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(%s, 'MAINTAIN')", [table])
        assert cursor.fetchone() == (True,)
