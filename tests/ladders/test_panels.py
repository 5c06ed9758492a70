"""What ladders add to the pages of people: badge, path, column."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from ladders import column, history, panels
from ladders.models import Assessment, Ladder
from members.models import Member
from organizations.models import Organization, Role

type Make = Callable[..., Any]


@pytest.fixture
def member(people: Make) -> Member:
    return people()[0]


@pytest.fixture
def asked_by(north: Organization, person: Make) -> Make:
    """`asked_by("director")`: the request as the panels see it."""

    def request(role: str) -> Any:
        return SimpleNamespace(organization=north, member=person(role), roles=[Role(role)])

    return request


def test_head_of_someone_never_placed(asked_by: Make, member: Member):
    found = panels.head(asked_by("director"), member)

    assert (found["step"], found["n_levels"], found["is_waiting"]) == (None, 5, False)


def test_head_marks_what_is_open(asked_by: Make, member: Member, said: Make, ladder: Ladder):
    said(member, 2, "2026-01-05", source="import", confidence="unsure")
    said(member, 3, "2026-02-05", waits_for_review=True)
    history.follow(member, ladder)

    found = panels.head(asked_by("director"), member)

    assert found["step"].level.position == 2
    assert (found["is_waiting"], found["is_unreviewed"], found["is_unsure"]) == (True, True, True)


def test_head_is_reviewed_once_someone_has_looked(asked_by: Make, member: Member, said: Make, ladder: Ladder):
    said(member, 2, "2026-01-05", source="import")
    said(member, 2, "2026-02-05")
    history.follow(member, ladder)

    assert not panels.head(asked_by("director"), member)["is_unreviewed"]


def test_path_lists_newest_first_and_draws(asked_by: Make, member: Member, said: Make, ladder: Ladder):
    for where, on in ((1, "2026-01-05"), ("quiet", "2026-02-05"), (3, "2026-03-05")):
        said(member, where, on)
    history.follow(member, ladder)

    (path,) = panels.main(asked_by("director"), member)["paths"]

    assert [each.assessment.place for each in path["said"]] == ["level", "quiet", "level"]
    assert [(row[0], row[1], row[3]) for row in path["rows"]] == [
        ("Jan 5, 2026", "Feb 5, 2026", "1 Shows up"),
        ("Feb 5, 2026", "Mar 5, 2026", "Gone quiet"),
        ("Mar 5, 2026", "today", "3 Brings others"),
    ]
    assert [row[2] for row in path["rows"]][:2] == ["4 weeks", "4 weeks"]
    assert path["chart"].count("<circle") == 3


def test_path_of_a_retired_level_keeps_its_place(asked_by: Make, member: Member, said: Make, ladder: Ladder):
    said(member, 5, "2026-01-05")
    history.follow(member, ladder)
    ladder.levels.filter(position=5).update(retired_at=timezone.now())

    (path,) = panels.main(asked_by("director"), member)["paths"]

    assert path["n_levels"] == 4
    assert path["rows"][0][3] == "5 Coaches leaders"


@pytest.mark.parametrize(
    ("role", "may_confirm", "may_void"),
    [("director", True, True), ("organizer", False, True), ("data_lead", False, False)],
)
def test_path_offers_what_the_reader_may(
    asked_by: Make, person: Make, member: Member, said: Make, role: str, may_confirm: bool, may_void: bool
):
    said(member, 2, "2026-01-05", waits_for_review=True, assessed_by=person("organizer"))

    request = asked_by(role)
    (each,) = panels.main(request, member)["paths"][0]["said"]
    assert (each.may_confirm, each.may_void) == (may_confirm, may_void)
    assert (panels.act(request, member) is not None) == (role != "data_lead")


def test_path_shows_another_ladder_only_when_it_says_something(asked_by: Make, member: Member, ladder: Ladder):
    Ladder.objects.create(name="Safety")

    assert [path["ladder"] for path in panels.main(asked_by("director"), member)["paths"]] == [ladder]


@pytest.mark.parametrize("n", [1, 3])
def test_both_panels_load_in_four_statements(
    asked_by: Make, member: Member, said: Make, django_assert_num_queries: Any, n: int
):
    for day in range(n):
        said(member, day + 1, f"2026-01-0{day + 1}")
    history.rebuild()
    request = asked_by("director")

    with django_assert_num_queries(4):
        panels.head(request, member)
        panels.main(request, member)


def test_person_page_shows_badge_and_path(sign_in: Make, member: Member, said: Make, person: Make):
    said(member, 3, "2026-01-05", evidence="Brought <three> people", assessed_by=person("organizer"))
    said(member, 4, "2026-02-05", waits_for_review=True, assessed_by=person("organizer"))
    history.rebuild()

    page = sign_in("director").get(f"/o/north/people/{member.pk}/").text

    assert "Brought &lt;three&gt; people" in page
    assert "Waiting for a second person" in page
    assert page.count("Agree</button>") == 1
    assert "See as a table" in page


def test_column_loads_in_one_statement(people: Make, said: Make, asked_by: Make, django_assert_num_queries: Any):
    one, never, staff = *people(2), *people(status="staff")
    said(one, 3, "2026-01-05")
    history.rebuild()
    request = asked_by("director")

    with django_assert_num_queries(1):
        cells = column.load(request, [one, never, staff])

    assert (cells[one.pk].level.position, cells[one.pk].n_levels) == (3, 5)
    assert (cells[never.pk].place, cells[never.pk].level, cells[never.pk].n_levels) == ("off", None, 5)
    assert staff.pk not in cells


@pytest.mark.parametrize("gone", ["level", "ladder"])
def test_what_waits_where_nobody_can_agree_any_more_can_be_taken_back(
    asked_by: Make, sign_in: Make, member: Member, said: Make, ladder: Ladder, gone: str
):
    waits = said(member, 3, "2026-02-05", waits_for_review=True)
    if gone == "level":
        ladder.levels.filter(position=3).update(retired_at=timezone.now())
    else:
        Ladder.objects.filter(pk=ladder.pk).update(put_away_at=timezone.now(), is_default=False)

    (path,) = panels.main(asked_by("director"), member)["paths"]
    taken = sign_in("director").post(reverse("ladders:void", args=["north", waits.pk]), {"reason": "Nobody can agree"})

    (line,) = path["said"]
    assert (line.is_stuck, line.may_confirm, line.may_void) == (True, False, True)
    assert taken.status_code == 302
    assert Assessment.objects.get().void_reason == "Nobody can agree"
