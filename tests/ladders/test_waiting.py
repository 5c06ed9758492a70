"""The list of what waits for a second person."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from conversations.needs import agreement
from conversations.reader import Reader
from ladders import history
from ladders.actions import void
from ladders.models import Assessment, Ladder, Level
from members.models import Member
from organizations.models import Role

type Make = Callable[..., Any]
URL = "/o/north/ladder/waiting/"


@pytest.fixture
def wait(people: Make, said: Make, person: Make) -> Make:
    """`wait("director")`: somebody of the organizer's whose new level waits, said by the one with that role."""

    def make(role: str, *, organizer: str = "organizer", **fields: Any) -> Assessment:
        member: Member = people(organizer=person(organizer))[0]
        said(member, 1, "2026-01-01")
        by = {"assessed_by": person(role), "evidence": "Ran the table"}
        return said(member, 2, "2026-01-05", waits_for_review=True, **by, **fields)

    return make


def test_each_sees_what_waits_among_their_people_and_agrees_there(sign_in: Make, wait: Make, ladder: Ladder):
    theirs, _out_of_reach = wait("director"), wait("director", organizer="owner")
    history.rebuild()
    client = sign_in("organizer")

    (row,) = client.get(URL).context["rows"]
    agreed = client.post(reverse("ladders:confirm", args=["north", theirs.pk]), {"back": "waiting"})

    assert (row.assessment, row.now["level"].position, row.is_own, row.may_void) == (theirs, 1, False, False)
    assert agreed.headers["Location"] == URL
    assert "Nothing waits" in client.get(URL).text


def test_ones_own_stands_there_without_a_button(sign_in: Make, wait: Make):
    wait("organizer")

    page = sign_in("organizer").get(URL).text

    assert "You said this yourself, so somebody else has to agree." in page
    assert "(about" not in page.partition("Take back")[0]


def test_the_second_of_two_is_told_kindly_how_it_was_settled(sign_in: Make, wait: Make, person: Make):
    agreed, voided = wait("organizer"), wait("organizer")
    first, second = sign_in("director"), sign_in("owner")
    first.post(reverse("ladders:confirm", args=["north", agreed.pk]))
    void(voided, reason="Another Ana", by=person("organizer"))

    said = []
    for each in (agreed, voided):
        response = second.post(reverse("ladders:confirm", args=["north", each.pk]), {"back": "waiting"})
        said += [str(message) for message in get_messages(response.wsgi_request)]

    agreed.refresh_from_db()
    assert agreed.confirmed_by == person("director")
    assert said[0] == "Director North River was quicker and has agreed already. It counts, and nothing is left to do."
    assert said[-1] == (
        "Organizer North River has taken it back meanwhile: Another Ana. There is nothing left to agree to."
    )


@pytest.mark.parametrize("n", [1, 3])
def test_statements_do_not_grow(sign_in: Make, wait: Make, django_assert_num_queries: Any, n: int):
    for _ in range(n):
        wait("organizer")
    client = sign_in("director")

    with django_assert_num_queries(6):
        assert len(client.get(URL).context["rows"]) == n


def test_the_door_says_how_many_wait(sign_in: Make, wait: Make, ladder: Ladder):
    wait("organizer")
    wait("director", organizer="owner")

    for role, expected in (("director", 2), ("organizer", 1)):
        doors = sign_in(role).get("/o/north/ladder/").context["doors"]
        assert [door.waiting for door in doors if door.url == URL] == [expected]


@pytest.mark.parametrize("what", ["ladder", "level"])
def test_what_nobody_can_agree_to_any_more_is_asked_of_nobody(
    north: Any, person: Make, sign_in: Make, wait: Make, ladder: Ladder, levels: list[Level], what: str
):
    wait("director")
    reader = Reader(north, person("organizer"), (Role.ORGANIZER,))
    assert len(list(agreement(reader))) == 1
    if what == "ladder":
        Ladder.objects.filter(pk=ladder.pk).update(is_default=False, put_away_at=timezone.now())
    else:
        Level.objects.filter(pk=levels[1].pk).update(retired_at=timezone.now())

    assert list(agreement(reader)) == []
    assert "Nothing waits" in sign_in("organizer").get(URL).text
