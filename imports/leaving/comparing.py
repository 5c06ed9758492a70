"""Compare an upload of a living sheet with what is here, a chunk of rows at a time. Nobody is changed by it."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from imports import planning
from imports.claims import renew
from imports.context import here as organization_here
from imports.leaving.before import Before, came_in_at
from imports.leaving.changed import Change, Changes
from imports.leaving.here import Here, Names, people_in
from imports.leaving.newer import Newer, Verdict, Why, judge
from imports.leaving.values import Compared, Values, digest, matched, new_fields, of_person
from imports.matching import Index
from imports.models import ImportBatch, ImportRow, Sheet, SheetDifference, SheetLine
from imports.person import Person
from stpnet.db.copying import copy_into

CHUNK = 1000
Fate = ImportRow.Fate
LINE = ("batch_id", "member_id", "said")
DIFFERENCE = (
    "batch_id", "number", "member_id", "what", "newer", "why", "there", "here", "changed_at", "changed_by_id",
    "changed_in_id", "choice",
)  # fmt: skip
type Row = tuple[object, ...]


def compare(batch: ImportBatch) -> None:
    """Look at every row as for bringing it in, then at every cell; starts afresh when repeated."""
    if batch.sheet is None:
        raise ValueError("a list that is no upload of a sheet")
    SheetDifference.objects.filter(batch=batch).delete()
    SheetLine.objects.filter(batch=batch).delete()
    planning.plan(batch)
    comparison, last = Comparison(batch, batch.sheet), 0
    while rows := list(ImportRow.objects.filter(batch=batch, number__gt=last).order_by("number")[:CHUNK]):
        with transaction.atomic():
            renew(batch)
            comparison.look_at(rows)
        last = rows[-1].number
    with transaction.atomic():
        renew(batch)
        ImportBatch.objects.filter(pk=batch.pk).update(compared=comparison.figures(), finished_at=Now())


class Comparison:
    """One upload beside what is here. `alike`, `blank` and `differing` count cells by what is compared."""

    def __init__(self, batch: ImportBatch, sheet: Sheet) -> None:
        self.batch, self.sheet = batch, sheet
        self.region = organization_here().phone_region
        self.fields = new_fields(batch)
        self.can_say = matched(batch, self.fields)
        self.before, self.came_in_at = Before(batch, sheet), came_in_at(sheet)
        self.names = Names(batch, self.region)
        self.alike: Counter[str] = Counter()
        self.blank: Counter[str] = Counter()
        self.differing: Counter[str] = Counter()
        self.n_refused = self.n_both = self.n_again = 0

    def figures(self) -> dict[str, object]:
        """Return what is counted and not kept row by row."""
        return {
            "alike": self.alike,
            "blank": self.blank,
            "differing": self.differing,
            "refused": self.n_refused,
            "both": self.n_both,
            "again": self.n_again,
        }

    def look_at(self, rows: list[ImportRow]) -> None:
        """Compare a chunk, and write down what differs and what the sheet said."""
        people = [Person.from_stored(row.clean) for row in rows]
        index = Index()
        index.load(people)
        found = [match.who for match in map(index.find, people)]
        members = {who for who in found if isinstance(who, UUID)}
        self._meet(people, members)
        lines: list[Row] = []
        differences: list[Row] = []
        for row, person, who in zip(rows, people, found, strict=True):
            if row.plan == Fate.REFUSED:
                self.n_refused += 1
            elif isinstance(who, UUID):
                self.n_both += 1
                said = of_person(person, self.fields)
                lines.append((self.batch.pk, who, json.dumps({w: digest(v, self.sheet) for w, v in said.items()})))
                differences += self._of_member(row.number, who, person, said)
            else:
                differences.append(self._of_nobody(row, person))
        copy_into("imports_sheetline", LINE, lines)
        copy_into("imports_sheetdifference", DIFFERENCE, differences)

    def _meet(self, people: list[Person], members: set[UUID]) -> None:
        self.here = Here(self.batch, members, self.region)
        self.changes = Changes(self.sheet, self.batch.ladder_id, members)
        self.before.meet(members)
        self.names.meet(people_in([*self.here.of.values(), *(of_person(person, self.fields) for person in people)]))

    def _of_nobody(self, row: ImportRow, person: Person) -> Row:
        why = {Fate.HELD_BACK: Why.MAYBE, Fate.UPDATED: Why.AGAIN, Fate.UNCHANGED: Why.AGAIN}.get(
            Fate(row.plan), Why.NONE
        )
        self.n_again += why is Why.AGAIN
        reach = ", ".join(self.names.text(c["kind"], {"": c["value"]}) for c in person.contacts[:2])
        shown = " · ".join(part for part in (person.shown_name, reach) if part)
        return self._difference(row.number, None, "", Verdict(Newer.PERSON, why), shown, "", None)

    def _of_member(self, number: int, who: UUID, person: Person, said: Compared) -> Iterator[Row]:
        here = self.here.of[who]
        for what in self.can_say | said.keys():
            there = self._comparable(who, what, said.get(what, {}))
            ours = here.get(what, {})
            if what == "level" and there:
                ours = self.here.level_on(who, date.fromisoformat(person.level_on))
            if not there:
                self.blank.update([what] if ours and what not in said else [])
            elif there.keys() <= ours.keys():
                self.alike[what] += 1
            else:
                self.differing[what] += 1
                verdict = self._verdict(who, what, said[what], there.keys() - ours.keys(), ours)
                shown = self.names.text(what, there), self.names.text(what, ours)
                yield self._difference(number, who, what, verdict, *shown, self.changes.latest(who, what))

    def _comparable(self, who: UUID, what: str, there: Values) -> Values:
        """Leave out what was agreed to about a contact that is not here: it comes with that contact."""
        if not what.startswith("may_"):
            return there
        return {token: text for token, text in there.items() if token.rpartition(" ")[0] in self.here.contacts[who]}

    def _verdict(self, who: UUID, what: str, said: Values, new: set[str], ours: Values) -> Verdict:
        """Say which is newer. `said` is the whole cell, `new` what of it is not here."""
        if what == "status" and who in self.here.signs_in:
            return Verdict(Newer.HERE, Why.ACCOUNT)
        if what.startswith("may_") and all(f"{token.rpartition(' ')[0]} no" in ours for token in new):
            return Verdict(Newer.HERE, Why.NO_STAYS)
        changed_there = self.before.changed(who, what, digest(said, self.sheet))
        kept = self.changes.last(self.changes.kept, who, what)
        here = self.changes.since(who, what, self.came_in_at)
        if kept and kept == here and changed_there is False:
            return Verdict(Newer.HERE, Why.KEPT)
        own = self.changes.last(self.changes.own, who, what)
        return judge(came_in=bool(self.came_in_at or own or kept), changed_here=bool(here), changed_there=changed_there)

    def _difference(
        self, number: int, who: UUID | None, what: str, verdict: Verdict, there: str, ours: str, last: Change | None
    ) -> Row:
        told = (last.at, last.by, last.batch) if last else (None, None, None)
        return (
            self.batch.pk, number, who, what[:200], verdict.newer.value, verdict.why.value, there, ours, *told, "",
        )  # fmt: skip
