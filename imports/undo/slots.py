"""What is stored of people, as undoing compares it: each row under what makes it one of its kind, its values as text.

Not by ids: whoever edits a person may take a row out and put it in again.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.apps import apps

from imports.person import COLUMNS

# The model and what makes a row one of its kind: ("members.contactpoint", "phone", "+15035550101").
type Slot = tuple[str, ...]
type Values = dict[str, str]
# What was done to a slot: the values before (None: there was no such row) and after (None: there is none any more,
# and before is its id: only rows that are all key are taken out).
type Step = tuple[tuple[Any, ...], dict[str, Any] | None, dict[str, Any] | None]


class Shape(NamedTuple):
    """The columns that make a row of a member one of its kind, and those that are compared."""

    key: tuple[str, ...]
    columns: tuple[str, ...]


MEMBER: Slot = ("members.member",)
ANSWER = "members.fieldvalue"
# When an answer was written: told before a new one, so that it goes back with the old one. It is never compared.
WRITTEN = "written_at"
SHAPES = {
    "members.member": Shape((), COLUMNS),
    "members.contactpoint": Shape(
        ("kind", "normal"),
        (
            "label", "value", "street", "city", "region", "postal_code", "country", "standing", "may_call", "may_text",
            "may_mail", "consent_on", "consent_source",
        ),
    ),
    "members.externalid": Shape(("system", "value"), ()),
    "members.belonging": Shape(("kind_id",), ("unit_id",)),
    "members.membertag": Shape(("tag_id",), ()),
    ANSWER: Shape(("field_id",), ("value",)),
}  # fmt: skip


class Stored(NamedTuple):
    """A row as it stands."""

    id: UUID
    values: Values


def read(members: Collection[UUID]) -> dict[UUID, dict[Slot, Stored]]:
    """Read everything that lists may change of these members: a statement for each table."""
    found: dict[UUID, dict[Slot, Stored]] = {pk: {} for pk in members}
    for model, shape in SHAPES.items():
        owner = "pk" if model == MEMBER[0] else "member_id"
        rows = apps.get_model(model)._default_manager.filter(**{f"{owner.removesuffix('_id')}__in": members})  # noqa: SLF001
        n_key = len(shape.key)
        for member, pk, *rest in rows.order_by().values_list(owner, "pk", *shape.key, *shape.columns):
            slot = (model, *map(plain, rest[:n_key]))
            found[member][slot] = Stored(pk, dict(zip(shape.columns, map(plain, rest[n_key:]), strict=True)))
    return found


def told(shape: Shape, columns: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is kept of a new row: its values, without those that are empty."""
    return {name: value for name in shape.columns if (value := columns.get(name))}


def plain(value: object) -> str:
    """Return a value as the records keep it; nothing and an empty text are the same."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
