"""The bell and its page, by the web."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from conversations.models import Notice
from conversations.notices import tell
from organizations.models import Role

BELL = {"HX-Request": "true", "HX-Target": "bell"}
NAMES = ["list", "read_all", "take_back", "read"]


def url(name="list", slug="north", pk=None):
    return reverse(f"notices:{name}", args=[slug, *([pk or uuid4()] if name == "read" else [])])


@pytest.fixture
def told(person):
    """`told("owner", 2)`: so many new notices for them."""

    def make(role, n=1):
        return [tell(to=person(role), kind="tests.wave", by=None)[0] for _ in range(n)]

    return make


@pytest.mark.parametrize("role", Role.values)
def test_everybody_who_belongs_has_the_page(sign_in, role):
    page = sign_in(role).get(url())

    assert page.status_code == 200
    assert "Nothing needs you right now" in page.text


@pytest.mark.parametrize("name", NAMES)
def test_strangers_are_sent_to_sign_in_and_outsiders_find_nothing(sign_in, name):
    verb = "get" if name == "list" else "post"

    assert getattr(Client(), verb)(url(name)).headers["Location"].startswith("/accounts/login/")
    assert getattr(sign_in("owner", "south"), verb)(url(name)).status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_the_other_verb_is_refused(sign_in, name):
    assert getattr(sign_in("owner"), "post" if name == "list" else "get")(url(name)).status_code == 405


def test_the_bell_says_how_many_in_words_and_as_a_number(sign_in, told):
    told("owner", 3)

    bell = sign_in("owner").get(url(), headers=BELL)

    assert "<!doctype" not in bell.text
    assert ", 3 are new" in bell.text
    assert '<b aria-hidden="true">3</b>' in bell.text
    assert "hx-get" not in bell.text  # asked once, not again and again
    assert {"HX-Request", "HX-Target"} <= set(bell.headers["Vary"].split(", "))


def test_the_bell_is_silent_when_there_is_nothing(sign_in):
    bell = sign_in("owner").get(url(), headers=BELL).text

    assert "<b" not in bell
    assert "Notices" in bell


def test_every_page_has_the_bell_as_a_link_and_asks_the_database_nothing_for_it(sign_in, told, north):
    page = sign_in("owner").get(reverse("organizations:who_may", args=["north"])).text
    assert f'href="{url()}" hx-get="{url()}" hx-trigger="load"' in page


def test_a_page_restored_from_history_is_whole(sign_in):
    restored = {**BELL, "HX-History-Restore-Request": "true"}

    assert "<!doctype" in sign_in("owner").get(url(), headers=restored).text


def test_what_happened_is_read_one_by_one(sign_in, told):
    first, _second = told("owner", 2)
    owner = sign_in("owner")

    answer = owner.post(url("read", pk=first.pk))

    assert answer.headers["Location"] == url()
    assert Notice.objects.unread().count() == 1


def test_marking_all_offers_to_take_it_back(sign_in, told):
    told("owner", 2)
    owner = sign_in("owner")
    owner.post(url("read_all"))
    page = owner.get(url())
    assert "Marked as read." in page.text

    back = owner.post(url("take_back"), {"read_at": page.context["just_marked"].isoformat()}, follow=True)

    assert "2 notices are new again." in back.text
    assert Notice.objects.unread().count() == 2


@pytest.mark.parametrize("moment", ["", "yesterday", "2026-13-45T00:00:00Z", "2026-01-01T00:00:00"])
def test_a_moment_that_is_none_takes_nothing_back(sign_in, moment):
    back = sign_in("owner").post(url("take_back"), {"read_at": moment}, follow=True)

    assert "There was nothing to take back." in back.text


def test_the_notice_of_another_stays_theirs(sign_in, told):
    (notice,) = told("director")
    owner = sign_in("owner")

    assert owner.post(url("read", pk=notice.pk)).status_code == 404
    assert "Someone waved" not in owner.get(url()).text
    assert Notice.objects.unread().count() == 1


def test_what_is_gone_is_said(sign_in, person):
    Notice.objects.create(to=person("owner"), kind="tests.forgotten")

    assert "taken away since" in sign_in("owner").get(url()).text


@pytest.mark.parametrize("role", ["owner", "organizer"])
def test_the_page_takes_as_many_statements_for_many(sign_in, told, role, statements):
    told(role)
    client = sign_in(role)
    one = statements(client, url())
    told(role, 3)

    assert statements(client, url()) == one
    assert one <= 12
    assert statements(client, url(), headers=BELL) <= 12
