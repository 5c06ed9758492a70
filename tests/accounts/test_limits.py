"""Failed attempts are counted once for the whole house; while they cannot be counted, nobody comes in."""

import re
import time
from contextlib import suppress

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache, caches
from django.core.cache.backends.db import DatabaseCache
from django.db import OperationalError, transaction
from django.test import Client
from django.urls import reverse
from kombu import pools

from organizations.signing_in.limits import MemoryUnavailable
from stpnet.celery import app as celery
from tests.accounts.signing import NEXT_PASSWORD, WHO, app_code, is_in, set_up_app, signed_in, type_password
from tests.seeds import PASSWORD


def visitor(address="192.0.2.1", **more):
    client = Client(REMOTE_ADDR=address, **more)
    client.raise_request_exception = False
    return client


def test_fifty_wrong_passwords_from_fifty_places_do_not_open_a_fifty_first():
    answers = [type_password(visitor(f"192.0.2.{n}"), password="wrong").status_code for n in range(50)]
    last = visitor("198.51.100.1")
    type_password(last)

    assert set(answers) == {200}
    assert not is_in(last)


def locked_out():
    """Somebody's address after wrong passwords from everywhere; what the right person is told then."""
    for n in range(50):
        type_password(visitor(f"192.0.2.{n}"), password="wrong")
    return type_password(visitor("198.51.100.1"))


def test_right_person_is_told_when_to_try_again():
    assert "Try again in five minutes, or choose a new password by mail" in locked_out().text


def test_right_person_comes_in_five_minutes_later(monkeypatch):
    locked_out()
    now = time.time
    monkeypatch.setattr(time, "time", lambda: now() + 301)
    later = visitor("198.51.100.1")
    type_password(later)

    assert is_in(later)


def test_right_person_comes_in_at_once_by_mail():
    locked_out()
    client = visitor("198.51.100.1")
    client.post(reverse("account_reset_password"), {"email": WHO})
    form = client.get(re.search(r"/accounts/password/reset/key/\S+", mail.outbox[-1].body)[0]).url
    client.post(form, {"password1": NEXT_PASSWORD, "password2": NEXT_PASSWORD})
    type_password(client, password=NEXT_PASSWORD)

    assert is_in(client)


def test_limits_hold_while_the_broker_is_down(monkeypatch, tmp_path):
    """They are counted in the database; mail waits there too."""
    with celery.connection_for_write(url=f"redis+socket://{tmp_path}/nobody.sock") as nobody:
        monkeypatch.setattr(celery.amqp, "_producer_pool", pools.producers[nobody])
        locked_out()
        last = visitor("198.51.100.1")
        type_password(last)

    assert not is_in(last)


def test_fifty_wrong_passwords_from_one_place_do_not_lock_another_person_out_elsewhere():
    client = visitor()
    answers = [type_password(client, f"nobody{n}@example.org", "wrong").status_code for n in range(50)]
    elsewhere = visitor("198.51.100.1")
    type_password(elsewhere)

    assert answers[-1] == 429
    assert is_in(elsewhere)


def test_too_many_tries_are_told_in_a_page_of_ours():
    client = visitor()
    for n in range(31):
        page = type_password(client, f"nobody{n}@example.org", "wrong")

    assert page.status_code == 429
    assert page.headers["Retry-After"] == "180"
    assert "Too many tries" in page.text
    assert "try again in three minutes" in page.text


def test_five_wrong_codes_close_the_second_step():
    secret, client = set_up_app(signed_in()), visitor()
    type_password(client)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    client.post(reverse("mfa_authenticate"), {"code": app_code(secret)})

    assert not is_in(client)


def test_attempts_by_way_of_two_organizations_are_counted_together():
    for n, slug in enumerate(["north", "south", "north", "south", "north"]):
        client = visitor(f"192.0.2.{n}")
        client.post(client.get(f"/o/{slug}/people/").url, {"login": WHO, "password": "wrong"})
    last = visitor("198.51.100.1")
    type_password(last)

    assert not is_in(last)


