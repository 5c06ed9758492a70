"""The pages that change where someone stands: who may, what they refuse, what they say."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from ladders.models import Assessment, Ladder, Level, Standing
from members.models import Member
from organizations.models import Organization
from stpnet.in_org import in_org
from tests.conftest import Visitor

type Make = Callable[..., Any]


@pytest.fixture
def member(people: Make, person: Make) -> Member:
    """Someone the organizer organizes."""
    return people(organizer=person("organizer"))[0]


@pytest.fixture
def url(member: Member, ladder: Ladder) -> str:
    return reverse("ladders:assess", args=["north", ladder.pk, member.pk])


@pytest.fixture
def given(levels: list[Level], north: Organization) -> dict[str, Any]:
    """A form that says level 2, filled in as it should be."""
    return {
        "where": f"level-{levels[1].pk}",
        "evidence": "Ran the sign-in table",
        "confidence": "clear",
        "on": north.today().isoformat(),
        "review_on": "",
    }


def detail(member: Member) -> str:
    return reverse("members:detail", args=["north", member.pk])


def said_to(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_who_came_from_a_list_goes_back_to_it_as_it_was(sign_in: Make, url: str, given: Any):
    client, here = sign_in("organizer"), "/o/north/people/?status=member&page=2"

    back = client.get(url, headers={"Referer": f"http://testserver{here}"}).context["back"]

    assert back == here
    assert client.post(url, given | {"back": back}).headers["Location"] == here


@pytest.mark.parametrize(
    "back",
    ["https://elsewhere.example/o/north/people/", "//elsewhere.example/o/north/people/", "/o/south/people/", "/o/north/", "x"],
)  # fmt: skip
def test_no_other_address_is_gone_back_to(sign_in: Make, url: str, member: Member, given: Any, back: str):
    client = sign_in("organizer")

    assert client.get(url, headers={"Referer": back}).context["back"] == ""
    assert client.post(url, given | {"back": back}).headers["Location"] == detail(member)


@pytest.mark.parametrize("verb", ["assess", "ahead"])
def test_what_was_typed_at_a_sign_that_went_meanwhile_is_not_lost(sign_in: Make, url: str, given: Any, verb: str):
    lines = {"sign-gone": "on", "seen-gone": "Opened the hall, Feb 2"}
    address = url if verb == "assess" else f"{url}ahead/"

    form = sign_in("organizer").post(address, given | lines).context["form"]

    assert form["evidence"].value() == "Ran the sign-in table\nOpened the hall, Feb 2"
    assert bool(form.errors) is (verb == "assess")
    assert not Assessment.objects.exists()


@pytest.mark.parametrize("role", ["owner", "director", "organizer"])
def test_assess_keeps_and_goes_back_to_the_person(sign_in: Make, url: str, member: Member, given: Any, role: str):
    client = sign_in(role)

    assert client.get(url).status_code == 200
    response = client.post(url, given)

    assert (response.status_code, response.headers["Location"]) == (302, detail(member))
    assert Standing.objects.get(member=member).level.position == 2
    assert said_to(response)[0].startswith(f"Kept: {member}, 2 Pitches in from ")


@pytest.mark.parametrize("role", ["data_lead", "coach", "viewer"])
def test_assess_refuses_other_roles_and_names_who_may(sign_in: Make, url: str, given: Any, role: str):
    client = sign_in(role)

    assert client.get(url).status_code == 403
    assert "This page is for: Owner, Director, Organizer." in client.post(url, given).text
    assert not Assessment.objects.exists()


def test_assess_is_not_for_others_and_not_for_strangers(sign_in: Make, url: str, people: Make, ladder: Ladder):
    someone_else = reverse("ladders:assess", args=["north", ladder.pk, people()[0].pk])

    assert Visitor().get(url).status_code == 302
    assert sign_in("owner", "south").get(url).status_code == 404
    assert sign_in("organizer").get(someone_else).status_code == 404
    assert sign_in("director").put(url).status_code == 405


@pytest.mark.parametrize("which", ["member", "ladder"])
def test_assess_knows_no_foreign_person_or_ladder(
    sign_in: Make, member: Member, ladder: Ladder, south: Organization, south_ladder: UUID, which: str
):
    with in_org(south):
        foreign = Member.objects.first().pk
    ids = [ladder.pk, foreign] if which == "member" else [south_ladder, member.pk]

    assert sign_in("director").get(reverse("ladders:assess", args=["north", *ids])).status_code == 404


def errors(client: Client, url: str, fields: dict[str, Any]) -> dict[str, list[str]]:
    response = client.post(url, fields)
    assert response.status_code == 422
    assert not Assessment.objects.exists()
    return response.context["form"].errors


REFUSALS = [
    ({"where": ""}, {"where": ["Choose where they stand."]}),
    ({"where": "quiet-ish"}, {"where": ["This level is not in use on the ladder. Choose another one."]}),
    ({"evidence": " "}, {"evidence": ["Say what you saw: a changed level needs one line of evidence."]}),
    ({"on": "2999-01-01"}, {"on": ["Choose today or a day before: nobody knows where people will stand."]}),
    ({"on": "soon"}, {"on": ["Choose a day, as 2026-03-14."]}),
    ({"where": "unsure"}, {"review_on": ["Choose a day to look again."]}),
    ({"review_on": "2999-01-01"}, {"review_on": ["A day to look again goes with “not sure yet”."]}),
    (
        {"confidence": "very"},
        {"confidence": ["Select a valid choice. very is not one of the available choices."]},
    ),
]


@pytest.mark.parametrize(("fields", "expected"), REFUSALS)
def test_assess_shows_refusals_in_the_form(sign_in: Make, url: str, given: Any, fields: Any, expected: Any):
    assert errors(sign_in("director"), url, given | fields) == expected


def test_assess_takes_a_level_of_another_organization_for_none(
    sign_in: Make, url: str, given: Any, south: Organization
):
    with in_org(south):
        foreign = Level.objects.first().pk

    assert list(errors(sign_in("director"), url, given | {"where": f"level-{foreign}"})) == ["where"]


def test_assess_keeps_what_was_typed(sign_in: Make, url: str, given: Any):
    page = sign_in("director").post(url, given | {"on": "2999-01-01"}).text

    assert "Ran the sign-in table" in page
    assert page.count("checked") == 2


def test_assess_begins_with_where_they_stand(sign_in: Make, url: str, member: Member, said: Make, given: Any):
    client = sign_in("director")
    client.post(url, given)

    form = client.get(url).context["form"]

    assert form.initial["where"] == given["where"]


def test_assess_says_when_it_waits(sign_in: Make, url: str, member: Member, given: Any):
    Ladder.objects.update(needs_review=True)

    response = sign_in("organizer").post(url, given)

    assert said_to(response) == [f"Kept. {member}’s new level counts once a second person agrees."]
    assert not Standing.objects.exists()


@pytest.fixture
def waiting(member: Member, said: Make, person: Make) -> Assessment:
    """A level the organizer gave, and that waits."""
    return said(member, 2, "2026-01-05", waits_for_review=True, assessed_by=person("organizer"))


def confirm_url(pk: UUID) -> str:
    return reverse("ladders:confirm", args=["north", pk])


def test_confirm_counts_and_says_since_when(sign_in: Make, waiting: Assessment, member: Member):
    response = sign_in("director").post(confirm_url(waiting.pk))

    assert response.headers["Location"] == detail(member)
    assert said_to(response) == ["You agreed. It counts from Jan 5, 2026 on."]
    assert Standing.objects.get(member=member).level.position == 2


def test_confirm_refuses_ones_own_and_a_second_time(sign_in: Make, waiting: Assessment):
    own = sign_in("organizer").post(confirm_url(waiting.pk))
    sign_in("director").post(confirm_url(waiting.pk))
    second = sign_in("owner").post(confirm_url(waiting.pk))

    assert said_to(own) == ["You assessed this yourself. Someone else has to agree."]
    assert said_to(second) == [
        "Director North River was quicker and has agreed already. It counts, and nothing is left to do."
    ]


def test_confirm_and_void_are_not_for_everyone(sign_in: Make, waiting: Assessment, people: Make, said: Make):
    confirm, void = confirm_url(waiting.pk), reverse("ladders:void", args=["north", waiting.pk])
    out_of_reach = said(people()[0], 2, "2026-01-05", waits_for_review=True)

    for role in ("data_lead", "coach", "viewer"):
        assert sign_in(role).post(confirm).status_code == 403
        assert sign_in(role).post(void).status_code == 403
    assert sign_in("organizer").post(confirm_url(out_of_reach.pk)).status_code == 404
    assert sign_in("owner", "south").post(confirm).status_code == 404
    assert sign_in("director").post(confirm_url(uuid4())).status_code == 404
    assert sign_in("director").get(confirm).status_code == 405
    assert Visitor().post(void).status_code == 302
    assert not Standing.objects.exists()


def test_void_asks_why_and_takes_it_back(sign_in: Make, member: Member, said: Make, person: Make):
    made = said(member, 2, "2026-01-05", assessed_by=person("organizer"))
    url, client = reverse("ladders:void", args=["north", made.pk]), sign_in("organizer")

    assert client.get(url).status_code == 200
    assert client.post(url, {"reason": " "}).status_code == 422
    response = client.post(url, {"reason": "Another Dolores"})

    made.refresh_from_db()
    assert (made.void_reason, made.voided_by) == ("Another Dolores", person("organizer"))
    assert response.headers["Location"] == detail(member)
    assert client.post(url, {"reason": "Again"}).status_code == 404


def test_void_of_others_assessments_is_not_for_organizers(sign_in: Make, member: Member, said: Make, person: Make):
    made = said(member, 2, "2026-01-05", assessed_by=person("director"))
    url = reverse("ladders:void", args=["north", made.pk])

    assert sign_in("organizer").post(url, {"reason": "No"}).status_code == 404
    assert sign_in("director").post(url, {"reason": "Slip"}).status_code == 302


@pytest.mark.parametrize("n", [1, 3])
def test_statements_of_the_form_do_not_grow(
    sign_in: Make, url: str, member: Member, said: Make, django_assert_num_queries: Any, n: int
):
    for day in range(n):
        said(member, 1, f"2026-01-0{day + 1}")
    client = sign_in("director")

    with django_assert_num_queries(10):
        client.get(url)


def test_a_day_of_the_past_is_history(sign_in: Make, url: str, member: Member, given: Any, north: Organization):
    client, earlier = sign_in("director"), (north.today() - timedelta(days=30)).isoformat()
    client.post(url, given)

    client.post(url, given | {"where": "quiet", "on": earlier})

    assert Standing.objects.get(member=member).level.position == 2
    assert [row.place for row in member.level_changes.order_by("on")] == ["quiet", "level"]
