"""The cells of a list as the page shows them: row by row, with what stood there, what it became and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from imports.cleaning import PHONES
from imports.cleanup.counts import Alike
from imports.meanings.vocabularies import Vocabulary
from imports.models import ImportBatch, ImportFix, ImportRow
from imports.person import Person
from members.normal import shown_phone
from organizations import sealing

# So many columns stand side by side; of a wide sheet, those with something to look at come first.
WIDE = 10


class Column(NamedTuple):
    """A matched column: its place in the file, its heading and what it is matched with."""

    at: int
    header: str
    key: str


@dataclass
class Cell:
    """One cell. `state`: bad stays out, warn is asked, ok was put right by us, mine by a person; "" is as it stood."""

    column: Column
    number: int
    state: str = ""
    was: str = ""
    now: str = ""
    reason: str = ""
    offer: str = ""
    n_alike: int = 0
    typed: str | None = None
    error: str = ""
    is_next: bool = False
    vocabulary: Vocabulary | None = None

    @property
    def is_open(self) -> bool:
        """Whether it shows something to fill in."""
        return self.state in ("bad", "warn") or self.typed is not None

    @property
    def mode(self) -> str:
        """Which keyboard a phone opens."""
        return "tel" if self.column.key in PHONES else "email" if self.column.key == "email" else "text"

    @property
    def place(self) -> str:
        """Name the cell: its row and column."""
        return f"{self.number}.{self.column.at}"

    @property
    def css(self) -> str:
        """Colour the cell by its state; a word or a mark always goes with it."""
        if self.state == "bad":
            return "cell-bad"
        return "cell-warn" if self.is_open else "cell-ok" if self.state in ("ok", "mine") else ""

    @property
    def names_id(self) -> str:
        """Which names are offered while somebody types."""
        return f"names-{self.column.at}" if self.vocabulary and self.vocabulary.is_of_units else ""

    @property
    def others(self) -> int:
        return self.n_alike - 1

    @property
    def value(self) -> str:
        """What stands in the field before anybody types."""
        return self.typed if self.typed is not None else (self.offer or self.was)


class Line(NamedTuple):
    """One row of the file."""

    number: int
    name: str
    cells: list[Cell]
    is_skipped: bool
    reason: str


@dataclass
class Grid:
    """The rows of one page."""

    batch: ImportBatch
    region: str
    vocabularies: Mapping[str, Vocabulary]
    alike: Iterable[Alike] = ()
    n_alike: dict[tuple[str, str], int] = field(init=False)

    def __post_init__(self) -> None:
        pairs = enumerate(zip(self.batch.headers, self.batch.mapping, strict=True))
        self.columns = [Column(at, header, key) for at, (header, key) in pairs if key]
        self.n_alike = {(each.column, each.value): each.n for each in self.alike}

    def lines(self, rows: Sequence[ImportRow], fixes: Iterable[ImportFix]) -> list[Line]:
        """Show rows with what people wrote into them."""
        fixed: dict[int, dict[str, ImportFix]] = {}
        for fix in fixes:
            fixed.setdefault(fix.number, {})[fix.column] = fix
        self.shown = self._shown(rows, fixed)
        return [self._line(row, fixed.get(row.number, {})) for row in rows]

    def _shown(self, rows: Iterable[ImportRow], fixed: Mapping[int, Mapping[str, ImportFix]]) -> list[Column]:
        """Choose the columns: all of a narrow list, of a wide one those with something to look at."""
        if len(self.columns) <= WIDE:
            return self.columns
        told = {cell["column"] for row in rows for cell in (*row.problems, *row.offers, *row.notes)}
        told |= {column for fixes in fixed.values() for column in fixes}
        having = [column for column in self.columns if column.header in told][:WIDE]
        rest = [column for column in self.columns if column not in having][: WIDE - len(having)]
        return sorted([*having, *rest])

    @property
    def names(self) -> list[tuple[str, Sequence[str]]]:
        """Give the names of units, for the columns that hold some."""
        of_units = [(column.at, self.vocabularies.get(column.header)) for column in self.shown]
        return [(f"names-{at}", each.names) for at, each in of_units if each and each.is_of_units]

    @property
    def n_hidden(self) -> int:
        return len(self.columns) - len(self.shown)

    def _line(self, row: ImportRow, fixed: Mapping[str, ImportFix]) -> Line:
        told: dict[str, dict[str, Any]] = {}
        for state, cells in (("ok", row.notes), ("warn", row.offers), ("bad", row.problems)):
            told |= {cell["column"]: {"state": state, **cell} for cell in cells}
        is_skipped = "" in fixed
        cells = [self._cell(column, row, told.get(column.header), fixed.get(column.header)) for column in self.shown]
        if is_skipped:
            cells = [Cell(cell.column, cell.number, now=cell.was) for cell in cells]
        return Line(row.number, Person.from_stored(row.clean).shown_name, cells, is_skipped, row.reason)

    def _cell(self, column: Column, row: ImportRow, told: dict[str, Any] | None, fix: ImportFix | None) -> Cell:
        stood = str(sealing.unseal(row.cells.get(column.header, "")) or "")
        cell = Cell(column, row.number, was=stood, vocabulary=self.vocabularies.get(column.header))
        if told and told["state"] in ("bad", "warn"):
            # A column whose words are few is chosen from a list: that is a question, not a mistake.
            asks = told["state"] == "warn" or cell.vocabulary is not None
            said = str(sealing.unseal(told["value"]) or "")
            cell.state, cell.was, cell.reason = "warn" if asks else "bad", said or stood, told["reason"]
            cell.offer, cell.n_alike = told.get("offer", ""), self.n_alike.get((column.header, said), 1)
        elif fix:
            value = str(sealing.unseal(fix.value) or "")
            cell.state, cell.now = "mine", self._shown_value(column, value)
            cell.reason = _("You wrote this.") if value else _("You left this empty.")
        elif told:
            cell.state, cell.now, cell.reason = "ok", self._shown_value(column, told["now"]), told["reason"]
        else:
            cell.now = stood
        return cell

    def _shown_value(self, column: Column, value: str) -> str:
        vocabulary = self.vocabularies.get(column.header)
        if vocabulary:
            return vocabulary.label(value)
        return shown_value(value, self.region)


def shown_value(value: str, region: str) -> str:
    """Write a phone and a day as people read them."""
    if value.startswith("+") and value[1:2].isdigit():
        return shown_phone(value, region)
    try:
        return date_format(date.fromisoformat(value), "M j, Y")
    except ValueError:
        return value
