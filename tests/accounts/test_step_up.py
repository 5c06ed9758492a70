"""Proving who one is in the middle of something: nothing typed is lost."""

import html
import re
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.accounts.signing import app_code, prove, set_up_app, signed_in, type_password
from tests.seeds import PASSWORD

pytestmark = pytest.mark.urls("tests.probes")
DANGEROUS = "/o/north/probe/may/member.export/"
AGAIN = reverse("account_reauthenticate")


@pytest.fixture
def client():
    client = Client()
    type_password(client, "owner@north.example.org")
    return client


def waiting(page):
    """The form that waits: where it goes and what is in it."""
    fields = re.findall(r'<textarea name="([^"]+)" hidden>&#10;(.*?)</textarea>', page.text, re.DOTALL)
    form = re.search(r'<form class="card form" method="post" action="([^"]+)"', page.text)
    return html.unescape(form[1]), [(html.unescape(name), html.unescape(value)) for name, value in fields]


def test_form_goes_on_with_everything_that_was_typed(client):
    typed = {"reason": '\n "two"\nlines & <b>', "who": ["a", "b"], "csrfmiddlewaretoken": "x"}
    asked = client.post(f"{DANGEROUS}?level=2", typed)
    page = client.get(client.post(asked.url, {"password": PASSWORD}).url)

    address, fields = waiting(page)
    assert address == f"{DANGEROUS}?level=2"
    assert fields == [("reason", typed["reason"]), ("who", "a"), ("who", "b")]
    assert client.post(address, dict(fields)).text == "ALL"


def test_by_itself_nothing_is_done(client):
    """Coming back is a GET: what changes things waits for a click."""
    asked = client.post(DANGEROUS, {"a": "1"})
    page = client.get(client.post(asked.url, {"password": PASSWORD}).url)

    assert page.status_code == 200
    assert "ALL" not in page.text


def test_waiting_form_is_shown_once(client):
    asked = client.post(DANGEROUS, {"a": "1"})
    back = client.post(asked.url, {"password": PASSWORD}).url

    assert client.get(back).status_code == 200
    assert client.get(back).url == "/"


def test_without_proof_the_form_stays_and_is_not_sent(client):
    client.post(DANGEROUS, {"a": "1"})
    wrong = client.post(f"{AGAIN}?next={reverse('go_on')}", {"password": "wrong"})

    assert wrong.status_code == 200
    assert client.get(DANGEROUS).status_code == 302


def test_page_asked_for_comes_back_with_its_filters(client):
    asked = client.get(f"{DANGEROUS}?level=2&q=Ana")

    assert client.post(asked.url, {"password": PASSWORD}).url == f"{DANGEROUS}?level=2&q=Ana"


def test_file_is_chosen_again(client):
    """A file would fill the session: the way leads back to the form."""
    asked = client.post(DANGEROUS, {"a": "1", "file": SimpleUploadedFile("a.csv", b"a")})

    assert client.post(asked.url, {"password": PASSWORD}).url == DANGEROUS


def test_htmx_is_told_to_load_the_page(client):
    response = client.post(DANGEROUS, {"a": "1"}, headers={"HX-Request": "true"})

    assert (response.status_code, response.headers["HX-Redirect"]) == (401, f"{AGAIN}?next=%2Faccounts%2Fgo-on%2F")


def test_app_proves_it_too():
    first = signed_in("owner@north.example.org")
    secret = set_up_app(first)
    client = Client()
    type_password(client, "owner@north.example.org")
    client.post(reverse("mfa_authenticate"), {"code": app_code(secret)})
    client.post(DANGEROUS, {"a": "1"})
    response = client.post(
        f"{reverse('mfa_reauthenticate')}?next={reverse('go_on')}", {"code": app_code(secret, ahead=30)}
    )

    assert waiting(client.get(response.url)) == (DANGEROUS, [("a", "1")])


def test_page_offers_every_way_the_person_has():
    client = signed_in("owner@north.example.org")
    assert reverse("mfa_reauthenticate") not in client.get(AGAIN).text
    set_up_app(client)

    assert "Use a code from your app" in client.get(f"{AGAIN}?next=/o/north/").text


def test_proof_is_old_after_five_minutes(client, monkeypatch):
    prove(client)
    assert client.get(DANGEROUS).text == "ALL"
    later = time.time() + 301
    monkeypatch.setattr("time.time", lambda: later)

    assert client.get(DANGEROUS).status_code == 302


def test_waiting_form_of_one_person_is_not_the_next_ones(client):
    client.post(DANGEROUS, {"a": "secret"})
    client.post(reverse("account_logout"))
    type_password(client, "director@north.example.org")

    assert client.get(reverse("go_on")).url == "/"
