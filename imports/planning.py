"""Look at every row of a matched list and write down what would happen to it. Nothing of people is changed."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from uuid import UUID

import orjson
from django.db import transaction
from django.utils.translation import gettext as _

from imports import again, decisions, files, reading, resembling
from imports.claims import chunked, renew
from imports.cleaning import Cleaner
from imports.context import Context
from imports.decisions import NONE, Said, Word
from imports.fixes import Fixes
from imports.matching import Index, Match, Who
from imports.meanings import spellings
from imports.models import ImportBatch, ImportRow
from imports.person import Cleaned, Note, Person, Problem
from imports.room import Room
from imports.trial import Told, Trial
from imports.ways import Ways
from stpnet.db.copying import copy_into

CHUNK = 2500
Fate = ImportRow.Fate
COLUMNS = (
    "batch_id", "number", "cells", "clean", "problems", "offers", "notes", "plan", "fate", "reason", "decision",
    "candidate_id", "candidate_row", "not_these", "choices", "decided_by_id", "changes",
)  # fmt: skip


def plan(batch: ImportBatch) -> None:
    """Read the file again with the chosen columns and keep a row for each line; starts afresh when repeated.

    A list brought in again has no file: what its rows said then is taken.
    """
    said, last = decisions.said_before(batch) | decisions.said(batch), 0
    ImportBatch.objects.filter(pk=batch.pk).update(n_looked_at=0, is_to_recount=False)
    planner = Planner(batch, said)
    lines = from_file(batch) if batch.stored_as else again.lines(batch)
    for chunk in chunked(lines, CHUNK):
        with transaction.atomic():
            renew(batch, looked_at=len(chunk))
            # Not all rows at first: what people said stands in them, for the worker that follows one that died.
            _make_room(batch, number__gt=last, number__lte=chunk[-1].number)
            copy_into("imports_importrow", COLUMNS, planner.look_at(chunk))
        last = chunk[-1].number
    with transaction.atomic():
        renew(batch)
        _make_room(batch, number__gt=last)
    spellings.keep(batch)
    ImportBatch.objects.filter(pk=batch.pk).update(n_archived=len(planner.archived))


def _make_room(batch: ImportBatch, **numbers: int) -> None:
    """Take out what an earlier look left: one statement, as nothing hangs on rows that were only looked at."""
    rows = ImportRow.objects.filter(batch=batch, **numbers)
    rows._raw_delete(rows.db)  # noqa: SLF001 - see above


def from_file(batch: ImportBatch) -> Iterator[Cleaned]:
    """Yield what each line of the file says, with what a person wrote instead."""
    layout, context, fixes = batch.layout, Context.of(batch), Fixes(batch)
    cleaner, room = Cleaner(context), Room.of(context)
    rows = reading.rows(
        files.path(batch.stored_as),
        sheet=layout["sheet"] or None,
        header_row=layout["header_row"],
        encoding=layout["encoding"] or None,
        delimiter=layout["delimiter"] or None,
    )
    return (room.keep_to(cleaner.clean(row, fixed := fixes.of(row.number)), fixed) for row in rows)


class Outcome(NamedTuple):
    """What would become of a row: its fate, why, and the fields it changes."""

    fate: Fate
    reason: str
    changes: Sequence[str] = ()


class Planner:
    """Decides row by row; remembers the rows before, to know the same person twice in one list."""

    def __init__(self, batch: ImportBatch, said: Said | None = None) -> None:
        self.batch = batch
        self.said = said or {}
        self.before = Index()
        self.told: Told = {}
        # Rows that others were said to be the same as, and who they became themselves.
        self.awaited = {word.candidate for word in self.said.values() if isinstance(word.candidate, int)}
        self.became: dict[int, Who] = {}
        self.archived: set[UUID] = set()
        # Whom rows resemble that nothing exact ties to anybody, where that was looked for.
        self.alike: resembling.Alike = {}

    def look_at(self, lines: list[Cleaned]) -> Iterator[tuple[object, ...]]:
        """Yield the stored row for each line of a chunk."""
        people = {line.number: line.person for line in lines if not line.is_skipped}
        here = Index()
        here.load(people.values())
        here.know({who for number in people if isinstance(who := self._word(number, people[number]).same, UUID)})
        self.before.brought.clear()
        found = {number: self._find(here, number, person) for number, person in people.items()}
        trial = Trial(self.batch, self.told, people)
        trial.load({match.who for match in found.values() if match.who is not None}, here)
        self.archived |= {pk for pk, state in trial.states.items() if state.is_archived}
        for line in lines:
            if line.is_skipped:
                yield self._stored(line, Match(), Outcome(Fate.REFUSED, _("You left this row out.")))
                continue
            match = found[line.number]
            if line.number in self.said or self.before.has_news_of(line.person):
                match = self._find(here, line.number, line.person)
            outcome = self._outcome(line.number, line.person, match, trial)
            yield self._stored(line, match, outcome)

    def _word(self, number: int, person: Person) -> Word:
        word = self.said.get(number, NONE)
        return word if word.is_about(person) else NONE

    def _find(self, here: Index, number: int, person: Person) -> Match:
        """Look among the people who are here, then among those whom rows before made or told more of."""
        word = self._word(number, person)
        if (same := self._same(word)) is not None:
            if isinstance(same, UUID):
                self.before.known[same] = here.known.get(same) or self.before.known[same]
            return Match(who=same)
        if isinstance(word.same, int):
            return decisions.waits_for(word.same)
        match = decisions.unless_doubted(here.find(person, but_not=word.others), word)
        if isinstance(match.who, UUID):
            self.before.known[match.who] = here.known[match.who]
            return match
        again = decisions.unless_doubted(self.before.find(person, but_not=word.others), word)
        if again.who is not None or (match.candidate is None and again.candidate is not None):
            return again
        if match.candidate is None and number in self.alike and not word.is_new:
            likely = resembling.match(self.alike[number], but_not=word.others)
            return likely if likely.candidate is not None else match
        return match

    def _same(self, word: Word) -> Who | None:
        """Return whom a person said this is; an earlier row may itself be somebody else by now."""
        return self.became.get(word.same) if isinstance(word.same, int) else word.same

    def _outcome(self, number: int, person: Person, match: Match, trial: Trial) -> Outcome:
        outcome = self._fate(number, person, match, trial)
        who = number if outcome.fate is Fate.CREATED else match.who
        if number in self.awaited and who is not None:
            self.became[number] = who
        return outcome

    def _fate(self, number: int, person: Person, match: Match, trial: Trial) -> Outcome:
        word = self._word(number, person)
        if match.who is not None:
            ways = Ways(self.batch.modes, word.choices if word.same else {}, match.by_id)
            changes = trial.changes(match.who, number, ways)
            self.before.learn(match.who, person)
            reason = _("Same person as row %s.") % match.who if isinstance(match.who, int) else ""
            return Outcome(Fate.UPDATED if changes else Fate.UNCHANGED, reason, changes)
        if not person.can_be_known():
            said = _("There is no name, phone, e-mail or address here, so we cannot tell who this is.")
            return Outcome(Fate.REFUSED, said)
        if match.candidate is not None and self.batch.holds_back and not word.is_new:
            return Outcome(Fate.HELD_BACK, match.reason)
        if not self.batch.keeps_all_rows:
            self.before.add(number, person)
        return Outcome(Fate.CREATED, match.reason)

    def _stored(self, line: Cleaned, match: Match, outcome: Outcome) -> tuple[object, ...]:
        told = (_told(line.problems), _told(line.offers), _told(line.notes))
        word = self._word(line.number, line.person)
        candidate = word.candidate if word.decision else match.candidate
        member, row = (candidate, None) if isinstance(candidate, UUID) else (None, candidate)
        return (
            self.batch.pk, line.number, _json(line.stood), _json(line.person.stored()), *told,
            outcome.fate.value, "",
            outcome.reason[:300], word.decision, member, row, _json(sorted(word.not_these, key=str)),
            _json(word.choices), word.by, _json(outcome.changes),
        )  # fmt: skip


def _told(cells: Sequence[Problem | Note]) -> str:
    return _json([cell._asdict() for cell in cells]) if cells else "[]"


def _json(value: object) -> str:
    return orjson.dumps(value).decode()
