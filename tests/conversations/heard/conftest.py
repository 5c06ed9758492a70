"""Talks to read: with whom, by whom, for whom."""

import pytest

from conversations.actions import log

WORDS = "The boiler broke again."


@pytest.fixture
def talk(north, person, someone):
    """`talk(read_by="directors")`: a conversation the organizer had with somebody whom they organize."""

    def had(**given):
        given = {"by": person("organizer"), "on": north.today(), "story": WORDS, **given}
        return log(**{"members": [someone()], **given} if "members" not in given else given)

    return had


@pytest.fixture
def url():
    def address(path=""):
        return f"/o/north/conversations/{path}"

    return address
