"""Tables in workbooks: .xlsx, .xls and .ods, through calamine. Formulas give their saved value; nothing is run."""

from collections.abc import Iterator
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from . import biff, values
from .extent import Extent, measure
from .limits import Limits
from .refusal import Refused
from .table import Table

# What calamine needs for one cell of the rectangle, with room for its text.
MOST_CELLS = 8_000_000
# The name under which an encrypted workbook keeps what was in it.
LOCKED = "EncryptedPackage".encode("utf-16-le")


def open_workbook(path: Path, kind: str, *, sheet: str | None, limits: Limits) -> Table:
    """Open one visible sheet: the one asked for, else the first with anything in it."""
    try:
        book = load_workbook(path)
        sheets = _visible(book)
        chosen, extent, content = _choose(path, book, kind, [sheet] if sheet else sheets, limits)
    except PasswordError:
        raise Refused("password") from None
    except (CalamineError, OSError, ValueError):
        raise Refused("password" if kind == "xls" and _is_locked(path) else "damaged") from None
    if sheet and sheet not in sheets:
        raise Refused("no_such_sheet", sheet=sheet[:100])
    return Table(kind, _rows(content), sheets=sheets, sheet=chosen, errors=extent.errors)


def _is_locked(path: Path) -> bool:
    """Whether a packed workbook lies encrypted in the file. Calamine tells by the ending, and uploads have none."""
    before = b""
    with path.open("rb") as file:
        while piece := file.read(1024 * 1024):
            if LOCKED in before + piece:
                return True
            before = piece[-len(LOCKED) :]
    return False


def _visible(book: CalamineWorkbook) -> list[str]:
    names = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]
    if not names:
        raise Refused("no_visible_sheet")
    return names


def _choose(
    path: Path, book: CalamineWorkbook, kind: str, names: list[str], limits: Limits
) -> tuple[str, Extent, CalamineSheet]:
    for name in names:
        extent = _extent(path, kind, name)
        _refuse_sparse(extent, name, limits)
        content = book.get_sheet_by_name(name)
        if content.end is not None or extent.errors or name == names[-1]:
            break
    if content.end is None and not extent.errors:
        raise Refused("empty_sheets")
    return name, extent, content


def _extent(path: Path, kind: str, name: str) -> Extent:
    """Look over a sheet before it is read; an .xls only for its error cells, as calamine reads it cell by cell."""
    if kind == "xlsx":
        return measure(path, name)
    return Extent(errors=biff.errors(path, name)) if kind == "xls" else Extent()


def _refuse_sparse(extent: Extent, name: str, limits: Limits) -> None:
    if extent.rows * extent.columns > MOST_CELLS or extent.rows > limits.rows + 48_576:
        raise Refused("sparse", sheet=name[:100], rows=extent.rows, columns=extent.columns)


def _rows(content: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    """Rows with the spreadsheet's own numbers and columns: calamine leaves out blank columns on the left."""
    indent = [""] * (content.start[1] if content.start else 0)
    for number, row in enumerate(content.iter_rows(), start=1):
        yield number, indent + row_text(row)


def row_text(row: list[values.Value]) -> list[str]:
    """All cells of a row as text, without the blank ones at its end."""
    cells = [value if isinstance(value, str) else values.text(value) for value in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells
