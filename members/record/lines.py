"""The lines of the record: each event with the people in it by name, as they are called today."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from audit.words import say
from members.history import field_name
from members.models import Member

# What a seal says of itself; nobody reads 64 signs.
_UNSPOKEN = ("sha256:", "until:", "reads_until:", "signed:")


class Line(NamedTuple):
    """`who` is None for the clock or a terminal; `about` is somebody on file, if it was somebody."""

    event: Any
    at: datetime
    who: Member | None
    is_gone: bool
    what: str
    about: Member | None
    fields: list[str]
    n: int


def lines(events: Iterable[Any]) -> list[Line]:
    """Put events into words, in one statement for all names."""
    rows = list(events)
    keys = {key for event in rows for key in (event.actor_id, event.object_id) if key}
    people = Member.objects.in_bulk(keys)
    return [_line(event, people) for event in rows]


def _line(event: Any, people: dict[UUID, Member]) -> Line:
    who = people.get(event.actor_id)
    named = [_spoken(field) for field in getattr(event, "fields", []) if not field.startswith(_UNSPOKEN)]
    n = getattr(event, "n_objects", 1)
    is_gone = event.actor_id is not None and who is None
    return Line(event, event.at, who, is_gone, say(event.action), people.get(event.object_id), named, n)


def _spoken(field: str) -> str:
    return field.replace(":", ": ") if field.startswith(("people:", "reads:", "events:")) else field_name(field)
