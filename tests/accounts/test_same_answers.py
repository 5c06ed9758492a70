"""Nobody learns from sign-in or reset who has an account: not by words, not by time, not by a mail server that is slow."""

import re
import statistics
import time

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.accounts.signing import WHO

NOBODY = "nobodyxx@north.example.org"
PAGES = {
    "account_login": lambda email: {"login": email, "password": "a wrong password"},
    "account_reset_password": lambda email: {"email": email},
}
TRIES, ROUNDS = 60, 4


def ask(name, email):
    return Client().post(reverse(name), PAGES[name](email))


def told(response, email):
    """Status, headers and text, without what was typed and what differs at every visit."""
    headers = {key: value for key, value in response.headers.items() if key not in {"Date", "Expires"}}
    text = re.sub(r"\b[0-9A-Za-z]{64}\b", "", response.text).replace(email, "…")
    return response.status_code, headers, sorted(response.cookies), text


@pytest.mark.parametrize("name", PAGES)
def test_answers_are_the_same(name):
    assert told(ask(name, WHO), WHO) == told(ask(name, NOBODY), NOBODY)


@pytest.mark.parametrize("name", PAGES)
def test_pages_that_follow_are_the_same(name):
    pages = []
    for email in (WHO, NOBODY):
        client = Client()
        pages.append(told(client.post(reverse(name), PAGES[name](email), follow=True), email))

    assert pages[0] == pages[1]


def seconds(name, email):
    client, form = Client(), PAGES[name](email)
    # What is done after the answer is not what a visitor waits for.
    left = []
    client.handler.__class__ = timed(client.handler.__class__, left)
    before = time.perf_counter()
    client.post(reverse(name), form)
    return left[0] - before


def timed(handler, left):
    class Timed(handler):
        def get_response(self, request):
            response = super().get_response(request)
            left.append(time.perf_counter())
            return response

    return Timed


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_answers_take_the_same_time(name, settings):
    """Medians of 60 tries each, by turns; a busy machine may try again."""
    settings.ACCOUNT_RATE_LIMITS = False
    for _ in range(ROUNDS):
        tries = [(seconds(name, WHO), seconds(name, NOBODY)) for _ in range(TRIES)]
        known, unknown = (statistics.median(times) for times in zip(*tries, strict=True))
        if abs(known - unknown) <= max(known, unknown) / 10:
            return
    pytest.fail(f"{name}: {known * 1000:.1f} ms for a known address, {unknown * 1000:.1f} ms for an unknown one")


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

    assert ask("account_reset_password", WHO).status_code == 302
    assert "Work after an answer failed" in caplog.text
    assert WHO not in caplog.text
