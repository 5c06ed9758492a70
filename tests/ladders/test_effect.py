"""What the page of an assessment says beforehand, and what it says it did."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils.formats import date_format

from ladders import history
from ladders.models import Assessment, Ladder, Level
from members.models import Member
from organizations.models import Organization

type Make = Callable[..., Any]
PART = {"HX-Request": "true", "HX-Target": "ahead"}


@pytest.fixture
def member(people: Make) -> Member:
    return people()[0]


@pytest.fixture
def day(north: Organization) -> Callable[[int], str]:
    """`day(30)`: the day of thirty days ago, as a form has it."""
    return lambda ago: (north.today() - timedelta(days=ago)).isoformat()


@pytest.fixture
def told(north: Organization) -> Callable[[int], str]:
    return lambda ago: date_format(north.today() - timedelta(days=ago), "M j, Y")


@pytest.fixture
def given(levels: list[Level], day: Make) -> Make:
    """`given(2, 30)`: a form that says level 2 since thirty days ago."""

    def form(level: int, ago: int, **fields: str) -> dict[str, str]:
        return {"where": f"level-{levels[level - 1].pk}", "evidence": "Set up", "on": day(ago), **fields}

    return form


@pytest.fixture
def urls(ladder: Ladder, member: Member) -> tuple[str, str]:
    args = ["north", ladder.pk, member.pk]
    return reverse("ladders:assess", args=args), reverse("ladders:ahead", args=args)


def test_a_backdated_word_between_two_says_until_when_and_that_today_stays(
    sign_in: Make, urls: Any, said: Make, member: Member, given: Make, day: Make, told: Make
):
    said(member, 1, day(90))
    said(member, 4, day(10))
    page, ahead = urls
    client = sign_in("director")

    before = client.post(ahead, given(2, 30)).context["ahead"]
    after = client.post(page, given(2, 30))

    stays = "Where they stand today stays: 4 Leads a team."
    assert before == [f"This changes the path from {told(30)} until {told(10)}. {stays}"]
    assert [str(each) for each in get_messages(after.wsgi_request)] == [
        f"Kept: {member}, 2 Pitches in from {told(30)} until {told(10)}. {stays}"
    ]
    assert member.standings.get().level.position == 4


def test_a_word_of_the_same_day_says_which_one_counts(
    sign_in: Make, urls: Any, said: Make, member: Member, given: Make, day: Make, person: Make
):
    said(member, 1, day(0), assessed_by=person("owner"))

    ahead = sign_in("director").post(urls[1], given(2, 0)).context["ahead"]

    assert ahead == [
        "Owner North River said “1 Shows up” on that day already. Both stay to be read; the later one, yours, counts."
    ]


@pytest.mark.parametrize(
    ("level", "ago", "expected"),
    [
        (1, 30, ["They stood there on that day already, so the path stays as it is."]),
        (2, 30, ["This changes the path from {}."]),
        (2, 0, []),
    ],
)
def test_what_a_later_word_does(
    sign_in: Make, urls: Any, said: Make, member: Member, given: Make, day: Make, told: Make, level: int, ago: int,
    expected: list[str],
):  # fmt: skip
    said(member, 1, day(90))

    ahead = sign_in("director").post(urls[1], given(level, ago)).context["ahead"]

    assert ahead == [sentence.format(f"{told(ago)} on") for sentence in expected]


def test_a_word_that_will_wait_says_so(sign_in: Make, urls: Any, said: Make, member: Member, given: Make, day: Make):
    Ladder.objects.update(needs_review=True)
    said(member, 1, day(90))

    ahead = sign_in("director").post(urls[1], given(2, 0)).context["ahead"]

    assert ahead == ["It counts once a second person agrees."]


def test_looking_ahead_keeps_nothing_and_what_was_typed_stays(
    sign_in: Make, urls: Any, given: Make, levels: list[Level]
):
    sign = levels[2].signs.first()
    typed = given(2, 0, **{f"sign-{sign.pk}": "on", f"seen-{sign.pk}": "Brought Ana"})
    client = sign_in("director")

    page = client.post(urls[1], typed)
    part = client.post(urls[1], typed, headers=PART).text

    assert not Assessment.objects.exists()
    assert page.status_code == 200
    assert part.strip() in page.text
    assert "These signs are of level 3 Brings others (1 of 3). You decide." in part
    assert "Brought Ana" in page.text
    assert page.text.count("checked") == 2
    assert "Please look at" not in page.text


def test_a_day_that_is_no_day_is_left_to_the_form(sign_in: Make, urls: Any, given: Make):
    client = sign_in("director")

    assert client.post(urls[1], given(2, 0, on="soon")).context["ahead"] == []
    assert client.post(urls[1], given(2, -5)).context["ahead"] == []
    assert client.post(urls[1], {}).context["ahead"] == []


def test_a_refused_sign_keeps_everything(sign_in: Make, urls: Any, given: Make, levels: list[Level]):
    sign = levels[1].signs.first()

    response = sign_in("director").post(urls[0], given(2, 0, evidence="", **{f"sign-{sign.pk}": "on"}))

    assert response.status_code == 422
    assert response.context["form"].errors == {f"seen-{sign.pk}": ["Say in a line what you saw of it."]}
    assert response.text.count("checked") == 2
    assert not Assessment.objects.exists()


def test_signs_of_where_they_are_and_of_the_next_level_stand_open(
    sign_in: Make, urls: Any, said: Make, member: Member, ladder: Ladder, levels: list[Level], day: Make
):
    client = sign_in("director")
    first = client.get(urls[0]).context["near"]
    said(member, 5, day(5))
    history.follow(member, ladder)

    top = client.get(urls[0]).context["near"]

    assert first == [levels[0].pk, levels[1].pk]
    assert top == [levels[3].pk, levels[4].pk]


VOIDS = [
    ([1, 4], 1, "Where they stand today stays: 4 Leads a team. The days before the next word change."),
    ([1, 4], 4, "They will stand again where they stood before: 1 Shows up."),
    ([4], 4, "Nothing else was said of them here, so they will stand on no level."),
]


@pytest.mark.parametrize(("path", "taken", "expected"), VOIDS)
def test_taking_back_says_beforehand_what_the_path_becomes(
    sign_in: Make, said: Make, member: Member, day: Make, path: list[int], taken: int, expected: str
):
    made = {level: said(member, level, day(90 - level)) for level in path}

    page = sign_in("director").get(reverse("ladders:void", args=["north", made[taken].pk]))

    assert page.context["ahead"] == expected


def test_taking_back_what_decides_nothing_changes_nothing(sign_in: Make, said: Make, member: Member, day: Make):
    covered, _winner = said(member, 1, day(9)), said(member, 4, day(9))
    waits = said(member, 2, day(1), waits_for_review=True)

    for made in (covered, waits):
        page = sign_in("director").get(reverse("ladders:void", args=["north", made.pk]))
        assert page.context["ahead"] == "It decides nothing at present, so the path stays as it is."