def test_proxy_of_ours_names_the_place(settings):
    """What a visitor writes into the header himself stands further left and counts for nothing."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    answers = []
    for n in range(31):
        client = visitor("10.0.0.1", headers={"X-Forwarded-For": f"203.0.113.{n}, 192.0.2.1"})
        answers.append(type_password(client, f"nobody{n}@example.org", "wrong").status_code)
    neighbor = visitor("10.0.0.1", headers={"X-Forwarded-For": "192.0.2.2"})

    assert answers[-1] == 429
    assert type_password(neighbor).status_code == 302


def test_without_a_proxy_the_header_counts_for_nothing():
    answers = []
    for n in range(31):
        client = visitor(headers={"X-Forwarded-For": f"203.0.113.{n}"})
        answers.append(type_password(client, f"nobody{n}@example.org", "wrong").status_code)

    assert answers[-1] == 429


def fail(*_args, **_kwargs):
    raise OperationalError("the cache's table is locked")


def silent(*_args, **_kwargs):
    """What Django's cache says when it could not write."""
    return False


@pytest.fixture(params=["cannot read", "cannot write", "writes in vain"])
def broken_memory(request, monkeypatch):
    """`broken_memory()`: from now on the memory of attempts fails in one of three ways."""
    method, how = {
        "cannot read": ("get_many", fail), "cannot write": ("_base_set", fail), "writes in vain": ("_base_set", silent),
    }[request.param]  # fmt: skip
    return lambda: monkeypatch.setattr(DatabaseCache, method, how)


def assert_closed(response):
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "60"
    assert "Back in a moment" in response.text


def test_without_memory_the_right_password_opens_nothing(broken_memory):
    client = visitor()
    broken_memory()

    assert_closed(type_password(client))
    assert not is_in(client)


def test_without_memory_no_mail_is_asked_for(broken_memory, mailoutbox):
    broken_memory()

    assert_closed(visitor().post(reverse("account_reset_password"), {"email": WHO}))
    assert mailoutbox == []


def test_without_memory_the_second_step_stays_closed(broken_memory):
    secret, client = set_up_app(signed_in()), visitor()
    type_password(client)
    broken_memory()

    assert_closed(client.post(reverse("mfa_authenticate"), {"code": app_code(secret)}))
    assert not is_in(client)


def test_without_memory_nobody_proves_who_they_are(broken_memory):
    client = visitor()
    type_password(client)
    broken_memory()

    assert_closed(client.post(reverse("account_reauthenticate"), {"password": PASSWORD}))
    assert client.get(reverse("mfa_activate_totp")).status_code == 302
    assert not Authenticator.objects.exists()


def test_without_memory_no_passkey_is_taken(broken_memory):
    broken_memory()

    assert_closed(visitor().post(reverse("mfa_login_webauthn"), {"credential": "{}"}))


def test_without_memory_pages_still_open(broken_memory):
    client = visitor()
    type_password(client)
    broken_memory()

    assert client.get("/").status_code == 302
    assert Client().get(reverse("account_login")).status_code == 200


def test_table_that_is_gone_closes_the_door(monkeypatch):
    monkeypatch.setattr(caches["default"], "_table", "gone")
    with suppress(InterruptedError), transaction.atomic():
        answer = type_password(visitor())
        raise InterruptedError  # leave the transaction that the missing table spoiled

    assert_closed(answer)


def test_other_failures_stay_ours(monkeypatch):
    monkeypatch.setattr("allauth.account.views.LoginView.post", fail)

    assert type_password(visitor()).status_code == 500


def test_memory_keeps_what_it_says():
    assert cache.add("a", 1)
    assert not cache.add("a", 2)
    cache.set("a", 3)
    assert cache.get("a") == 3
    assert cache.delete("a")
    assert cache.get("a") is None


def test_memory_that_cannot_forget_says_so(monkeypatch):
    monkeypatch.setattr(DatabaseCache, "delete", fail)

    with pytest.raises(MemoryUnavailable):
        cache.delete("a")
