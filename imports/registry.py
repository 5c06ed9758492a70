"""Where a room that is built later takes over what lists have said of it, without being imported.

The room registers from its `AppConfig.ready`; from then on the page of what is kept aside offers to hand it over.
"""

from collections.abc import Callable, Collection, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise

from imports.aside_cells import Told
from members.models import Member


class Aside(NamedTuple):
    """What one row of a list says of a person for the room: `what` is the target's key, as in `imports/targets.py`."""

    pk: UUID
    member: UUID
    what: str
    told: tuple[Told, ...]
    batch: UUID


class Room(NamedTuple):
    """A room that has come: what it is called, which targets are its own, and what takes them over.

    `take` runs in one transaction with the removal, and returns the `pk` of all that it has taken; what it leaves
    stays kept aside. It writes its rows as done by that member. `take_back` gets the id of a list that is taken back,
    and takes out what it said; in the transaction that ends it.
    """

    label: str | Promise
    keys: frozenset[str]
    take: Callable[[Sequence[Aside], Member], Collection[UUID]]
    take_back: Callable[[UUID], None] | None = None
    # Why something may stay, in a sentence that says what to do.
    left: str | Promise = ""
    # What a list said here that goes with it when it is taken back: all that nobody has touched since.
    goes: Callable[[UUID], Sequence[QuerySet[Any, Any]]] | None = None


rooms: list[Room] = []


def room_for(key: str) -> Room | None:
    """Return the room that takes a target, once there is one."""
    return next((room for room in rooms if key in room.keys), None)


def going(batch: UUID) -> list[QuerySet[Any, Any]]:
    """Return what goes with a list that is taken back, of every room."""
    return [rows for room in rooms if room.goes for rows in room.goes(batch)]
