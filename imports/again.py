"""A list that was taken back and is brought in again, from what its rows said: the file is long deleted."""

from collections.abc import Iterator
from uuid import UUID

from imports.fixes import Fixes
from imports.models import ImportBatch, ImportRow
from imports.person import Cleaned, Note, Person, Problem
from ladders.models import Level
from members.models import Field, Member, UnitKind

CHUNK = 1000


def lines(batch: ImportBatch) -> Iterator[Cleaned]:
    """Yield what each row of the list before said, without what it names that is gone by now."""
    known, fixes, last = Here(), Fixes(batch), 0
    # Of who was erased since, nothing is known any more, so there is nothing to bring in.
    here = ImportRow.objects.exclude(member__erased_at__isnull=False)
    said = here.filter(batch=batch.again_of).order_by("number")
    while rows := list(said.filter(number__gt=last)[:CHUNK]):
        for row in rows:
            person = Person.from_stored(row.clean)
            known.keep_to(person)
            line = said_before(row, person)
            line.is_skipped = "" in fixes.of(row.number)
            yield line
        last = rows[-1].number


def said_before(row: ImportRow, person: Person) -> Cleaned:
    """Return what a row that was looked at said, about this person."""
    return Cleaned(
        number=row.number,
        person=person,
        problems=[Problem(**problem) for problem in row.problems],
        offers=[Problem(**offer) for offer in row.offers],
        notes=[Note(**note) for note in row.notes],
        stood=row.cells,
    )


class Here:
    """The kinds, fields, levels and organizers that rows may name by id."""

    def __init__(self) -> None:
        self.kinds = {str(pk) for pk in UnitKind.objects.values_list("pk", flat=True)}
        self.fields = {f"field:{pk}" for pk in Field.objects.values_list("pk", flat=True)}
        self.levels = {str(pk) for pk in Level.objects.active().values_list("pk", flat=True)}
        self.organizers: dict[str, bool] = {}

    def keep_to(self, person: Person) -> None:
        """Drop what is no longer here: nothing can be stored under it."""
        person.units = {kind: name for kind, name in person.units.items() if kind in self.kinds}
        person.fields = {
            key: value for key, value in person.fields.items() if key in self.fields or key.startswith("new:")
        }
        if person.level not in self.levels:
            person.level = person.level_on = ""
        person.levels = [(level, on) for level, on in person.levels if level in self.levels]
        if not self._is_here(person.level_by):
            person.level_by = ""
        if not self._is_here(person.columns.get("organizer_id", "")):
            del person.columns["organizer_id"]

    def _is_here(self, organizer: str) -> bool:
        if organizer and organizer not in self.organizers:
            self.organizers[organizer] = Member.objects.people().filter(pk=UUID(organizer)).exists()
        return not organizer or self.organizers[organizer]
