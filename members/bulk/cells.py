"""One cell of many people set to the same: a few statements for each chunk, however many people are in it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from members.changing import stored
from members.changing.actions import turned
from members.changing.cells import Change
from members.changing.checks import There, refuse_oneself
from members.changing.writing import write
from members.models import CellChange, ChangeSet, Member


def check(asked: Mapping[str, Any]) -> None:
    """Refuse what is gone since it was chosen: a unit, a tag, a field, an organizer."""
    field, after = asked["field"], asked["value"]
    There.of([CellChange(field=field, after=after)]).refuse_gone(Change(UUID(int=0), field, None, after))


def apply(made: ChangeSet, rows: dict[UUID, Member], _ready: Any) -> Sequence[Change]:
    """Set the cell of everybody in whom something else stands; nobody becomes their own organizer."""
    field, after = made.asked["field"], made.asked["value"]
    found = stored.read(rows, [field])
    changes = [
        change
        for pk in rows
        if (change := Change(pk, field, found.value(pk, field), after)).before != after and _may_be(change)
    ]
    if changes:
        write(changes, rows, by=made.by)
    return changes


def take_back(cells: Sequence[CellChange], by: Member) -> set[UUID]:
    """Put back what stood there; who was changed since is left as they are."""
    rows = stored.locked(Member.objects.people(), {cell.member_id for cell in cells})
    found, there = stored.read(rows, {cell.field for cell in cells}), There.of(cells)
    changes, left = list[Change](), set[UUID]()
    for cell in cells:
        try:
            changes.append(turned(cell, found, there, back=True))
        except ValidationError:
            left.add(cell.member_id)
    if changes:
        write(changes, rows, by=by)
    return left


def _may_be(change: Change) -> bool:
    try:
        refuse_oneself(change)
    except ValidationError:
        return False
    return True
