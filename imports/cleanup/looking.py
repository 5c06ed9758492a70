"""Looking again at rows of which a person said something: by the same cleaner and the same planner as at first."""

from collections.abc import Callable, Collection, Iterator

from imports import decisions, resembling
from imports.again import said_before
from imports.claims import chunked
from imports.cleaning import Cleaner
from imports.cleanup.affected import Together
from imports.context import Context
from imports.fixes import Fixes
from imports.models import ImportBatch, ImportRow
from imports.person import Cleaned, Person, Problem
from imports.planning import CHUNK, COLUMNS, Planner
from imports.reading.headings import Row
from imports.room import Room
from stpnet.db.updating import update_many

# More rows than that are left to a worker, with the page that says how far it is.
MOST = 2000
# What a look again leaves as it is: which row it is, what the file said, and what became of it.
_STAYS = ("batch_id", "number", "cells", "fate")


def look_again(batch: ImportBatch, numbers: Collection[int]) -> bool:
    """Clean these rows anew, and plan them with all that hang together with them. False: it is too many for here."""
    if len(numbers) > MOST:
        return False
    looker = Looker(batch)
    anew = {line.number: line for line in looker.clean(numbers)}
    if looker.is_tight:
        # Which rows have their new choices depends on those before them.
        return False
    together = Together(batch, most=MOST)
    if not together.grow(anew, [line.person for line in anew.values()]):
        return False
    looker.plan(anew, together.numbers)
    return True


class Looker:
    """Cleans stored rows as the file's lines were cleaned."""

    def __init__(self, batch: ImportBatch) -> None:
        self.batch = batch
        self.context = Context.of(batch)
        self.cleaner = Cleaner(self.context)
        self.fixes = Fixes(batch)
        self.is_tight = False

    def clean(self, numbers: Collection[int]) -> Iterator[Cleaned]:
        """Yield what the rows say by now."""
        room = Room.of(self.context, self.batch, but=numbers)
        rows = list(ImportRow.objects.filter(batch=self.batch, number__in=numbers).order_by("number"))
        for row in rows:
            yield room.keep_to(self._clean(row), self.fixes.of(row.number))
        self.is_tight = room.is_tight(row.clean for row in rows)

    def _clean(self, row: ImportRow) -> Cleaned:
        stood, fixed = [row.cells.get(header, "") for header in self.batch.headers], self.fixes.of(row.number)
        line = self.cleaner.clean(Row(row.number, stood, {}), fixed)
        # Where the spreadsheet showed an error nothing stood, and it still does.
        line.problems += [
            Problem(**problem)
            for problem in row.problems
            if problem["column"] not in row.cells and problem["column"] not in fixed
        ]
        return line

    def plan(
        self, anew: dict[int, Cleaned], numbers: Collection[int], *, beat: Callable[[], None] = lambda: None
    ) -> None:
        """Decide anew about rows that hang together, and write down what has changed of them."""
        planner = Planner(self.batch, decisions.said(self.batch))
        names = [name for name in COLUMNS if name not in _STAYS]
        for some in chunked(sorted(numbers), CHUNK):
            rows = {row.number: row for row in ImportRow.objects.filter(batch=self.batch, number__in=some)}
            lines = [anew.get(number) or self._as_before(rows[number]) for number in some]
            planner.alike = resembling.of_rows(
                rows[line.number] for line in lines if _is_as_before(rows[line.number], line)
            )
            changed = []
            for stored in planner.look_at(lines):
                values = dict(zip(COLUMNS, stored, strict=True))
                changed.append((rows[values["number"]].pk, *(values[name] for name in names)))  # type: ignore[index]
            update_many("imports.importrow", names, changed)
            beat()

    def _as_before(self, row: ImportRow) -> Cleaned:
        line = said_before(row, Person.from_stored(row.clean))
        line.is_skipped = "" in self.fixes.of(row.number)
        return line


def _is_as_before(row: ImportRow, line: Cleaned) -> bool:
    """Whether whom the row resembled is still whom it resembles."""
    return bool(row.likely) and Person.from_stored(row.clean).known_by == line.person.known_by
