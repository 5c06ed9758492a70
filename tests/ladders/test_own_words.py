"""What a member says about their own place: kept as their words, beside what others have seen."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import IntegrityError, transaction
from django.urls import reverse

from audit.models import AuditEvent
from ladders.actions import confirm
from ladders.models import Ladder, Level, OwnWord, Standing
from members.merging import actions as merging
from members.models import Member
from organizations.models import Organization

type Make = Callable[..., Any]
WORDS = "I bring people. Running a meeting still scares me."


@pytest.fixture
def member(people: Make) -> Member:
    return people()[0]


@pytest.fixture
def url(member: Member, ladder: Ladder) -> str:
    return reverse("ladders:own_word", args=["north", ladder.pk, member.pk])


@pytest.fixture
def given(levels: list[Level], north: Organization) -> dict[str, Any]:
    return {"words": WORDS, "level": levels[2].pk, "on": north.today().isoformat()}


def test_words_are_kept_beside_the_path_and_move_nobody(
    sign_in: Make, url: str, member: Member, given: Any, levels: list[Level], person: Make
):
    client = sign_in("director")

    assert client.post(url, given).status_code == 302

    word = OwnWord.objects.get()
    assert (word.member, word.words, word.level, word.written_by) == (member, WORDS, levels[2], person("director"))
    assert not Standing.objects.exists()
    page = client.get(f"/o/north/people/{member.pk}/").text
    assert WORDS in page
    assert "written down by Director North River" in page
    assert AuditEvent.objects.filter(action="assessment.own_words").count() == 1


def test_a_level_need_not_be_named(sign_in: Make, url: str, given: Any):
    sign_in("director").post(url, given | {"level": ""})

    assert OwnWord.objects.get().level is None


def test_words_without_words_or_of_tomorrow_are_refused_with_all_that_was_typed(
    sign_in: Make, url: str, given: Any, north: Organization
):
    tomorrow = (north.today() + timedelta(days=1)).isoformat()

    response = sign_in("director").post(url, given | {"on": tomorrow})
    empty = sign_in("director").post(url, given | {"words": " "})

    assert (response.status_code, empty.status_code) == (422, 422)
    assert WORDS in response.text
    assert response.context["form"].errors == {"on": ["Choose today or a day before: nobody has said it yet."]}
    assert empty.context["form"].errors == {"words": ["Write down what they said."]}
    assert not OwnWord.objects.exists()


def test_a_ladder_that_was_put_away_takes_no_more_words(sign_in: Make, url: str, given: Any, ladder: Ladder):
    Ladder.objects.filter(pk=ladder.pk).update(is_default=False, put_away_at="2026-01-05T12:00Z")

    assert sign_in("director").post(url, given).status_code == 404


def test_the_database_refuses_words_that_say_nothing(member: Member, ladder: Ladder, north: Organization):
    with pytest.raises(IntegrityError, match="ladders_ownword_says_something"), transaction.atomic():
        OwnWord.objects.create(member=member, ladder=ladder, words="", on=north.today())


def test_words_taken_away_by_mistake_come_back(sign_in: Make, url: str, member: Member, given: Any):
    client = sign_in("director")
    client.post(url, given)
    word = OwnWord.objects.get()

    gone = client.post(reverse("ladders:own_word_away", args=["north", word.pk]))
    page = client.get(f"/o/north/people/{member.pk}/").text
    back = client.post(reverse("ladders:own_word_back", args=["north", word.pk]))

    assert WORDS not in page
    assert str(list(get_messages(gone.wsgi_request))[-1]) == "Taken away."
    assert str(list(get_messages(back.wsgi_request))[-1]) == "It is back, as before."
    assert OwnWord.objects.kept().get() == word


def test_the_history_tells_who_agreed_and_who_wrote_words_down(
    sign_in: Make, url: str, member: Member, given: Any, said: Make, person: Make
):
    client = sign_in("director")
    client.post(url, given)
    confirm(said(member, 2, "2026-01-05", waits_for_review=True), by=person("owner"))

    lines = [line.text for line in client.get(f"/o/north/people/{member.pk}/history/").context["lines"]]

    assert (
        "Director North River wrote down what they say themselves about where they stand on Leadership ladder" in lines
    )
    assert "Owner North River agreed with “2 Pitches in” on Leadership ladder" in lines


def test_words_go_over_to_whom_somebody_was_put_together_with_and_come_back(
    people: Make, ladder: Ladder, north: Organization, person: Make
):
    survivor, merged = people(2)
    word = OwnWord.objects.create(member=merged, ladder=ladder, words=WORDS, on=north.today())

    made = merging.merge(survivor, merged, by=person("director"))
    word.refresh_from_db()
    assert word.member == survivor

    merging.unmerge(made, by=person("director"))
    word.refresh_from_db()
    assert word.member == merged
