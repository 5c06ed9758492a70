"""Choosing mail, and stopping it without signing in."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from conversations import digests, mail_choice
from conversations.models import MailChoice
from conversations.notices import tell
from organizations.models import OutgoingMail, Role
from stpnet.in_org import on_public_side
from tests.conftest import Visitor
from tests.mail_server import at

URL = "/o/north/notices/mail/"
CHOSEN = {"every": "week", "weekday": "3", "hour": "17", "time_zone": "America/Denver"}
pytestmark = pytest.mark.usefixtures("north")
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.mark.parametrize("role", Role.values)
def test_everybody_chooses_for_themselves(sign_in, person, role):
    page = sign_in(role).post(URL, CHOSEN, follow=True)

    assert "Kept. The first one comes on Wednesday, " in page.text
    choice = MailChoice.objects.get()
    assert (choice.member, choice.every, choice.hour, choice.time_zone) == (person(role), "week", 17, "America/Denver")


def test_the_page_is_shut_to_strangers_and_outsiders(sign_in):
    assert Client().get(URL).headers["Location"].startswith("/accounts/login/")
    assert sign_in("owner", "south").get(URL).status_code == 404
    assert sign_in("owner").put(URL).status_code == 405


def test_never_is_a_choice_too(sign_in):
    owner = sign_in("owner")
    owner.post(URL, CHOSEN)

    assert "Kept: you get no mail about notices." in owner.post(URL, {**CHOSEN, "every": "never"}, follow=True).text
    assert MailChoice.objects.get().due_at is None


@pytest.mark.parametrize(
    "wrong",
    [{"every": "hourly"}, {"weekday": "8"}, {"hour": "24"}, {"hour": "soon"}, {"time_zone": "Mars/Olympus"}],
    ids=str,
)
def test_what_cannot_be_chosen_is_said_and_the_rest_stays(sign_in, wrong):
    page = sign_in("owner").post(URL, {**CHOSEN, **wrong})

    assert page.status_code == 422
    assert not MailChoice.objects.exists()
    assert "Nothing you typed is lost" in page.text


def test_the_page_shows_what_the_mail_would_say(sign_in, person):
    owner = sign_in("owner")
    assert "no mail would come" in owner.get(URL).text

    tell(to=person("owner"), kind="tests.wave", by=person("director"), member=person("viewer"))

    page = owner.get(URL).text
    assert "News from North River" in page
    assert "Someone waved at a member" in page


def test_the_page_keeps_within_its_statements(sign_in, person, statements):
    tell(to=person("owner"), kind="tests.wave", by=None)

    assert statements(sign_in("owner"), URL) <= 12


@pytest.fixture
def link(north, person, sign_in):
    """Where the owner of north stops the mail that they have chosen."""
    sign_in("owner").post(URL, CHOSEN)
    return reverse("stop_mail", args=[north.pk, mail_choice.token(north, person("owner"))])


def is_wanted():
    return MailChoice.objects.get().is_wanted


def test_opening_the_link_stops_nothing(link):
    page = Visitor().get(link)

    assert "Stop this mail?" in page.text
    assert "no-store" in page.headers["Cache-Control"]
    assert is_wanted()


def test_a_mail_program_stops_it_in_one_click(link):
    answer = Visitor(enforce_csrf_checks=True).post(link, ONE_CLICK)

    assert (answer.status_code, answer.text) == (200, "Stopped.")
    assert not is_wanted()


def test_a_person_stops_it_and_takes_that_back(link, sign_in):
    visitor = Visitor(enforce_csrf_checks=True)
    stopped = visitor.post(link, follow=True)
    assert "mails you no more notices" in stopped.text
    assert not is_wanted()
    assert "by the link in a mail" in sign_in("owner").get(URL).text

    back = visitor.post(link, {"again": "yes"}, follow=True)

    assert "Stop this mail?" in back.text
    assert is_wanted()


def test_stopping_twice_is_the_same(link):
    for _ in range(2):
        assert Visitor().post(link, ONE_CLICK).status_code == 200

    assert not is_wanted()


def test_what_waits_to_be_mailed_is_stopped_too(link, north, person, settings):
    settings.MAILERS = at(1)
    tell(to=person("owner"), kind="tests.wave", by=None)
    MailChoice.objects.update(due_at="2026-01-01T00:00Z")
    digests.begin(north)
    digests.write_waiting(north)

    Visitor().post(link, ONE_CLICK)

    with on_public_side():
        mail = OutgoingMail.objects.get()
    assert (mail.status, mail.sealed) == ("failed", None)


def test_every_bad_link_gets_the_same_answer(link, north, south):
    token = link.split("/")[-2]
    bad = [(north.pk, token + "x"), (south.pk, token), (uuid4(), token), (north.pk, "x"), (north.pk, "\N{SNOWMAN}:x")]
    answers = [
        (answer.status_code, re.sub(r"\b[0-9A-Za-z]{64}\b", "", answer.text))  # without the form's token
        for args in bad
        for verb in ("get", "post")
        for answer in [getattr(Visitor(), verb)(reverse("stop_mail", args=args))]
    ]

    assert {status for status, _text in answers} == {404}
    assert len({text for _status, text in answers}) == 1
    assert is_wanted()


def test_other_verbs_are_refused(link):
    assert Visitor().put(link).status_code == 405
