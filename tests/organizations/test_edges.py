"""The outer edge of every address: headers, what is kept, what is written; crowds; the number of what broke."""

import re
from collections import Counter
from threading import Event, Thread

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver, reverse

from organizations import crowding, schemas
from tests.organizations.test_access import NOBODY, real_addresses
from tests.seeds import PASSWORD

SAFE = {
    "Content-Security-Policy": "default-src 'none'",
    "Strict-Transport-Security": "max-age=31622400",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# What a page that is only looked at may write: that somebody read, that somebody was here.
MAY_WRITE = {
    "audit_readevent",
    "django_session",
    "usersessions_usersession",
    "organizations_membership",
    "public_cache",
}
# allauth notes the address of an account that was made without its forms, as the tests' are.
MAY_WRITE |= {"account_emailaddress"}
WRITES = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)"?')


def public_addresses(resolver=None, route=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        here = route + str(pattern.pattern)
        if here.startswith("o/<slug"):
            continue
        if isinstance(pattern, URLResolver):
            yield from public_addresses(pattern, here)
        else:
            here = re.sub(r"<uuid:\w+>", NOBODY, here.replace("^", "").replace("$", "").replace(r"\Z", ""))
            yield "/" + re.sub(r"<[^>]+>|\(\?P<\w+>[^)]*\)", "abc", here)


@pytest.fixture
def secure(settings):
    settings.SECURE_HSTS_SECONDS = 366 * 24 * 3600
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True


@pytest.mark.parametrize("every", [4, pytest.param(1, marks=pytest.mark.slow)])
def test_every_address_is_safe_at_its_edges_and_writes_nothing_when_looked_at(secure, sign_in, every):
    owner, seen, wrote, bare = sign_in("owner"), Counter(), Counter(), []
    owner.post(reverse("account_reauthenticate"), {"password": PASSWORD}, secure=True)
    for path in [*public_addresses(), *real_addresses()][::every]:
        client = Client() if "logout" in path else owner
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(path, secure=True)
        seen[answer.status_code] += 1
        bare += [(path, name) for name, value in SAFE.items() if value not in answer.headers.get(name, "")]
        bare += [(path, "no-store")] if path.startswith("/o/") and "no-store" not in answer["Cache-Control"] else []
        tables = {found[1] for each in asked if (found := WRITES.match(each["sql"]))} - MAY_WRITE
        wrote.update({(path, table): 1 for table in tables})
    print(f"\nedges: {seen.total()} addresses, {dict(seen)}, headers missing {len(bare)}, writes {len(wrote)}")

    assert bare == []
    assert wrote == {}
    assert max(seen) < 500


def hold(organization, n, until):
    """`n` requests of an organization under way, until the event."""
    ready = [Event() for _ in range(n)]

    def work(mark):
        with crowding.place(organization):
            mark.set()
            until.wait(20)

    for mark in ready:
        Thread(target=work, args=[mark], daemon=True).start()
    assert all(mark.wait(20) for mark in ready)


def test_a_group_in_a_hurry_waits_and_the_others_do_not(sign_in, settings, monkeypatch, north):
    monkeypatch.setattr(crowding, "PATIENCE_SECONDS", 0.01)
    settings.ORGANIZATION_THREADS, done = 2, Event()
    hurried, other = sign_in("owner"), sign_in("owner", "south")
    hold(north.schema_name, 2, done)

    answer = hurried.get("/o/north/settings/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "no-store" in answer["Cache-Control"]
    assert "Your group is very busy right now" in answer.text
    assert other.get("/o/south/settings/").status_code == 200
    done.set()
    monkeypatch.setattr(crowding, "PATIENCE_SECONDS", 20)
    assert hurried.get("/o/north/settings/").status_code == 200
    assert not any((*crowding._running.values(), *crowding._waiting.values()))


def test_migrations_do_not_wait_long_for_a_table_that_is_in_use(db):
    def limit():
        with connection.cursor() as cursor:
            return cursor.execute("SHOW lock_timeout").fetchone()[0]

    with schemas._impatient():
        assert limit() == "3s"
    assert limit() == "0"
