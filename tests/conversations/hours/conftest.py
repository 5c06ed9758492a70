"""An hour that goes on, and people to write up."""

from datetime import timedelta

import pytest
from django.utils import timezone

from conversations.actions import log
from conversations.hours import actions


@pytest.fixture
def at(person):
    """`at(minutes)`: an hour that begins so many minutes from now, booked by the organizer."""

    def booked(minutes, *guests):
        begins = timezone.now() + timedelta(minutes=minutes)
        by = person("organizer")
        return actions.call(begins_at=begins, ends_at=begins + timedelta(hours=1), guests=guests, by=by)

    return booked


@pytest.fixture
def heard(north):
    """`heard(by, member)`: a conversation of today."""

    def logged(by, *members, **given):
        return log(by=by, members=members, on=north.today(), **{"story": "The heat is out", **given})

    return logged
