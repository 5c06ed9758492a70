"""How far a sheet of an .xlsx really reaches, and where its error cells are.

Calamine lays a sheet out as one full rectangle: two lone cells in far corners would end the process. And it reads
error cells as blank, and so it does formulas that were never worked out. So the sheet's text is looked over first, in pieces, without building anything.
"""

import posixpath
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .refusal import Refused

CHUNK = 1024 * 1024
MOST_PENDING = 32 * CHUNK
MOST_XML = 10 * 1024 * 1024
MOST_ERRORS = 100_000
# A cell that is not closed at once, so it holds something: blank formatted cells do not count.
FILLED = re.compile(rb"<(?:\w+:)?c\s(?:[^>]*?\s)?r=[\"']([A-Z]{1,3})(\d{1,7})[\"'](?:[^>]*[^>/])?>")
ERROR = re.compile(rb"<(?:\w+:)?c\s([^>]*\bt=[\"']e[\"'][^>]*)>.*?<(?:\w+:)?v>([^<]{1,20})<", re.DOTALL)
# Some programs write a formula without the value that it had: nobody has worked it out, and we do not.
FORMULA = re.compile(
    rb"<(?:\w+:)?c\s([^>]*)><(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
UNKNOWN_VALUE = "="
ADDRESS = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")


@dataclass
class Extent:
    """The last filled row and column (counted from 1) and the error cells by row and column index."""

    rows: int = 0
    columns: int = 0
    errors: dict[int, dict[int, str]] = field(default_factory=dict)


def measure(path: Path, sheet: str) -> Extent:
    """Look over one sheet; an empty extent when its part cannot be found."""
    extent = Extent()
    try:
        with zipfile.ZipFile(path) as archive:
            part = _part(archive, sheet)
            for piece in _pieces(archive, part) if part else ():
                _look(piece, extent)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, KeyError, ET.ParseError, NotImplementedError):
        raise Refused("damaged") from None
    return extent


def _look(piece: bytes, extent: Extent) -> None:
    filled = FILLED.findall(piece)
    if filled:
        columns, rows = zip(*filled, strict=True)
        extent.rows = max(extent.rows, *map(int, set(rows)))
        extent.columns = max(extent.columns, *map(column_number, set(columns)))
    if b't="e"' in piece or b"t='e'" in piece:
        for attributes, text in ERROR.findall(piece):
            _keep(extent, attributes, text.decode("utf-8", "replace"))
    if b"<f" in piece or b":f" in piece:
        for attributes in FORMULA.findall(piece):
            _keep(extent, attributes, UNKNOWN_VALUE)


def _keep(extent: Extent, attributes: bytes, text: str) -> None:
    if (address := ADDRESS.search(attributes)) and len(extent.errors) < MOST_ERRORS:
        row, column = int(address.group(2)), column_number(address.group(1)) - 1
        extent.errors.setdefault(row, {})[column] = text


def column_number(letters: bytes) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The sheet in pieces that end with a row, so that no cell is cut in two."""
    pending = b""
    with archive.open(part) as file:
        while chunk := file.read(CHUNK):
            pending += chunk
            end = pending.rfind(b"row>")
            if end >= 0 or len(pending) > MOST_PENDING:
                end = end if end >= 0 else len(pending)
                yield pending[:end]
                pending = pending[end:]
    yield pending


def _part(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """The archive's name for a sheet, through the workbook and its relations."""
    book = next((name for name in archive.namelist() if name.lower().endswith("workbook.xml")), None)
    if book is None:
        return None
    folder, file = posixpath.split(book)
    targets = {
        relation.get("Id"): relation.get("Target", "") for relation in _xml(archive, f"{folder}/_rels/{file}.rels")
    }
    for element in _xml(archive, book).iter():
        if element.tag.endswith("}sheet") and element.get("name") == sheet:
            wanted = next((targets.get(value) for name, value in element.items() if name.endswith("}id")), None)
            return _absolute(folder, wanted) if wanted else None
    return None


def _absolute(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _xml(archive: zipfile.ZipFile, name: str) -> ET.Element:
    if archive.getinfo(name).file_size > MOST_XML:
        raise Refused("too_big")
    return ET.fromstring(archive.read(name))  # nosec B314 # noqa: S314 - in the limited child; expat refuses runaway entities
