"""Look at every row of a matched list and write down what would happen to it. Nothing of people is changed."""

import json
from collections.abc import Iterator
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from imports import files, reading
from imports.claims import chunked, renew
from imports.cleaning import Cleaner
from imports.context import Context
from imports.matching import Index, Match
from imports.models import ImportBatch, ImportRow
from imports.named import Words
from imports.person import Person, Problem
from imports.reading import Row
from imports.state import State, load
from imports.storing import Storer
from imports.writing import Writer
from stpnet.db.copying import copy_into

CHUNK = 1000
Fate = ImportRow.Fate
_COLUMNS = (
    "batch_id", "number", "cells", "clean", "problems", "plan", "fate", "reason", "decision", "candidate_id",
)  # fmt: skip


def plan(batch: ImportBatch) -> None:
    """Read the file again with the chosen columns and keep a row for each line; starts afresh when repeated."""
    ImportRow.objects.filter(batch=batch).delete()
    ImportBatch.objects.filter(pk=batch.pk).update(n_looked_at=0)
    planner = Planner(batch)
    layout = batch.layout
    rows = reading.rows(
        files.path(batch.stored_as),
        sheet=layout["sheet"] or None,
        header_row=layout["header_row"],
        encoding=layout["encoding"] or None,
        delimiter=layout["delimiter"] or None,
    )
    for chunk in chunked(rows, CHUNK):
        with transaction.atomic():
            renew(batch, looked_at=len(chunk))
            copy_into("imports_importrow", _COLUMNS, planner.look_at(chunk))


class Planner:
    """Decides row by row; remembers the rows before, to know the same person twice in one list."""

    def __init__(self, batch: ImportBatch) -> None:
        self.batch = batch
        self.cleaner = Cleaner(Context.of(batch))
        self.before = Index()
        self.seen: dict[int, int] = {}  # row number -> fingerprint of what it said

    def look_at(self, rows: list[Row]) -> Iterator[tuple[object, ...]]:
        """Yield the stored row for each line of a chunk."""
        cleaned = [(row.number, *self.cleaner.clean(row)) for row in rows]
        people = [person for _number, person, *_rest in cleaned]
        here = Index()
        here.load(people)
        matches = [here.find(person) for person in people]
        states = load([match.who for match in matches if isinstance(match.who, UUID)], ladder_id=self.batch.ladder_id)
        # Effects are tried on what was loaded, with a writer that is thrown away.
        trial = Storer(
            self.batch, Words.for_people(self.batch, people, make=False), Writer(self.batch.pk, _any_ids()), {}
        )
        for (number, person, problems, stood), match in zip(cleaned, matches, strict=True):
            fate, reason = self._fate(number, person, match, states, trial)
            yield self._stored(number, person, problems, stood, fate, reason, match)

    def _fate(
        self, number: int, person: Person, match: Match, states: dict[UUID, State], trial: Storer
    ) -> tuple[Fate, str]:
        if isinstance(match.who, UUID):
            changes = trial.update(states[match.who], person, self.batch.pk, by_id=match.by_id)
            return (Fate.UPDATED if changes else Fate.UNCHANGED), ""
        if not self.batch.keeps_all_rows and isinstance(first := self.before.find(person).who, int):
            same = self.seen[first] == _fingerprint(person)
            self.before.learn(first, person)
            return (Fate.UNCHANGED if same else Fate.UPDATED), _("Same person as row %s.") % first
        if not person.can_be_known():
            return Fate.REFUSED, _("There is no name, phone, e-mail or address here, so we cannot tell who this is.")
        if match.candidate is not None and self.batch.holds_back:
            return Fate.HELD_BACK, match.reason
        self.before.add(number, person)
        self.seen[number] = _fingerprint(person)
        return Fate.CREATED, match.reason

    def _stored(
        self,
        number: int,
        person: Person,
        problems: list[Problem],
        stood: dict[str, str],
        fate: Fate,
        reason: str,
        match: Match,
    ) -> tuple[object, ...]:
        told = json.dumps([problem._asdict() for problem in problems])
        return (
            self.batch.pk, number, json.dumps(stood), json.dumps(person.stored()), told, fate.value, "", reason[:300], "",
            match.candidate,
        )  # fmt: skip


def _fingerprint(person: Person) -> int:
    return hash(json.dumps(person.stored(), sort_keys=True))


def _any_ids() -> Iterator[UUID]:
    """Yield ids for rows that are never written."""
    return iter(uuid4, None)
