"""Buffers of one chunk, written with COPY: whole tables at a time, ids fetched beforehand."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models.functions import Now
from psycopg import sql

from members.models import Member
from stpnet.db.copying import copy_into
from stpnet.db.wrapper import current

# Parents before children: foreign keys are checked at once.
ORDER = (
    "members.member", "members.contactpoint", "members.externalid", "members.belonging", "members.membertag",
    "members.fieldvalue", "ladders.assessment",
)  # fmt: skip


def new_ids() -> Iterator[UUID]:
    """Yield ids that the database makes, a thousand at a time: the order of ids is the order of time."""
    while True:
        with current().cursor() as cursor:
            cursor.execute("SELECT uuidv7() FROM generate_series(1, 1000)")
            yield from [row[0] for row in cursor.fetchall()]


class Writer:
    """Collects the rows of a chunk, and an ImportChange for each of them."""

    def __init__(self, batch_id: UUID, ids: Iterator[UUID] | None = None) -> None:
        self.batch_id = batch_id
        self.ids = ids or new_ids()
        self.created: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.updated: dict[tuple[str, tuple[str, ...]], list[tuple[UUID, dict[str, Any]]]] = defaultdict(list)
        self.changes: list[tuple[Any, ...]] = []
        # Members whose own columns stay, but who got a contact, a tag or the like: an edit form open now is late.
        self.touched: set[UUID] = set()

    def create(self, model: str, row_id: UUID, **columns: Any) -> UUID:
        """Remember a new row; all rows of a model give the same columns. Returns its id."""
        pk = next(self.ids)
        self.created[model].append({"id": pk, **columns})
        self.changes.append((self.batch_id, row_id, "created", model, pk, "{}", _json(columns)))
        return pk

    def update(self, model: str, row_id: UUID, pk: UUID, before: dict[str, Any], after: dict[str, Any]) -> None:
        """Remember new values for a stored row, and what stood there."""
        self.updated[model, tuple(sorted(after))].append((pk, after))
        self.changes.append((self.batch_id, row_id, "updated", model, pk, _json(before), _json(after)))

    def note_made(self, row_id: UUID, made: Sequence[tuple[str, UUID]]) -> None:
        """Remember units, tags and fields made for the list as a whole, under its first row."""
        self.changes += [(self.batch_id, row_id, "created", model, pk, "{}", "{}") for model, pk in made]

    def write(self) -> None:
        """Send everything: a COPY for each table, an UPDATE for each set of columns."""
        for model in ORDER:
            if rows := self.created.get(model):
                copy_into(_table(model), list(rows[0]), (tuple(row.values()) for row in rows))
        for (model, columns), rows_to_update in self.updated.items():
            update_many(model, columns, [(pk, *(after[c] for c in columns)) for pk, after in rows_to_update])
        Member.objects.filter(pk__in=self.touched).update(changed_at=Now())
        columns_of_change = ["batch_id", "row_id", "kind", "model", "object_id", "before", "after"]
        copy_into("imports_importchange", columns_of_change, self.changes)


def update_many(model: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Set columns of many rows in one statement; each row is (id, value, …). A later row of the same id wins."""
    if not rows:
        return
    fields = [_column(model, name) for name in columns]
    latest = list({row[0]: row for row in rows}.values())
    assignments = sql.SQL(", ").join(sql.SQL("{} = v.{}").format(*[sql.Identifier(name)] * 2) for name, _t in fields)
    if model == "members.member":
        assignments += sql.SQL(", changed_at = now()")  # so that an edit form opened before sees that it is late
    arrays = sql.SQL(", ").join(
        sql.SQL("%s::{}[]").format(sql.SQL(kind)) for kind in ("uuid", *(t for _n, t in fields))
    )
    names = sql.SQL(", ").join(map(sql.Identifier, ("id", *(name for name, _type in fields))))
    statement = sql.SQL("UPDATE {} AS t SET {} FROM unnest({}) AS v({}) WHERE t.id = v.id").format(
        sql.Identifier(_table(model)), assignments, arrays, names
    )
    with current().cursor() as cursor:
        cursor.execute(statement, [list(values) for values in zip(*latest, strict=True)])


def _table(model: str) -> str:
    return str(apps.get_model(model)._meta.db_table)  # noqa: SLF001 - the model's own table


def _column(model: str, name: str) -> tuple[str, str]:
    found = apps.get_model(model)._meta.get_field(name.removesuffix("_id"))  # noqa: SLF001
    kind = found.rel_db_type(current()) if found.is_relation else found.db_type(current())
    return found.column, str(kind).split("(", maxsplit=1)[0]


def _json(values: dict[str, Any]) -> str:
    return json.dumps(values, default=_plain)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
