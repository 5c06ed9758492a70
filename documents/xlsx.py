"""Workbooks that a spreadsheet opens as they were meant: text is never a formula, numbers and days are what they are."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

# A sheet has room for so many rows below its headings.
MOST_ROWS = 1_048_575
# What a cell of a workbook holds at most; a longer one would make the whole file unreadable.
LONGEST_TEXT = 32_767
_WIDTH = 18
# Its name, at most 31 signs of it, its headings and its rows.
type Sheet = tuple[str, Sequence[str], Iterable[Sequence[object]]]


def write(
    path: Path,
    headings: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    sheet: str,
    about: Mapping[str, str],
    meanwhile: Path,
) -> int:
    """Write a table with its headings; returns how many rows. `about` are properties of the file: title, author.

    Row by row, so that it needs the same memory for ten rows as for a hundred thousand. What waits on the disk lies
    in the folder `meanwhile`, under names that nobody knows: if this is killed, the whole folder has to go.
    """
    return write_book(path, [(sheet, headings, rows)], about=about, meanwhile=meanwhile)


def write_book(path: Path, sheets: Iterable[Sheet], *, about: Mapping[str, str], meanwhile: Path) -> int:
    """Write several tables into one workbook, one after the other; returns how many rows that were."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "tmpdir": str(meanwhile),
    }
    total = 0
    with Workbook(str(path), options) as book:
        book.set_properties(dict(about))
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        for name, headings, rows in sheets:
            page, n = book.add_worksheet(name[:31]), 0
            page.freeze_panes(1, 0)
            page.set_column(0, max(len(headings) - 1, 0), _WIDTH)
            page.write_row(0, 0, headings, bold)
            for n, row in enumerate(rows, start=1):
                for at, cell in enumerate(row):
                    _write_cell(page, n, at, cell, day)
            total += n
    return total


def _write_cell(page: Worksheet, n: int, at: int, cell: object, day: object) -> None:
    match cell:
        case None | "":
            return
        case date():
            page.write_datetime(n, at, cell, day)
        case int() | float() | Decimal() if not isinstance(cell, bool):
            page.write_number(n, at, cell)
        case _:
            page.write_string(n, at, str(cell)[:LONGEST_TEXT])
