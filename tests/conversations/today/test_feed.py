"""One's calendar: read by a secret address, without names unless chosen, and no longer than one may."""

import re

import pytest
from django.test import Client

from conversations.feed import actions
from conversations.models import Feed
from organizations.models import Membership
from stpnet.in_org import in_org, on_public_side
from tests.conversations.today.conftest import AT

pytestmark = pytest.mark.django_db
HERE = f"{AT}follow-ups/calendar/"


@pytest.fixture
def made(sign_in):
    """`made(with_names="on")`: the path of a new address of the organizer's, as their page shows it once."""

    def address(**given):
        client = sign_in("organizer")
        assert client.post(HERE, given).url == HERE
        found = re.search(r"<code>https?://[^/]+(/[^<]+)</code>", client.get(HERE).text)
        assert "<code>" not in client.get(HERE).text
        return found[1]

    return address


def read(path):
    with on_public_side():
        return Client().get(path)


def test_it_names_nobody_unless_that_was_chosen(made, owes, said_yes, someone):
    who = someone("Ana Ruiz")
    owes("Bring the keys", member=who)
    said_yes("Host a meeting", member=who)

    answer, named = read(made()), read(made(with_names="on"))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert re.findall("SUMMARY:(.*)\r", answer.text) == ["Follow-up", "Ask how it went"]
    assert not re.search("Ana|Ruiz|keys|Host|North", answer.text)
    assert re.findall("SUMMARY:(.*)\r", named.text) == ["Ana Ruiz: Bring the keys", "Ask Ana Ruiz: Host a meeting"]


def test_another_address_and_taking_it_back_end_the_one_before(made, north, sign_in, owes):
    first, second = made(), made()

    assert (read(first).status_code, read(second).status_code) == (404, 200)
    sign_in("organizer").post(f"{HERE}revoke/")
    with in_org(north):
        assert not Feed.objects.live().exists()
    assert read(second).status_code == 404


def test_only_a_hash_of_the_secret_is_kept(made, north):
    secret = made().rpartition("/")[2].removesuffix(".ics")

    feed = Feed.objects.get()
    assert (feed.secret_hash, secret in str(feed.__dict__)) == (actions.hash_of(secret), False)


def test_who_may_no_longer_reads_nothing(made, north, person):
    path, user = made(), person("organizer").user_id
    assert read(path).status_code == 200
    with on_public_side():
        Membership.objects.get(user=user, organization=north).roles.all().delete()
    assert read(path).status_code == 404


def test_another_organization_or_a_guess_is_not_found(made, south):
    path = made()
    organization = path.split("/")[2]

    assert read(path.replace(organization, str(south.pk))).status_code == 404
    assert read(f"/calendar/{organization}/guess.ics").status_code == 404
    assert Client().post(path).status_code == 405


def test_a_name_of_somebody_out_of_reach_is_not_in_it(made, owes, someone):
    owes("Bring the keys", member=someone("Ana Ruiz", organizer=None))

    assert re.findall("SUMMARY:(.*)\r", read(made(with_names="on")).text) == ["Bring the keys"]
