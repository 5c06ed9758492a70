"""Several organizations: the one used last opens first, and each is one click away."""

from datetime import timedelta
from time import time

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organizations.actions import add_person
from organizations.models import Membership, Organization, User
from organizations.signing_in import sessions
from organizations.views import front
from tests.accounts.signing import type_password
from tests.seeds import of

ALL = {"HX-Request": "true", "HX-Target": "groups"}


@pytest.fixture
def ruth(db):
    """A coach in north and south."""
    user = User.objects.get(email="coach@north.example.org")
    add_person(of("south"), user, roles=["coach", "viewer"])
    return user


@pytest.fixture
def client(ruth):
    client = Client()
    client.force_login(ruth)
    return client


def go_to(client, slug):
    return client.post("/switch/", {"group": str(of(slug).pk)})


def used(user):
    """Slugs, the one used last first."""
    found = Membership.objects.filter(user=user).exclude(last_used_at=None).order_by("-last_used_at")
    return list(found.values_list("organization__slug", flat=True))


def test_the_first_time_the_list_is_shown_with_the_roles(client):
    page = client.get("/")

    assert [each.organization.slug for each in page.context["belongings"]] == ["north", "south"]
    assert "Coach, Viewer" in page.text


def test_the_one_used_last_opens_at_once(client, ruth):
    assert go_to(client, "south").url == "/o/south/"
    assert go_to(client, "north").url == "/o/north/"
    assert client.get("/").url == "/o/north/"
    assert used(ruth) == ["north", "south"]


def test_who_comes_to_switch_sees_them_all(client):
    go_to(client, "south")
    page = client.get("/?switch=south")

    assert page.status_code == 200
    assert page.text.count("you are here") == 1
    assert "used last" not in page.text
    assert client.get("/?switch").text.count("used last") == 1


def test_looking_remembers_nothing(client, ruth):
    for path in ("/", "/?switch=north", "/o/north/", "/o/north/ladder/"):
        client.get(path)

    assert used(ruth) == []


def test_an_organization_that_one_left_is_not_opened(client, ruth):
    go_to(client, "south")
    Membership.objects.filter(user=ruth, organization=of("south")).update(ends_on=timezone.localdate() - timedelta(2))

    assert client.get("/").url == "/o/north/"
    response = go_to(client, "south")
    assert response.url == "/?switch"
    assert "You do not belong to that group any more" in client.get(response.url).text


@pytest.mark.parametrize("group", ["", "north", "0198f0de-0000-7000-8000-000000000000"])
def test_nobody_goes_where_they_do_not_belong(client, ruth, group):
    assert client.post("/switch/", {"group": group}).url == "/?switch"
    assert used(ruth) == []


def test_one_that_asks_for_a_second_step_does_not_bar_the_others(client):
    go_to(client, "south")
    Organization.objects.filter(slug="south").update(requires_mfa=["coach"])

    page = client.get("/")
    assert page.status_code == 200
    assert page.text.count("asks for a second step first") == 1


@pytest.mark.parametrize(("least", "has_field"), [(3, False), (2, True)])
def test_list_can_be_narrowed_when_it_is_long(client, monkeypatch, least, has_field):
    monkeypatch.setattr(front, "SEARCHED_FROM", least)

    assert ("data-narrow" in client.get("/?switch").text) is has_field


def test_part_for_the_frame_is_the_list_of_the_page(client):
    page, part = client.get("/?switch=north"), client.get("/?switch=north", headers=ALL)

    assert "<!doctype" not in part.text
    assert part.text.count("<button name=") == page.text.count("<button name=") == 2
    assert {"HX-Request", "HX-Target"} <= set(page.headers["Vary"].split(", "))


def test_list_needs_the_same_statements_for_one_and_for_two(client, ruth):
    def statements():
        with CaptureQueriesContext(connection) as captured:
            client.get("/?switch")
        return len(captured)

    both = statements()
    Membership.objects.filter(user=ruth, organization=of("south")).delete()
    assert statements() == both


def test_signing_in_to_an_organization_remembers_it(ruth):
    EmailAddress.objects.create(user=ruth, email=ruth.email, verified=True, primary=True)
    client = Client()
    type_password(client, "coach@north.example.org", next="/o/south/ladder/")

    assert used(ruth) == ["south"]
    assert client.get("/").url == "/o/south/"


def test_who_stays_in_an_organization_is_remembered_there(client, ruth):
    """Not every way in is the list: a link in a mail is one."""
    session = client.session
    session[sessions._SEEN] = int(time()) - sessions.SEEN_EVERY_SECONDS - 1
    session.save()
    client.get("/o/south/ladder/")

    assert used(ruth) == ["south"]


def test_switching_is_not_done_by_following_a_link_nor_signed_out(client):
    assert client.get("/switch/").status_code == 405
    assert Client().post("/switch/").url.startswith("/accounts/login/")


def test_frame_names_the_group_and_leads_to_its_own_first_page(client):
    page = client.get("/o/south/ladder/")

    assert " · South Hills</title>" in page.text
    assert '<a class="brand" href="/o/south/">' in page.text
    assert "/o/north/" not in page.text


def test_a_coach_is_led_to_the_desk_of_all_their_groups(client):
    page = client.get("/?switch")

    assert 'href="/coach/"' in page.text


def test_nobody_else_is(db):
    client = Client()
    client.force_login(User.objects.get(email="director@north.example.org"))

    assert 'href="/coach/"' not in client.get("/?switch").text
