"""`@action`: one transaction, and the events of it written as its last statements.

The chain's lock is held until commit, so an event written early would keep every other action of the organization
waiting, and could deadlock with row locks taken after it.
"""

import json
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from functools import wraps
from typing import NamedTuple, Protocol
from uuid import UUID

from django.db import transaction

from audit.models import AuditEvent
from stpnet.db.wrapper import current


class HasKey(Protocol):
    """Anything with a UUID for its key."""

    @property
    def pk(self) -> UUID: ...


class Event(NamedTuple):
    action: str
    actor_id: UUID | None
    object_id: UUID | None
    fields: list[str]


_collected: ContextVar[list[Event] | None] = ContextVar("audit_events", default=None)


def action[**P, T](function: Callable[P, T]) -> Callable[P, T]:
    """Run in one transaction and write what `record` collected at its very end.

    Actions may call actions: the outermost writes for all. What an action that raised had collected is forgotten.
    """

    @wraps(function)
    def recorded(*args: P.args, **kwargs: P.kwargs) -> T:
        outer = _collected.get()
        events: list[Event] = []
        token = _collected.set(events)
        try:
            with transaction.atomic():
                result = function(*args, **kwargs)
                if outer is None:
                    _write(events)
        finally:
            _collected.reset(token)
        if outer is not None:
            outer.extend(events)
        return result

    return recorded


def record(name: str, *, of: HasKey | None, by: HasKey | None, fields: Iterable[str] = ()) -> None:
    """Say that this was done; only inside an `@action`. Fields are names, never values."""
    events = _collected.get()
    if events is None:
        raise RuntimeError(f"{name} was recorded outside an @action")
    events.append(Event(name, by.pk if by else None, of.pk if of else None, sorted(fields)))


def _write(events: list[Event]) -> None:
    # The role may insert these four columns only, so the ORM, which names all, cannot be used.
    table = AuditEvent._meta.db_table  # noqa: SLF001 - the model's own table
    with current().cursor() as cursor:
        for event in events:
            cursor.execute(
                f"INSERT INTO {table} (actor_id, action, object_id, fields) VALUES (%s, %s, %s, %s::jsonb)",  # noqa: S608
                [event.actor_id, event.action, event.object_id, json.dumps(event.fields)],
            )
