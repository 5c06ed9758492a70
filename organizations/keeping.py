"""What becomes of each column when a person it is about is erased: every room says it of every column of its tables.

A column that nobody classed fails a test, so who adds one has to say what erasing does with it. The same files say
which rows tell of a person: what somebody is handed who asks for all that is held about them is read from here.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple
from uuid import UUID

from django.apps import apps
from django.db import models
from django.utils.functional import Promise

# The columns of a table by what becomes of them, as each room's `held.py` lists them.
type Held = dict[str, dict[str, str]]


# Columns ("room.table.column") or tables that tell nothing of a person, or nothing that is not told elsewhere; and why.
type LeftOut = dict[str, str]


class Tell(NamedTuple):
    """Rows of one table that tell of a person: what they are called, and how they are found."""

    called: str | Promise
    # Lookups that lead to the person, any of them.
    keys: str = ""
    # In place of keys: finds the rows of these people.
    rows: Callable[[Sequence[UUID]], Any] | None = None
    # The columns that are told; empty: all of them.
    only: str = ""
    # Words that only some may read, where they stand: who asks for the file may be none of them.
    closed: str = ""
    # Words that are closed for safety only.
    opens: str = ""


type Tells = dict[str, Tell]


class Room(NamedTuple):
    """What a room tells of people."""

    label: str
    called: str | Promise
    tells: Tells
    left_out: LeftOut


class Fate(StrEnum):
    # It says nothing of who it was: days, states, counts, keys. A key to a person leads to their empty row.
    KEEP = "keep"
    # It goes, with its row or out of it.
    ERASE = "erase"
    # The row is about more than this person: their name and what leads to them is taken out.
    ANONYMISE = "anonymise"


@cache
def fates() -> dict[str, Fate]:
    """Map "members.member.given_name" to what becomes of it."""
    return dict(_lines())


def columns(fate: Fate, labels: Iterable[str]) -> Iterator[tuple[type[models.Model], list[Any]]]:
    """Yield the tables of these applications with the columns that share a fate."""
    for model in apps.get_models():
        if model._meta.app_label in labels:  # noqa: SLF001 - the public face of a model
            found = [field for field in model._meta.concrete_fields if fates().get(name_of(field)) is fate]  # noqa: SLF001
            if found:
                yield model, found


def name_of(field: Any) -> str:
    return f"{field.model._meta.label_lower}.{field.name}"  # noqa: SLF001


def unclassed() -> tuple[set[str], set[str]]:
    """Return the columns that nobody classed, and the names that are no column any more."""
    there = {name_of(field) for model in apps.get_models() for field in model._meta.concrete_fields}  # noqa: SLF001
    return there - set(fates()), set(fates()) - there


def rooms() -> Iterator[Room]:
    """Yield what each room tells of people, in the order of the rooms."""
    for label, held in _held():
        if hasattr(held, "TELLS"):
            yield Room(label, held.CALLED, held.TELLS, getattr(held, "LEFT_OUT", {}))


def left_out() -> LeftOut:
    """Return all columns and tables that are not told of a person, with the reasons."""
    return {name: why for room in rooms() for name, why in room.left_out.items()}


def _held() -> Iterator[tuple[str, Any]]:
    for config in apps.get_app_configs():
        if find_spec(f"{config.name}.held") is not None:
            yield config.label, import_module(f"{config.name}.held")


def _lines() -> Iterator[tuple[str, Fate]]:
    for _label, room in _held():
        held: Held = room.HELD
        for model, by_fate in held.items():
            for fate, names in by_fate.items():
                yield from ((f"{model}.{name}", Fate(fate)) for name in names.split())
