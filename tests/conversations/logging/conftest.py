"""Somebody to talk with, and how a form is sent."""

from datetime import timedelta

import pytest

from ladders.actions import assess
from ladders.models import Ladder, Place
from members.models import ContactPoint

NEW = "/o/north/conversations/new/"
STORY = "The boiler broke again. She will bring the chairs on Dec 2."


@pytest.fixture
def rosa(someone):
    return someone("Rosa Delgado")


@pytest.fixture
def post(sign_in):
    """`post(member=[pk])`: send the form as the organizer."""

    def sent(url=NEW, *, role="organizer", headers=None, **fields):
        return sign_in(role).post(url, {"story": STORY, **fields}, headers=headers)

    return sent


@pytest.fixture
def levels(north):
    ladder = Ladder.objects.get(is_default=True)
    Ladder.objects.update(needs_review=False)
    return list(ladder.levels.order_by("position"))


@pytest.fixture
def stands(levels, north, person):
    """`stands(rosa, 2)`: put somebody on a level, or in a place."""

    def put(member, where, *, days=30):
        level = levels[where - 1] if isinstance(where, int) else None
        place = Place.LEVEL if level else Place(where)
        said = {
            "place": place,
            "level": level,
            "on": north.today() - timedelta(days=days),
            "evidence": "Seen.",
            "by": person("director"),
        }
        return assess(member, ladder=levels[0].ladder, **said)

    return put


@pytest.fixture
def phone():
    def give(member, number="+15035550163", kind="phone"):
        return ContactPoint.objects.create(member=member, kind=kind, value=number, normal=number)

    return give
