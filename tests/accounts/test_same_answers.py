"""Nobody learns at a door who has an account: not by words, not by time, not by a mail server that is slow.

Four doors take an address: sign-in, reset, sign-up (open only to who came with an invitation), and inviting.
"""

import re
import statistics
import time
from collections.abc import Callable
from typing import NamedTuple

import pytest
from django.conf import global_settings
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from organizations import invitations
from organizations.models import Role, User
from tests.accounts.signing import WHO, prove
from tests.organizations.conftest import link
from tests.seeds import PASSWORD, of

NOBODY = "nobodyxx@north.example.org"
# Somebody of another group: north's owner knows who belongs to north.
ELSEWHERE = "director@south.example.org"
WORDS = "quite another horse"
TRIES, ROUNDS = 200, 2


class Ask(NamedTuple):
    """A visitor in front of a door, and what they are about to send."""

    client: Client
    path: str
    form: dict[str, str]

    def send(self, **how):
        return self.client.post(self.path, self.form, **how)


def sign_in(email):
    return Ask(Client(), reverse("account_login"), {"login": email, "password": "a wrong password"})


def reset(email):
    return Ask(Client(), reverse("account_reset_password"), {"email": email})


def sign_up(email):
    """With an invitation, and another address typed over the invited one."""
    invitations.invite(of("north"), address="nia@example.org", roles=[Role.VIEWER], by=None)
    client = Client()
    client.get(link(), follow=True)
    return Ask(client, reverse("account_signup"), {"email": email, "password1": WORDS, "password2": WORDS})


def sign_up_uninvited(email):
    return Ask(Client(), reverse("account_signup"), {"email": email, "password1": WORDS, "password2": WORDS})


def invite(email):
    client = Client()
    client.force_login(User.objects.get(email="owner@north.example.org"))
    prove(client)
    return Ask(client, reverse("organizations:invite", args=["north"]), {"address": email, "roles": ["viewer"]})


KNOWN: dict[Callable[[str], Ask], str] = {
    sign_in: WHO, reset: WHO, sign_up: WHO, sign_up_uninvited: WHO, invite: ELSEWHERE,
}  # fmt: skip
each_door = pytest.mark.parametrize("door", KNOWN, ids=lambda door: door.__name__)


def told(response, email):
    """Status, headers and text, without what was typed and what differs at every visit."""
    headers = {key: value for key, value in response.headers.items() if key not in {"Date", "Expires"}}
    text = re.sub(r"\b[0-9A-Za-z]{64}\b|[0-9a-f]{8}-[-0-9a-f]{27}", "", response.text).replace(email, "…")
    return response.status_code, headers, sorted(response.cookies), text


def as_if_first[T](work: Callable[[], T]) -> T:
    """Do something and take back what it wrote."""
    mark = transaction.savepoint_create()
    try:
        return work()
    finally:
        transaction.savepoint_rollback(mark)


@each_door
@pytest.mark.parametrize("follow", [False, True], ids=["answer", "page that follows"])
def test_known_and_unknown_are_told_the_same(door, follow):
    one, other = (
        as_if_first(lambda email=email: told(door(email).send(follow=follow), email)) for email in (KNOWN[door], NOBODY)
    )

    assert one == other


def test_page_of_an_invitation_does_not_say_whether_its_address_has_an_account():
    pages = []
    for email in (ELSEWHERE, NOBODY):
        invitations.invite(of("north"), address=email, roles=[Role.VIEWER], by=None)
        client = Client()
        client.get(link())
        pages.append(told(client.get(reverse("organizations:invitation")), email))

    assert pages[0] == pages[1]


@pytest.mark.parametrize("end", ["live", "withdrawn", "made up"])
def test_following_a_link_says_nothing_of_its_token(end):
    invitation = invitations.invite(of("north"), address=NOBODY, roles=[Role.VIEWER], by=None)
    token = "a" * 43 if end == "made up" else link().split("/")[2]
    if end == "withdrawn":
        invitations.withdraw(invitation, by=User.objects.get(email="owner@north.example.org"))
    answer = Client().get(f"/invitations/{token}/")

    assert (answer.status_code, answer.url, answer.text) == (302, reverse("organizations:invitation"), "")


def seconds(ask):
    """Measure what a visitor waits for: what is done after the answer is not part of it."""
    left = []
    ask.client.handler.__class__ = timed(ask.client.handler.__class__, left)
    before = time.perf_counter()
    ask.send()
    return left[0] - before


def timed(handler, left):
    class Timed(handler):
        def get_response(self, request):
            response = super().get_response(request)
            left.append(time.perf_counter())
            return response

    return Timed


@pytest.mark.slow
@each_door
def test_known_and_unknown_take_the_same_time(door, settings):
    """Medians of 200 tries each, by turns, with the password hasher of a real site; a busy machine may try again."""
    settings.ACCOUNT_RATE_LIMITS = False
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS
    User.objects.update(password=make_password(PASSWORD))
    for _ in range(ROUNDS):
        times: dict[str, list[float]] = {KNOWN[door]: [], NOBODY: []}
        for n in range(TRIES):
            # In turns, and each first in turn: what is done after one answer leaves the next a busier machine.
            for email in (KNOWN[door], NOBODY) if n % 2 else (NOBODY, KNOWN[door]):
                times[email].append(as_if_first(lambda email=email: seconds(door(email))))
        known, unknown = (statistics.median(taken) for taken in times.values())
        if abs(known - unknown) <= max(known, unknown) / 10:
            return
    pytest.fail(
        f"{door.__name__}: {known * 1000:.1f} ms for a known address, {unknown * 1000:.1f} ms for an unknown one"
    )


def test_reset_mail_is_made_when_the_answer_has_left(monkeypatch):
    """Neither the look-up nor the mail server is in the time that a visitor can measure."""
    order = []
    send = mail.EmailMessage.send
    monkeypatch.setattr(mail.EmailMessage, "send", lambda self, *a, **k: (order.append("mail"), send(self, *a, **k)))
    client = Client()
    handler = client.handler.get_response
    monkeypatch.setattr(client.handler, "get_response", lambda r: (handler(r), order.append("answer"))[0])
    client.post(reverse("account_reset_password"), {"email": WHO})

    assert order == ["answer", "mail"]


def test_mail_server_that_is_down_spoils_no_page(monkeypatch, caplog):
    def down(self, *_args, **_kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr(mail.EmailMessage, "send", down)

    assert reset(WHO).send().status_code == 302
    assert "Work after an answer failed" in caplog.text
    assert WHO not in caplog.text
