"""Which row holds the headings, and what the columns are called."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Row(NamedTuple):
    """One row of a file: its number in the spreadsheet, its cells, and what its error cells show by column index."""

    number: int
    cells: list[str]
    errors: dict[int, str]

    def cell(self, column: int) -> str:
        """The text of a cell; blank beyond the end of a short row."""
        return self.cells[column] if column < len(self.cells) else ""


LOOKED_AT = 20
LONG = 80
# A heading that lists commonly have outweighs one cell that looks like data.
KNOWN = 2
EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")
PHONE = re.compile(r"[+(]?\d[\d\s().\-/+]{5,}\d(\s*(x|ext\.?)\s*\d+)?", re.IGNORECASE)
NUMBER = re.compile(r"[$€£]?\s*[+-]?\d[\d,.]*\s*%?")
DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T]\d.*)?|\d{1,2}[- ][A-Za-z]{3,9}[- ]\d{2,4}")
YEAR = re.compile(r"(19|20)\d\d")
WEB = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
WORDS = frozenset({"true", "false", "yes", "no"})


def find(rows: Sequence[Row], known: Callable[[str], bool]) -> int | None:
    """The number of the heading row, or None when the list starts at once with data."""
    if not rows:
        return None
    widest = max(_filled(row) for row in rows)
    for at, row in enumerate(rows[:LOOKED_AT]):
        if 2 * _filled(row) > widest:
            return row.number if _is_heading(row, rows[at + 1 : at + 1 + LOOKED_AT], known) else None
    return None


def _filled(row: Row) -> int:
    return sum(bool(cell.strip()) for cell in row.cells)


def _is_heading(row: Row, below: Sequence[Row], known: Callable[[str], bool]) -> bool:
    """Words over columns of something else speak for headings; data, or a word that comes again, against."""
    speaks_for = against = 0
    for column, cell in enumerate(row.cells):
        word = cell.strip()
        column_below = [text for other in below if (text := other.cell(column).strip())]
        if not word or YEAR.fullmatch(word):
            continue
        if known(word):
            speaks_for += KNOWN
        elif is_data(word) or word.casefold() in {text.casefold() for text in column_below}:
            against += 1
        elif 2 * sum(is_data(text) for text in column_below) > len(column_below):
            speaks_for += 1
    return against == 0 or speaks_for > against


def is_data(text: str) -> bool:
    """E-mails, phones, numbers, dates, addresses of pages and long texts are no headings."""
    patterns = (EMAIL, PHONE, NUMBER, DATE, WEB)
    return len(text) > LONG or text.casefold() in WORDS or any(pattern.fullmatch(text) for pattern in patterns)


def letters(column: int) -> str:
    """The spreadsheet's name of a column: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def named(cells: Sequence[str], width: int) -> list[str]:
    """A different name for each column: blank ones by their letter, repeated ones numbered."""
    names: list[str] = []
    taken: set[str] = set()
    for column in range(width):
        cell = " ".join(cells[column].split()) if column < len(cells) else ""
        plain = cell or f"Column {letters(column)}"
        name, again = plain, 1
        while name.casefold() in taken:
            again += 1
            name = f"{plain} ({again})"
        taken.add(name.casefold())
        names.append(name)
    return names
