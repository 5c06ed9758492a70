"""Keys are changed, and nobody notices."""

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from organizations.signing_in import mfa
from tests.accounts.signing import app_code, is_in, set_up_app, shown_codes, signed_in, type_password

NEW = "a new key of fifty characters and some more, to be sure"


def second_step(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def change(settings, *, keep):
    old = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [old] if keep else []


@pytest.mark.parametrize("keep", [True, False], ids=["with the old one behind", "alone"])
def test_new_secret_key_signs_nobody_out_while_the_old_one_is_kept(settings, keep):
    client = signed_in()
    change(settings, keep=keep)

    assert is_in(client) == keep


def test_sign_in_goes_on_under_the_new_key_alone_later(settings):
    client = signed_in()
    change(settings, keep=True)
    assert is_in(client)
    settings.SECRET_KEY_FALLBACKS = []

    assert is_in(client)


def test_new_key_of_second_steps_opens_what_the_old_one_closed_and_can_stand_alone(settings, capsys):
    secret = set_up_app(signed_in())
    settings.MFA_KEYS = [NEW, *settings.MFA_KEYS]
    call_command("reseal_second_steps")
    settings.MFA_KEYS = [NEW]
    client = Client()
    type_password(client)
    second_step(client, app_code(secret))

    assert is_in(client)
    assert capsys.readouterr().out.startswith(f"{Authenticator.objects.count()} closed with the first key.")


def test_recovery_codes_open_after_the_change(settings):
    person = signed_in()
    set_up_app(person)
    codes = shown_codes(person)
    settings.MFA_KEYS = [NEW, *settings.MFA_KEYS]
    mfa.reseal()
    settings.MFA_KEYS = [NEW]
    client = Client()
    type_password(client)
    second_step(client, codes[0])

    assert is_in(client)


def test_without_resealing_the_old_key_is_still_needed(settings):
    set_up_app(signed_in())
    settings.MFA_KEYS = [NEW]

    with pytest.raises(InvalidToken):
        mfa.reseal()
