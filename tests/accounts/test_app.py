"""An authenticator app as the second step."""

import re
from base64 import b64decode

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.core import mail
from django.test import Client
from django.urls import reverse

from organizations.models import User
from organizations.signing_in.mfa import locks
from tests.accounts.signing import (
    WHO,
    app_code,
    is_in,
    prove,
    set_up_app,
    shown_codes,
    shown_secret,
    signed_in,
    type_password,
)


def second_step(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def test_password_alone_no_longer_opens_the_account():
    set_up_app(signed_in())
    client = Client()
    response = type_password(client)

    assert response.url == reverse("mfa_authenticate")
    assert not is_in(client)


def test_code_of_the_app_opens_it():
    secret = set_up_app(signed_in())
    client = Client()
    type_password(client)
    response = second_step(client, app_code(secret))

    assert response.status_code == 302
    assert is_in(client)


def test_way_back_is_kept_through_the_second_step():
    secret = set_up_app(signed_in())
    client = Client()
    client.post(f"{reverse('account_login')}?next=/o/north/people/", {"login": WHO, "password": "correct horse"})

    assert second_step(client, app_code(secret)).url == "/o/north/people/"


def test_code_works_once():
    """Also in the half minutes before and after, while a slow clock would still be let through."""
    secret = set_up_app(signed_in())
    code = app_code(secret, ahead=30)
    first, second = Client(), Client()
    for client in (first, second):
        type_password(client)
        second_step(client, code)

    assert is_in(first)
    assert not is_in(second)


def test_clock_half_a_minute_off_is_let_through():
    secret = set_up_app(signed_in())
    client = Client()
    type_password(client)

    assert second_step(client, app_code(secret, ahead=-30)).status_code == 302


def test_clock_far_off_is_told_to_look_at_the_clock():
    secret = set_up_app(signed_in())
    client = Client()
    type_password(client)
    page = second_step(client, app_code(secret, ahead=300))

    assert "sets its clock by itself" in page.text
    assert not is_in(client)


@pytest.mark.parametrize(("ahead", "sentence"), [(240, "about 4 minutes fast"), (-120, "about 2 minutes slow")])
def test_wrong_clock_is_named_while_setting_up(ahead, sentence):
    client = signed_in()
    secret = shown_secret(client)
    page = client.post(reverse("mfa_activate_totp"), {"code": app_code(secret, ahead=ahead)})

    assert sentence in page.text
    assert secret in page.text  # the same picture: the app need not be set up anew
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("code", ["", "000000", "٠١٢٣٤٥", "x" * 500, "\x00"])
def test_wrong_code_is_answered_with_the_form(code):
    client = signed_in()
    shown_secret(client)
    page = client.post(reverse("mfa_activate_totp"), {"code": code})

    assert page.status_code == 200
    assert not Authenticator.objects.exists()


def test_setting_up_asks_for_the_password_first():
    client = Client()
    type_password(client)

    assert client.get(reverse("mfa_activate_totp")).url.startswith(reverse("account_reauthenticate"))


def test_picture_can_be_seen_on_a_dark_page():
    page = signed_in().get(reverse("mfa_activate_totp")).text
    picture = b64decode(re.search(r"data:image/svg\+xml;base64,([^\"]+)", page)[1]).decode()

    assert re.search(r'<rect[^>]+fill="white"', picture)


def test_secret_is_encrypted_at_rest():
    secret = set_up_app(signed_in())
    rows = Authenticator.objects.values_list("data", flat=True)

    assert secret not in str(list(rows))
    assert {"secret", "seed", "used_mask"} >= {key for row in rows for key in row}


def test_new_key_closes_and_old_keys_open():
    closed = locks(["old"]).encrypt(b"seed")

    assert locks(["new", "old"]).decrypt(closed) == b"seed"
    with pytest.raises(InvalidToken):
        locks(["new"]).decrypt(closed)


def test_setting_up_and_taking_off_are_told_by_mail(commits_at_once):
    client = signed_in()
    set_up_app(client)
    client.post(reverse("mfa_deactivate_totp"))

    assert [message.to for message in mail.outbox] == [[WHO], [WHO]]
    assert not Authenticator.objects.exists()


def test_mail_names_the_device_and_not_the_place(commits_at_once):
    client = Client(headers={"User-Agent": "Mozilla/5.0 (Android 14; Mobile) Firefox/140.0"}, REMOTE_ADDR="192.0.2.77")
    type_password(client)
    prove(client)
    set_up_app(client)

    assert "Firefox on Android" in mail.outbox[0].body
    assert "192.0.2.77" not in mail.outbox[0].body


def test_unconfirmed_address_comes_first():
    client = signed_in()
    user = User.objects.get(email=WHO)
    EmailAddress.objects.create(user=user, email="another@example.org", verified=False)
    response = client.get(reverse("mfa_activate_totp"), follow=True)

    assert "Confirm your e-mail addresses first" in response.text


def test_recovery_code_opens_once():
    client = signed_in()
    set_up_app(client)
    code = shown_codes(client)[0]
    first, second = Client(), Client()
    for visitor in (first, second):
        type_password(visitor)
        second_step(visitor, code)

    assert is_in(first)
    assert not is_in(second)


def test_recovery_codes_are_shown_once():
    client = signed_in()
    set_up_app(client)

    assert len(shown_codes(client)) == 10
    assert shown_codes(client) == []
    assert client.get(reverse("mfa_download_recovery_codes")).status_code == 403


def test_new_recovery_codes_replace_the_old():
    client = signed_in()
    set_up_app(client)
    old = shown_codes(client)
    client.post(reverse("mfa_generate_recovery_codes"))
    new = shown_codes(client)
    visitor = Client()
    type_password(visitor)
    second_step(visitor, old[0])

    assert len(new) == 10
    assert not set(old) & set(new)
    assert not is_in(visitor)


def test_settings_say_what_is_on():
    client = signed_in()
    assert "Set up an app" in client.get(reverse("mfa_index")).text
    set_up_app(client)
    page = client.get(reverse("mfa_index")).text

    assert "Take it off" in page
    assert "See them once" in page


def test_settings_are_for_who_is_signed_in():
    for name in ("mfa_index", "usersessions_list", "second_step", "go_on"):
        assert Client().get(reverse(name)).url.startswith(reverse("account_login"))
