"""A kind of notice of these tests alone."""

import pytest

from conversations import registry
from conversations.reader import Reader
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
