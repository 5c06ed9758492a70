"""What a cell is: of whom, which field, and what stands in it, as plain data that can be kept and compared.

Text columns, the status and the group's own fields are texts; an organizer and a unit are ids as text; "" is none.
Tags are the sorted ids of all, and one tag ("tag:<id>") is True or False. A contact is the whole row, or None.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from members.forms.person import COLUMNS
from members.models import ContactPoint

type Value = Any
# Fields that stand in the member's own row, by the name of the attribute.
IN_ROW = {**{name: name for name in COLUMNS}, "organizer": "organizer_id"}
_DAY, _MOMENT = "consent_on", "created_at"
_OF_POINT = [
    column.attname
    for column in ContactPoint._meta.concrete_fields  # noqa: SLF001 - the model's own columns
    if column.name not in ("id", "member")
]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Change(NamedTuple):
    """One cell, what stands in it and what shall."""

    member: UUID
    field: str
    before: Value
    after: Value


def kind_of(field: str) -> tuple[str, str]:
    """Part a field into its kind and what it names: ("row", "status"), ("unit", id), ("tags", "")."""
    kind, _colon, of = field.partition(":")
    return ("row", field) if field in IN_ROW else (kind, of)


def cell_of(change: Change) -> str:
    """Return how the list calls the cell: a contact by its kind, not by its key."""
    kind, _of = kind_of(change.field)
    point = (change.after or change.before) if kind == "contact" else None
    return f"contact:{point['kind']}" if point else change.field


def version_of(changed_at: datetime) -> str:
    """Write down which state of a row somebody has seen: its last change, short enough for each row of a page."""
    left = (changed_at - _EPOCH) // timedelta(microseconds=1)
    digits = ""
    while left:
        left, digit = divmod(left, 36)
        digits = _DIGITS[digit] + digits
    return digits


def kept_point(point: ContactPoint) -> dict[str, Value]:
    """Return a contact as it is kept in a change set: every column but whose it is."""
    kept = {name: getattr(point, name) for name in _OF_POINT}
    return kept | {"id": str(point.pk)} | {name: kept[name] and kept[name].isoformat() for name in (_DAY, _MOMENT)}


def point_of(member: UUID, kept: dict[str, Value]) -> ContactPoint:
    """Make the contact again that was kept, under its own id."""
    day, made = kept[_DAY], datetime.fromisoformat(kept[_MOMENT])
    plain = kept | {"id": UUID(kept["id"]), _DAY: day and date.fromisoformat(day), _MOMENT: made}
    return ContactPoint(member_id=member, **plain)
