"""A queue of the organizer's people, and the steps of going through it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ladders.models import AssessQueue, Ladder
from ladders.queue import actions
from members.models import Member

type Make = Callable[..., Any]


def address(queue: AssessQueue, verb: str = "") -> str:
    return reverse(f"ladders:queue{verb}", args=["north", queue.pk])


def turn(client: Client, queue: AssessQueue) -> Any:
    """Return the context of whose turn it is; what the page at the end says has no turn."""
    return client.get(address(queue)).context


def give(client: Client, queue: AssessQueue, where: str | None = None, **more: str) -> Any:
    """Say where the person in turn stands; nothing: still right."""
    shown = turn(client, queue)
    latest = shown["known"].latest
    seen = str(latest.pk) if latest else ""
    sent = {"turn": str(shown["turn"].pk), "seen": seen, "where": where or shown["known"].now}
    return client.post(address(queue), sent | more)


def undo(client: Client, queue: AssessQueue) -> Any:
    """Take back whose turn was last, as the page names them."""
    last = turn(client, queue)["last"]
    return client.post(
        address(queue, "_undo"), {"turn": str(last.pk), "said": last.assessment_id or ""} if last else {}
    )


def names(client: Client, queue: AssessQueue) -> str:
    """Say whose turn it is."""
    return str(turn(client, queue)["turn"].member)


@pytest.fixture
def three(people: Make, person: Make) -> list[Member]:
    """Three people of the organizer's."""
    found: list[Member] = people(3, organizer=person("organizer"))
    return found


@pytest.fixture
def queue(three: list[Member], ladder: Ladder, person: Make) -> AssessQueue:
    return actions.begin([each.pk for each in three], ladder=ladder, title="Second floor", by=person("organizer"))


@pytest.fixture
def client(sign_in: Make) -> Client:
    found: Client = sign_in("organizer")
    return found
