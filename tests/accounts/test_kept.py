"""A sign-in that ends in the middle of a form: nothing typed is lost, and nobody else sees it."""

import html
import re

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from members.models import Member
from organizations.signing_in import kept
from stpnet.in_org import in_org
from tests.accounts.signing import is_in, type_password
from tests.seeds import of

FORM = "/o/north/people/new/"
HERE = {"Origin": "http://testserver", "Referer": f"http://testserver{FORM}"}


@pytest.fixture
def client():
    """A browser that checks its forms, signed in, with the form open."""
    client = Client(enforce_csrf_checks=True)
    sign_in(client)
    return client


def token(client, path):
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(path).text)[1]


def sign_in(client, email="director@north.example.org", **more):
    there = token(client, reverse("account_login"))
    return type_password(client, email, csrfmiddlewaretoken=there, **more)


def opened(client, **more):
    """What the browser sends of the opened form."""
    lines = {"contacts-TOTAL_FORMS": "0", "contacts-INITIAL_FORMS": "0", "status": "contact"}
    return {
        "csrfmiddlewaretoken": token(client, FORM),
        "given_name": "Ada",
        "family_name": 'Ng "A" <b>',
        **lines,
        **more,
    }


def end_sessions():
    Session.objects.all().delete()


def family_names(given_name):
    with in_org(of("north")):
        return list(Member.objects.filter(given_name=given_name).values_list("family_name", flat=True))


def shown(page):
    """The form that waits: where it goes and what is in it."""
    form = re.search(r'<form class="note stack" method="post" action="([^"]+)".*?</form>', page.text, re.DOTALL)
    fields = re.findall(r'<textarea name="([^"]+)" hidden>&#10;(.*?)</textarea>', form[0], re.DOTALL) if form else []
    return (form and form[1]), {name: html.unescape(value) for name, value in fields}


def test_what_was_typed_is_there_after_signing_in_and_is_sent_by_a_click(client):
    typed = opened(client)
    end_sessions()
    asked = client.post(FORM, typed, headers=HERE)
    assert asked.url == f"/accounts/login/?next={FORM.replace('/', '%2F')}"
    assert "What you typed is kept" in client.get(asked.url).text
    page = client.get(sign_in(client, next=FORM).url)

    address, fields = shown(page)
    assert address == FORM
    assert fields == {name: value for name, value in typed.items() if name != "csrfmiddlewaretoken"}
    assert family_names("Ada") == []
    client.post(address, {**fields, "csrfmiddlewaretoken": token(client, FORM)}, headers=HERE)
    assert family_names("Ada") == ['Ng "A" <b>']
    assert shown(client.get(FORM)) == (None, {})


def test_it_is_locked_where_it_waits(client):
    typed = opened(client)
    end_sessions()
    client.post(FORM, typed, headers=HERE)

    assert "Ada" not in str(Session.objects.get().get_decoded())


def test_somebody_else_sees_nothing_of_it(client):
    typed = opened(client)
    end_sessions()
    client.post(FORM, typed, headers=HERE)
    page = client.get(sign_in(client, "owner@north.example.org", next=FORM).url)

    assert shown(page) == (None, {})
    assert "Ada" not in page.text
    assert kept._KEPT not in client.session


def test_form_opened_before_signing_in_anew_comes_back(client):
    """Signing in in another tab gave every form a new token."""
    typed = opened(client)
    end_sessions()
    sign_in(client)
    answer = client.post(FORM, typed, headers=HERE)

    assert (answer.status_code, answer.url) == (302, FORM)
    assert shown(client.get(FORM))[1]["given_name"] == "Ada"


def test_form_of_one_person_does_not_come_back_to_the_next(client):
    typed = opened(client)
    end_sessions()
    sign_in(client, "owner@north.example.org")
    answer = client.post(FORM, typed, headers=HERE)

    assert answer.status_code == 403
    assert "Ada" not in answer.text + client.get(FORM).text
    assert kept._KEPT not in client.session


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_another_site_lays_nothing_into_a_form(client, origin):
    typed = opened(client)
    end_sessions()
    asked = client.post(FORM, typed, headers={"Origin": origin})

    assert "nothing was saved" in client.get(asked.url).text
    assert kept._KEPT not in client.session


def test_browser_that_nobody_signed_in_with_keeps_nothing(db):
    stranger = Client()
    stranger.post(FORM, {"given_name": "Ada"}, headers=HERE)

    assert kept._KEPT not in stranger.session


def test_passwords_and_files_are_not_kept(client):
    file = SimpleUploadedFile("a.csv", b"a")
    typed = opened(client, password="p", new_password="p", code="1", file=file)
    end_sessions()
    asked = client.post(FORM, typed, headers=HERE)

    assert "the file has to be chosen again" in client.get(asked.url).text
    assert not {"password", "new_password", "code", "file"} & set(shown(client.get(sign_in(client, next=FORM).url))[1])


def test_it_is_kept_for_an_hour(client, monkeypatch):
    typed = opened(client)
    end_sessions()
    client.post(FORM, typed, headers=HERE)
    monkeypatch.setattr(kept, "KEPT_SECONDS", -1)

    assert shown(client.get(sign_in(client, next=FORM).url)) == (None, {})


def test_too_much_is_not_kept_and_said(client, monkeypatch):
    monkeypatch.setattr(kept, "MOST_BYTES", 50)
    typed = opened(client)
    end_sessions()

    assert "nothing was saved" in client.get(client.post(FORM, typed, headers=HERE).url).text


def test_htmx_leads_to_signing_in_and_back_to_its_page(client):
    typed = opened(client)
    end_sessions()
    there = {"HX-Request": "true", "HX-Current-URL": "http://testserver/o/north/people/?level=2"}
    answer = client.post(FORM, typed, headers={**HERE, **there})

    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/accounts/login/?next=%2Fo%2Fnorth%2Fpeople%2F%3Flevel%3D2"
    page = client.get(sign_in(client, next="/o/north/people/?level=2").url)
    assert shown(page)[0] == FORM


def test_another_form_does_not_push_it_away(client):
    typed = opened(client)
    end_sessions()
    client.post(FORM, typed, headers=HERE)
    page = client.get(sign_in(client, next=FORM).url)
    there = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)[1]
    client.post(reverse("members:search", args=["north"]), {"q": "", "csrfmiddlewaretoken": there}, headers=HERE)

    assert shown(client.get(FORM))[0] == FORM
    assert is_in(client)
