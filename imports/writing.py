"""Buffers of one chunk, written with COPY: whole tables at a time, ids fetched beforehand."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cached_property
from operator import itemgetter
from typing import Any, cast
from uuid import UUID

import orjson
from django.apps import apps

from imports.undo.slots import ANSWER, MEMBER, SHAPES, WRITTEN, Step, plain, told
from members.models import Member
from stpnet.db.copying import copy_into
from stpnet.db.updating import update_many
from stpnet.db.wrapper import current

# Parents before children: foreign keys are checked at once.
ORDER = (
    "members.member", "members.contactpoint", "members.externalid", "members.belonging", "members.membertag",
    "members.fieldvalue", "ladders.assessment", "imports.keptaside",
)  # fmt: skip


def new_ids() -> Iterator[UUID]:
    """Yield ids that the database makes, a thousand at a time: the order of ids is the order of time."""
    while True:
        with current().cursor() as cursor:
            cursor.execute("SELECT uuidv7() FROM generate_series(1, 1000)")
            yield from [row[0] for row in cursor.fetchall()]


class Writer:
    """Collects the rows of a chunk, and for each person the steps that take it back."""

    def __init__(self, batch_id: UUID, ids: Iterator[UUID] | None = None) -> None:
        self.batch_id = batch_id
        self.ids = ids or new_ids()
        self.created: dict[str, dict[UUID, dict[str, Any]]] = defaultdict(dict)
        # By model and row: two rows of a list may change different columns of one person, and the later one wins.
        self.updated: dict[str, dict[UUID, dict[str, Any]]] = defaultdict(dict)
        self.removed: dict[str, set[UUID]] = defaultdict(set)
        self.steps: dict[UUID | None, list[Step]] = defaultdict(list)
        # When the members were changed last, before this chunk.
        self.seen: dict[UUID, datetime | None] = {}
        # Members whose own columns stay, but who got a contact, a tag or the like: an edit form open now is late.
        self.touched: set[UUID] = set()

    @cached_property
    def at(self) -> datetime:
        """The moment of the chunk: from then on a change of one of these people is somebody else's."""
        with current().cursor() as cursor:
            cursor.execute("SELECT statement_timestamp()")
            return cast("datetime", cursor.fetchone()[0])

    def create(self, model: str, about: UUID | None, **columns: Any) -> UUID:
        """Remember a new row about a member, or a new member; all rows of a model give the same columns."""
        pk = columns["id"] = next(self.ids)
        if about is None:
            columns["created_at"] = columns["changed_at"] = self.at
        else:
            columns["member_id"] = about
        self.created[model][pk] = columns
        # An assessment has no step: it names its import itself.
        steps = self.steps[about or pk]
        if (shape := SHAPES.get(model)) is not None:
            steps.append(((model, *[columns[name] for name in shape.key]), None, told(shape, columns)))
        return pk

    def update(self, of: tuple[str, ...], about: UUID, pk: UUID, before: dict[str, Any], after: dict[str, Any]) -> None:
        """Remember new values for a stored row, and what stood there. `of`: the model, and what makes the row unique."""
        kept = [name for name in SHAPES[of[0]].columns if name in after]
        was = {name: before[name] for name in (*kept, WRITTEN) if name in before}
        self.steps[about].append((of, was, {name: after[name] for name in kept}))
        if of == MEMBER:
            after = {**after, "changed_at": self.at}  # so that an edit form opened before sees that it is late
        elif of[0] == ANSWER:
            after = {**after, WRITTEN: self.at}  # a new answer is kept as long as its field says, from now on
        self.updated[of[0]][pk] = self.updated[of[0]].get(pk, {}) | after

    def remove(self, model: str, about: UUID, pk: UUID, **key: Any) -> None:
        """Take out a row that has nothing but its key, so that its id is enough to put it back."""
        self.steps[about].append(((model, *key.values()), {"id": pk}, None))
        if self.created[model].pop(pk, None) is None:
            self.removed[model].add(pk)

    def keep_aside(self, **columns: Any) -> None:
        """Remember cells that have no room yet. No step: they name their list, and go with it."""
        pk = next(self.ids)
        self.created["imports.keptaside"][pk] = {"id": pk, "batch_id": self.batch_id, **columns}

    def note_made(self, made: Sequence[tuple[str, UUID, str]]) -> None:
        """Remember units, tags and fields made for the list as a whole."""
        for model, pk, name in made:
            self.steps[None].append(((model, str(pk)), None, {"name": name}))

    def write(self) -> None:
        """Send everything: a COPY for each table, an UPDATE for each set of columns."""
        # First, as what is taken out may come in again with a later row.
        for model, pks in self.removed.items():
            apps.get_model(model)._default_manager.filter(pk__in=pks).delete()  # noqa: SLF001 - any of the tables
        for model in ORDER:
            if rows := list(self.created[model].values()):
                names = list(rows[0])
                copy_into(_table(model), names, map(itemgetter(*names), rows))
        for model, updates in self.updated.items():
            self._update(model, updates)
        Member.objects.filter(pk__in=self.touched).update(changed_at=self.at)
        changes = (
            (self.batch_id, about, self.at, self.seen.get(about) if about else None, _json(steps))
            for about, steps in self.steps.items()
        )
        copy_into("imports_importchange", ["batch_id", "about", "at", "seen", "steps"], changes)

    def _update(self, model: str, updates: dict[UUID, dict[str, Any]]) -> None:
        by_columns: dict[tuple[str, ...], list[tuple[Any, ...]]] = defaultdict(list)
        for pk, after in updates.items():
            columns = tuple(sorted(after))
            by_columns[columns].append((pk, *(after[name] for name in columns)))
        for columns, rows in by_columns.items():
            update_many(model, columns, rows)


def _table(model: str) -> str:
    return str(apps.get_model(model)._meta.db_table)  # noqa: SLF001 - the model's own table


def _json(steps: list[Step]) -> str:
    return orjson.dumps(steps, default=plain).decode()
