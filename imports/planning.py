"""Look at every row of a matched list and write down what would happen to it. Nothing of people is changed."""

import json
from collections.abc import Iterator
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from imports import again, files, reading
from imports.again import Cleaned
from imports.claims import chunked, renew
from imports.cleaning import Cleaner
from imports.context import Context
from imports.matching import Index, Match
from imports.models import ImportBatch, ImportRow
from imports.person import Person, Problem
from imports.trial import Told, Trial
from stpnet.db.copying import copy_into

CHUNK = 1000
Fate = ImportRow.Fate
COLUMNS = (
    "batch_id", "number", "cells", "clean", "problems", "plan", "fate", "reason", "decision", "candidate_id",
)  # fmt: skip


def plan(batch: ImportBatch) -> None:
    """Read the file again with the chosen columns and keep a row for each line; starts afresh when repeated.

    A list brought in again has no file: what its rows said then is taken.
    """
    before = ImportRow.objects.filter(batch=batch)
    before._raw_delete(before.db)  # noqa: SLF001 - one statement: nothing hangs on rows that were only looked at
    ImportBatch.objects.filter(pk=batch.pk).update(n_looked_at=0)
    planner = Planner(batch)
    lines = from_file(batch) if batch.stored_as else again.lines(batch)
    for chunk in chunked(lines, CHUNK):
        with transaction.atomic():
            renew(batch, looked_at=len(chunk))
            copy_into("imports_importrow", COLUMNS, planner.look_at(chunk))


def from_file(batch: ImportBatch) -> Iterator[Cleaned]:
    """Yield what each line of the file says."""
    layout, cleaner = batch.layout, Cleaner(Context.of(batch))
    rows = reading.rows(
        files.path(batch.stored_as),
        sheet=layout["sheet"] or None,
        header_row=layout["header_row"],
        encoding=layout["encoding"] or None,
        delimiter=layout["delimiter"] or None,
    )
    return ((row.number, *cleaner.clean(row)) for row in rows)


class Planner:
    """Decides row by row; remembers the rows before, to know the same person twice in one list."""

    def __init__(self, batch: ImportBatch) -> None:
        self.batch = batch
        self.before = Index()
        self.told: Told = {}

    def look_at(self, cleaned: list[Cleaned]) -> Iterator[tuple[object, ...]]:
        """Yield the stored row for each line of a chunk."""
        people = {number: person for number, person, *_rest in cleaned}
        here = Index()
        here.load(people.values())
        trial = Trial(self.batch, self.told, people)
        trial.load({who for each in people.values() if (who := self._find(here, each).who) is not None}, here)
        for number, person, problems, stood in cleaned:
            # Found again, as rows of this chunk have joined those before.
            match = self._find(here, person)
            fate, reason = self._fate(number, person, match, trial)
            yield self._stored(number, person, problems, stood, fate, reason, match)

    def _find(self, here: Index, person: Person) -> Match:
        """Look among the people who are here, then among those whom rows before made or told more of."""
        match = here.find(person)
        if isinstance(match.who, UUID):
            self.before.known[match.who] = here.known[match.who]
        elif (again := self.before.find(person)).who is not None:
            return again
        return match

    def _fate(self, number: int, person: Person, match: Match, trial: Trial) -> tuple[Fate, str]:
        if match.who is not None:
            changes = trial.changes(match.who, number, by_id=match.by_id)
            self.before.learn(match.who, person)
            reason = _("Same person as row %s.") % match.who if isinstance(match.who, int) else ""
            return (Fate.UPDATED if changes else Fate.UNCHANGED), reason
        if not person.can_be_known():
            return Fate.REFUSED, _("There is no name, phone, e-mail or address here, so we cannot tell who this is.")
        if match.candidate is not None and self.batch.holds_back:
            return Fate.HELD_BACK, match.reason
        if not self.batch.keeps_all_rows:
            self.before.add(number, person)
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
