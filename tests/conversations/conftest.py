"""A kind of notice of these tests alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conversations import registry
from conversations.reader import Reader
from members.models import Member
from organizations.models import Role


def say(reader, notices):
    return {each.pk: registry.Line(f"{each.who} waved at {each.whom}", url="/waving/") for each in notices}


@pytest.fixture(autouse=True)
def _waving(monkeypatch):
    monkeypatch.setitem(registry.kinds, "tests.wave", registry.Kind("tests.wave", say))


@pytest.fixture
def reader(north, person):
    """`reader("coach")`: what that person of north may see on a page; `by_mail=True`: in a mail."""

    def read_by(role, *, by_mail=False):
        return Reader(north, person(role), [Role(role)], by_mail)

    return read_by


@pytest.fixture
def statements():
    """`statements(client, url)`: how many statements a page takes, those that only steer left out."""

    def count(client, url, **how):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url, **how).status_code == 200
        return sum(not each["sql"].startswith(("SET", "SAVEPOINT", "RELEASE")) for each in asked.captured_queries)

    return count


@pytest.fixture
def someone(north, person):
    """Return how to put somebody on file, whom the organizer organizes."""

    def on_file(name="Rosa Delgado", **given):
        given_name, _, family = name.partition(" ")
        return Member.objects.create(
            given_name=given_name, family_name=family, **{"organizer": person("organizer"), **given}
        )

    return on_file
