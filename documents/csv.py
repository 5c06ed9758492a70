"""CSV that a spreadsheet opens as text: every cell quoted, and none of them read as a formula."""

import csv
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TextIO

# What Excel, LibreOffice and Sheets take for the start of a formula; the full-width forms count in some of them.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
# "+1 503 555 0142" is a phone number, and has to come back as it went out.
_PHONE = re.compile(r"\+\d[\d ().\-]*\Z")


def guarded(cell: object) -> str:
    """Return the cell as text, with a ' before what would be a formula; nothing for None."""
    text = "" if cell is None else str(cell)
    # A number is below zero, and no formula; a ' would make a text of it that nothing can add up.
    if isinstance(cell, int | float | Decimal):
        return text
    return f"'{text}" if _FORMULA.match(text) and not _PHONE.match(text) else text


def write(file: TextIO, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write a table with its headings; returns how many rows. The file is opened with newline=""."""
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerow([guarded(heading) for heading in headings])
    n = 0
    for n, row in enumerate(rows, start=1):  # noqa: B007 - the last n is the count
        writer.writerow([guarded(cell) for cell in row])
    return n
