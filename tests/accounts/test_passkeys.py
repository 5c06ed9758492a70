"""Passkeys: kept, used alone or as the second step, and refused when they come from anywhere else."""

import html
import json
import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.accounts.device import Device
from tests.accounts.signing import WHO, is_in, prove, shown_codes, signed_in, type_password

ADD, SIGN_IN, STEP = reverse("mfa_add_webauthn"), reverse("mfa_login_webauthn"), reverse("mfa_authenticate")


def asked(page):
    """What the page asks the device, as its script reads it."""
    return json.loads(html.unescape(re.search(r'data-options="([^"]+)"', page.text)[1]))


def add(client, device, *, alone=True, name="My phone"):
    form = {"name": name, "credential": device.make(asked(client.get(ADD)))} | ({"passwordless": "on"} if alone else {})
    return client.post(ADD, form)


def sign_in_by(client, device, **more):
    """Sign in with the passkey alone, as the sign-in page's script does."""
    options = client.get(SIGN_IN, headers={"Accept": "application/json"}).json()["request_options"]
    return client.post(SIGN_IN, {"credential": device.use(options), **more})


@pytest.fixture
def device():
    """A device with a passkey of WHO."""
    device = Device()
    assert add(signed_in(), device).status_code == 302
    return device


def test_passkey_alone_opens_the_account(device):
    client = Client()
    response = sign_in_by(client, device)

    assert (response.status_code, response.url) == (302, "/")
    assert is_in(client)


def test_way_back_is_kept(device):
    assert sign_in_by(Client(), device, next="/o/north/people/").url == "/o/north/people/"


def test_password_then_passkey_opens_it(device):
    client = Client()
    assert type_password(client).url == STEP
    client.post(STEP, {"credential": device.use(asked(client.get(STEP)))})

    assert is_in(client)


def test_adding_gives_recovery_codes_and_tells_by_mail(commits_at_once):
    client = signed_in()
    response = add(client, Device())

    assert response.url == reverse("mfa_view_recovery_codes")
    assert len(shown_codes(client)) == 10
    assert [(message.to, message.subject) for message in mail.outbox] == [([WHO], "A passkey was added")]


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"origin": "https://stp.example.net"},
        {"origin": "http://localhost.evil.example"},
        {"domain": "evil.example"},
        {"origin": "http://192.0.2.1:8000", "domain": "192.0.2.1"},
    ],
)
def test_passkey_from_another_host_is_refused(device, elsewhere):
    device.__dict__.update(elsewhere)
    client = Client()
    response = sign_in_by(client, device)

    assert response.url == reverse("account_login")
    assert "This passkey was not accepted here." in client.get(response.url).text
    assert not is_in(client)


def test_passkey_made_on_another_host_is_not_kept():
    client = signed_in()
    page = add(client, Device(origin="https://stp.example.net"))

    assert "could not be kept" in page.text
    assert not Authenticator.objects.exists()


def test_answer_is_taken_once(device):
    """Who listens in cannot send it again."""
    client = Client()
    options = client.get(SIGN_IN, headers={"Accept": "application/json"}).json()["request_options"]
    answer = device.use(options)
    client.post(SIGN_IN, {"credential": answer})
    thief = Client()
    thief.get(SIGN_IN, headers={"Accept": "application/json"})
    thief.post(SIGN_IN, {"credential": answer})

    assert is_in(client)
    assert not is_in(thief)


def test_somebody_elses_key_is_refused(device):
    stranger = Device()
    stranger.person, stranger.id = device.person, device.id
    client = Client()
    sign_in_by(client, stranger)

    assert not is_in(client)


def test_device_that_did_not_check_its_owner_does_not_sign_in_alone(device):
    device.verifies = False
    client = Client()
    sign_in_by(client, device)

    assert not is_in(client)


def test_removed_passkey_opens_nothing(device):
    owner = signed_in_by(device)
    owner.post(reverse("mfa_remove_webauthn", args=[Authenticator.objects.get(type="webauthn").pk]))
    client = Client()
    sign_in_by(client, device)

    assert not is_in(client)
    assert not Authenticator.objects.exists()  # the recovery codes go with the last second step


def signed_in_by(device):
    client = Client()
    sign_in_by(client, device)
    prove(client)
    return client


def test_passkey_of_another_person_cannot_be_touched(device):
    pk = Authenticator.objects.get(type="webauthn").pk
    other = signed_in("owner@north.example.org")

    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert other.post(reverse(name, args=[pk]), {"name": "mine"}).status_code == 404


def test_passkey_is_renamed(device):
    client = signed_in_by(device)
    pk = Authenticator.objects.get(type="webauthn").pk
    client.post(reverse("mfa_edit_webauthn", args=[pk]), {"name": "<b>Red</b> phone"})

    assert "&lt;b&gt;Red&lt;/b&gt; phone" in client.get(reverse("mfa_index")).text


def test_proving_again_works_with_a_passkey(device):
    client = Client()
    sign_in_by(client, device)
    again = reverse("mfa_reauthenticate_webauthn")
    response = client.post(f"{again}?next=/o/north/people/", {"credential": device.use(asked(client.get(again)))})

    assert response.url == "/o/north/people/"


RUBBISH = [
    "",
    "x",
    "null",
    "[]",
    "7",
    "{}",
    '{"response": 1}',
    '{"id":"a","rawId":"%","type":"public-key","response":{}}',
]
RUBBISH += [
    json.dumps({"id": "YQ", "rawId": "YQ", "type": "public-key", "response": response, "clientExtensionResults": {}})
    for response in (
        {"clientDataJSON": "!", "attestationObject": "!"},
        {"clientDataJSON": "e30", "attestationObject": "oA"},
        {"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA", "userHandle": "AA"},
        {"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA", "userHandle": None},
    )
]


@pytest.mark.parametrize("rubbish", RUBBISH, ids=range(len(RUBBISH)))
def test_rubbish_is_answered_in_a_sentence(rubbish):
    client, visitor = signed_in(), Client()
    client.get(ADD)
    visitor.get(SIGN_IN, headers={"Accept": "application/json"})

    assert client.post(ADD, {"credential": rubbish}).status_code == 200
    assert visitor.post(SIGN_IN, {"credential": rubbish}).status_code == 302
    assert not Authenticator.objects.exists()
