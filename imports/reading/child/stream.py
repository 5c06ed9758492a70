"""The answer, line by line: rows in small batches, and at the end what was counted."""

import json
import re
import sys
from itertools import compress
from typing import Any

from .limits import Limits
from .refusal import Refused
from .table import Table

BATCH_ROWS = 500
BATCH_CHARACTERS = 64 * 1024
MOST_LENGTHS = 1_000
ERROR_WORDS = re.compile(r"#(REF!|DIV/0!|N/A|VALUE!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)|Err:\d{3}")
# Our exports write an apostrophe before what a spreadsheet would take for a formula; here it comes off again.
GUARDED = re.compile(r"'+[=+\-@\t\r＝＋－＠]")


def say(line: dict[str, Any]) -> None:
    """Write one line of the answer."""
    data = json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    sys.stdout.buffer.write(data + b"\n")


class Stream:
    """Sends the rows from `start` on, at most `first` of them, and counts all."""

    def __init__(self, table: Table, limits: Limits, *, start: int, first: int | None, count: bool) -> None:
        self.table, self.limits, self.start, self.first, self.count = table, limits, start, first, count
        self.batch: list[list[Any]] = []
        self.size = 0
        self.sent = self.rows = self.blank = self.lines = 0
        self.filled: list[int] = []
        self.lengths: dict[int, list[int]] = {}

    def run(self) -> None:
        """Read everything, send what was asked for."""
        for number, cells in self.table.rows:
            if number < self.start:
                continue
            joined = "".join(cells)
            errors = self.table.errors.get(number)
            if not errors and (not joined or joined.isspace()):
                self._pass_over(cells)
                continue
            self._take(number, cells, joined, errors)
        self._flush()
        say(self._end())

    def _take(self, number: int, cells: list[str], joined: str, errors: dict[int, str] | None) -> None:
        self.rows += 1
        self.blank, self.lines = self.blank + self.lines, 0
        if self.rows > self.limits.rows:
            raise Refused("rows", most=self.limits.rows)
        if len(cells) > self.limits.columns:
            cells = self._narrowed(cells, number)
        if self.count:
            self._measure(number, cells)
        if self.first is None or self.sent < self.first:
            self._send(number, cells, joined, errors)

    def _pass_over(self, cells: list[str]) -> None:
        """A blank row counts; empty lines count only when more follows, for every file may end with some."""
        if cells:
            self.blank += 1
        else:
            self.lines += 1

    def _narrowed(self, cells: list[str], number: int) -> list[str]:
        while cells and not cells[-1].strip():
            cells.pop()
        if len(cells) > self.limits.columns:
            raise Refused("columns", most=self.limits.columns, row=number)
        return cells

    def _measure(self, number: int, cells: list[str]) -> None:
        """Widths tell ragged rows; fillings tell which columns hold anything at all."""
        length = len(cells)
        if seen := self.lengths.get(length):
            seen[0] += 1
        elif len(self.lengths) < MOST_LENGTHS:
            self.lengths[length] = [1, number]
        self.filled.extend([0] * (length - len(self.filled)))
        for column in compress(range(length), cells):
            self.filled[column] += 1

    def _send(self, number: int, cells: list[str], joined: str, errors: dict[int, str] | None) -> None:
        if "'" in joined:
            cells = [cell[1:] if GUARDED.match(cell) else cell for cell in cells]
        if "#" in joined or "Err:" in joined:
            words = {at: cell for at, cell in enumerate(cells) if ERROR_WORDS.fullmatch(cell)}
            errors = words | (errors or {}) or None
        if "\0" in joined:
            self.table.note("zeros", joined.count("\0"))
            cells = [cell.replace("\0", "") for cell in cells]
        if len(joined) > self.limits.characters:
            cells, errors = self._shortened(cells, errors)
        if errors:
            self._show(cells, errors)
        self.batch.append([number, cells, errors] if errors else [number, cells])
        self.sent += 1
        self.size += len(joined)
        if len(self.batch) >= BATCH_ROWS or self.size >= BATCH_CHARACTERS:
            self._flush()

    def _shortened(self, cells: list[str], errors: dict[int, str] | None) -> tuple[list[str], dict[int, str] | None]:
        most = self.limits.characters
        long = {at: "too_long" for at, cell in enumerate(cells) if len(cell) > most}
        if not long:
            return cells, errors
        self.table.note("long_cells", len(long))
        return [cell[:most] for cell in cells], (errors or {}) | long

    def _show(self, cells: list[str], errors: dict[int, str]) -> None:
        """Workbooks give error cells as blank; show what the person sees there."""
        for column, text in errors.items():
            cells.extend([""] * (column + 1 - len(cells)))
            cells[column] = cells[column] or text

    def _flush(self) -> None:
        if self.batch:
            say({"kind": "rows", "rows": self.batch})
            self.batch, self.size = [], 0

    def _end(self) -> dict[str, Any]:
        return {
            "kind": "end",
            "rows": self.rows,
            "blank": self.blank,
            "filled": self.filled,
            "lengths": [[length, *seen] for length, seen in self.lengths.items()],
            "notes": self.table.notes,
        }
