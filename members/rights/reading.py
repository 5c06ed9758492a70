"""The rows that tell of somebody, room by room, as each room's `held.py` says which these are."""

import re
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model, Q

from members.models import Member
from members.taking_out import tables
from members.taking_out.sheets import CALLED
from organizations import keeping, sealing
from organizations.keeping import Tell

type Row = dict[str, Any]
# What the database works out of other columns, to sort and to find by.
DERIVED = frozenset({"sorted_as", "folded", "searched", "normal"})
# In place of words that only some may read, where they stand.
CLOSED = {"closed": True}
# Names in posts of experiments stand between these: the key, the name, the end.
_NAMED = re.compile("\ue000[^\ue001]*\ue001([^\ue002]*)\ue002")


def rooms(pks: Sequence[UUID]) -> list[dict[str, Any]]:
    """Return what each room tells of the rows that are one person."""
    found: list[dict[str, Any]] = []
    for room in keeping.rooms():
        told: list[dict[str, Any]] = [_table(label, tell, pks) for label, tell in room.tells.items()]
        if filled := [table for table in told if table["rows"]]:
            found.append({"room": room.label, "called": str(room.called), "tables": filled})
    _name([row for room in found for table in room["tables"] for row in table["rows"]])
    return found


def shown(model: type[Model], tell: Tell) -> list[Any]:
    """Return the columns of a table that are told."""
    left_out, only = keeping.left_out(), tell.only.split()
    return [
        field
        for field in model._meta.concrete_fields  # noqa: SLF001 - the public face of a model
        if field.primary_key or (not only or field.name in only)
        if field.name not in DERIVED and keeping.name_of(field) not in left_out
    ]


def _table(label: str, tell: Tell, pks: Sequence[UUID]) -> dict[str, Any]:
    model = apps.get_model(label)
    fields = shown(model, tell)
    rows = model._base_manager.filter(pk__in=_found(model, tell, pks).order_by().values("pk"))  # noqa: SLF001
    told = [
        {field.name: _value(field, row[field.attname], tell) for field in fields}
        for row in rows.order_by("pk").values(*(field.attname for field in fields))
    ]
    return {"table": label, "called": str(tell.called), "rows": told}


def _found(model: Any, tell: Tell, pks: Sequence[UUID]) -> Any:
    if tell.rows:
        return tell.rows(pks)
    where = Q(pk=None)
    for key in tell.keys.split():
        where |= Q(**{f"{key}__in": pks})
    return model._base_manager.filter(where)  # noqa: SLF001 - whichever model it is


def _value(field: Any, value: Any, tell: Tell) -> Any:
    if value in (None, ""):
        return value
    if field.name in tell.closed.split():
        return CLOSED
    if field.name in tell.opens.split():
        return sealing.unseal(value)
    if field.is_relation:
        # Its name comes with all others.
        return {"id": value, "of": tables.label(field.related_model)}
    return plain(value)


def plain(value: Any) -> Any:
    """Return a text, or a tree of them, with names as they are read."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return _NAMED.sub(r"\1", value) if isinstance(value, str) else value


def _name(rows: Sequence[Row]) -> None:
    """Say what keys lead to, each table in one statement; of people their names, and nothing else."""
    keys = [value for row in rows for value in row.values() if isinstance(value, dict) and "of" in value]
    wanted: dict[str, set[UUID]] = {}
    for key in keys:
        wanted.setdefault(key["of"], set()).add(key["id"])
    names = {label: names_of(apps.get_model(label), ids) for label, ids in wanted.items()}
    for key in keys:
        key["name"] = names[key["of"]].get(key["id"], "")


def names_of(model: Any, ids: set[UUID]) -> dict[UUID, str]:
    """Return what rows are called, as far as they have a name."""
    if model is Member:
        return {member.pk: str(member) for member in Member._base_manager.filter(pk__in=ids)}  # noqa: SLF001
    columns = {field.name for field in model._meta.concrete_fields}  # noqa: SLF001 - whichever model it is
    called = next((name for name in CALLED if name in columns), None)
    if called is None:
        return {}
    named = model._base_manager.filter(pk__in=ids).values_list("pk", called)  # noqa: SLF001
    return {pk: plain(str(name)) for pk, name in named}


def leaves(told: Any) -> Iterator[str]:
    """Yield every text of a tree."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, dict | list):
        for each in told.values() if isinstance(told, dict) else told:
            yield from leaves(each)
