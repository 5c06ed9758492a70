"""Own fields as a file has them: numbers and days are what they are, and not the words of the list."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from members import choices, columns
from members.models import Field, Member
from members.registry import Column
from members.requests import OrgRequest

type Load = Callable[[OrgRequest, Sequence[Member]], Mapping[UUID, Any]]


def loader(request: OrgRequest, column: Column) -> Load:
    """Return what fills the cells of a column in a file."""
    kinds = {f"field-{own.pk}": own.kind for own in choices.load(request).fields}
    read = _READ.get(kinds.get(column.name, ""))
    return _as(column, read) if read else column.plain or column.load


def _as(column: Column, read: Callable[[str], Any]) -> Load:
    def cells(request: OrgRequest, members: Sequence[Member]) -> Mapping[UUID, Any]:
        # The column itself goes first: it knows what somebody may see.
        seen, held = column.load(request, members), columns.held(request, members)
        return {pk: _typed(read, held[pk].get(column.name, []), words) for pk, words in seen.items() if pk in held}

    return cells


def _typed(read: Callable[[str], Any], stored: Sequence[str], words: object) -> object:
    """Read what is stored; what a list brought in and does not fit its kind stays as the list shows it."""
    try:
        return read(stored[0]) if stored else None
    except (ValueError, ArithmeticError):
        return words


def _number(text: str) -> Decimal:
    if not (number := Decimal(text)).is_finite():
        raise ValueError(text)
    return number


_READ: dict[str, Callable[[str], Any]] = {Field.Kind.NUMBER: _number, Field.Kind.DATE: date.fromisoformat}
