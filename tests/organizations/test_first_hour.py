"""The first hour of a group: who is led through it, what counts as done, and how it goes away and comes back."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ladders.models import Ladder
from members.models import Member
from organizations import invitations
from organizations.models import Organization, Role
from stpnet.in_org import in_org, on_public_side
from tests.organizations.conftest import user
from tests.seeds import of

HOME, WELCOME = "/o/north/", "/o/north/welcome/"
STRIP = re.compile(r"First hour: (\d) of (\d) done. Next: ([^<]+)\.<")


def beginning(**differs):
    """Make north a group that has just been made: nobody but its owner."""
    with on_public_side():
        here = of("north")
        here.memberships.exclude(user__email="owner@north.example.org").delete()
        now = {"first_hour_over_at": None, "rooms": [], "first_steps_done": [], **differs}
        Organization.objects.filter(pk=here.pk).update(**now)


@pytest.fixture
def begun(north):
    beginning()


def done(page):
    """The steps of the welcome page, and which of them are done."""
    found = re.findall(r"<h2>(.+?)( <span class=\"chip ok\">done</span>)?</h2>", page)
    return {title: bool(mark) for title, mark in found}


def test_a_new_group_opens_with_its_first_hour(begun, sign_in):
    client = sign_in("owner")

    assert client.get(HOME).url == WELCOME
    assert done(client.get(WELCOME).text) == {
        "Name the levels of your ladder": False,
        "Bring your list in": False,
        "Invite a colleague": False,
        "Say how long notes are kept": False,
    }


def test_a_required_second_step_is_part_of_it_and_done_by_then(begun, sign_in, monkeypatch):
    beginning(requires_mfa=["owner"])
    monkeypatch.setattr("organizations.signing_in.required.must_set_up", lambda _membership: False)

    assert done(sign_in("owner").get(WELCOME).text)["Your second step to sign in"]


def test_a_group_that_has_had_it_opens_its_first_room(north, sign_in):
    client = sign_in("owner")

    assert client.get(HOME).url == "/o/north/ladder/"
    assert not STRIP.search(client.get("/o/north/ladder/").text)


def test_naming_the_levels_counts(begun, sign_in):
    client, ladder = sign_in("owner"), Ladder.objects.get(is_default=True)

    client.post(f"/o/north/ladders/{ladder.pk}/levels/write/", {"version": 0})

    assert STRIP.search(client.get("/o/north/ladder/").text).groups() == ("1", "4", "Bring your list in")
    assert of("north").first_steps_done == ["levels"]


def test_adding_the_first_person_by_hand_counts_as_bringing_people_in(begun, sign_in):
    client = sign_in("owner")
    Member.objects.create(given_name="Ines")

    assert done(client.get(WELCOME).text)["Bring your list in"]
    assert of("north").first_steps_done == []
    client.post("/o/north/welcome/notes/", {"note_retention_months": 24})
    assert of("north").first_steps_done == ["people"]


def test_inviting_a_colleague_counts_and_the_owners_own_invitation_does_not(begun, sign_in):
    here, client = of("north"), sign_in("owner")
    with on_public_side():
        here.invitations.create(email="owner@north.example.org", confirmed_at=timezone.now(), expires_at=timezone.now(),
                                token_hash="x")  # fmt: skip
    assert not done(client.get(WELCOME).text)["Invite a colleague"]

    invitations.invite(here, address="kim@example.org", roles=[Role.ORGANIZER], by=user("owner"))

    assert done(client.get(WELCOME).text)["Invite a colleague"]


@pytest.mark.parametrize(("answer", "kept"), [("24", 24), ("0", 0)])
def test_how_long_notes_are_kept_is_asked_and_never_assumed(begun, sign_in, answer, kept):
    client = sign_in("owner")
    assert of("north").note_retention_months is None
    assert " checked" not in client.get("/o/north/welcome/notes/").text

    response = client.post("/o/north/welcome/notes/", {"note_retention_months": answer})

    assert response.url == WELCOME
    assert of("north").note_retention_months == kept
    assert done(client.get(WELCOME).text)["Say how long notes are kept"]


@pytest.mark.parametrize("answer", ["", "13", "always"])
def test_another_answer_about_notes_is_refused(begun, sign_in, answer):
    response = sign_in("owner").post("/o/north/welcome/notes/", {"note_retention_months": answer})

    assert response.status_code == 422
    assert of("north").note_retention_months is None


def test_all_done_the_strip_is_gone_and_the_page_says_so(begun, sign_in):
    beginning(first_steps_done=["levels", "people", "colleague"], note_retention_months=24)
    client = sign_in("owner")

    assert client.get(HOME).url == "/o/north/ladder/"
    assert not STRIP.search(client.get("/o/north/ladder/").text)
    assert "North River is ready" in client.get(WELCOME).text


def test_it_is_put_away_with_a_way_back_and_comes_back_from_the_settings(begun, sign_in):
    client = sign_in("owner")

    page = client.post("/o/north/welcome/put-away/", follow=True)

    assert page.redirect_chain[-1][0] == "/o/north/ladder/"
    assert not STRIP.search(page.text)
    assert 'action="/o/north/welcome/bring-back/"' in page.text
    assert "Lead me through it again" in client.get("/o/north/settings/rooms/").text
    assert client.post("/o/north/welcome/bring-back/").url == WELCOME
    assert STRIP.search(client.get("/o/north/ladder/").text)


@pytest.mark.parametrize(("role", "steps"), [("director", 2), ("data_lead", 1), ("organizer", 0), ("viewer", 0)])
def test_others_see_what_they_may_do_and_are_not_led(north, sign_in, role, steps):
    with on_public_side():
        Organization.objects.filter(slug="north").update(first_hour_over_at=None)
    client = sign_in(role)

    page = client.get(WELCOME).text

    assert len(done(page)) == steps
    assert ("Nothing of that waits for you" in page) == (steps == 0)
    assert client.get(HOME).url == ("/o/north/today/" if role == "organizer" else "/o/north/ladder/")
    assert not STRIP.search(client.get("/o/north/ladder/").text)


def test_what_a_director_does_is_done_for_the_owner_too(north, sign_in):
    with on_public_side():
        Organization.objects.filter(slug="north").update(first_hour_over_at=None)
    ladder = Ladder.objects.get(is_default=True)

    sign_in("director").post(f"/o/north/ladders/{ladder.pk}/levels/write/", {"version": 0})

    assert of("north").first_steps_done == ["levels"]


@pytest.mark.parametrize("path", ["put-away/", "bring-back/", "notes/"])
@pytest.mark.parametrize("role", ["director", "viewer"])
def test_only_owners_put_it_away_and_decide_about_notes(north, sign_in, role, path):
    assert sign_in(role).post(WELCOME + path).status_code == 403


@pytest.mark.parametrize("path", ["put-away/", "bring-back/"])
def test_looking_changes_nothing(begun, sign_in, path):
    assert sign_in("owner").get(WELCOME + path).status_code == 405


def test_looking_at_the_welcome_page_writes_nothing(begun, sign_in):
    client = sign_in("owner")
    Member.objects.create(given_name="Ines")

    with CaptureQueriesContext(connection) as queries:
        client.get(WELCOME)

    assert not [each["sql"] for each in queries if each["sql"].startswith(("UPDATE", "INSERT"))]
    assert len(queries) <= 12


def test_the_strip_costs_no_statement(north, sign_in):
    client, found = sign_in("owner"), []
    for over in (timezone.now(), None):
        with on_public_side():
            Organization.objects.filter(slug="north").update(first_hour_over_at=over)
        with CaptureQueriesContext(connection) as queries:
            client.get("/o/north/ladder/")
        found.append(len(queries))

    assert found[0] == found[1]


def test_two_who_do_a_step_at_once_are_both_remembered(north):
    one, other = of("north"), of("north")
    with on_public_side():
        one.remember("first_steps_done", ["levels"])
        other.remember("first_steps_done", ["people", "people", "levels"])

    assert of("north").first_steps_done == ["levels", "people"]


def test_the_rows_of_another_group_do_not_count(begun, sign_in, south):
    with in_org(south):
        Member.objects.create(given_name="Ines")

    assert not done(sign_in("owner").get(WELCOME).text)["Bring your list in"]
