"""A block copied from a spreadsheet, made into a file like any other."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

# A cell that the spreadsheet put into quotation marks, as it holds a tab, a line end or a mark; each mark is doubled.
QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=\t|\n|\Z)')
PLAIN = re.compile(r"[^\t\n]*")
# How the reader finds what `as_file` wrote.
WRITTEN = {"delimiter": ",", "encoding": "utf-8"}


def as_file(pasted: str) -> tuple[bytes, dict[str, Any]]:
    """Return the block as a file, and what the reader is told about it: nothing, where the lines have no tabs."""
    text = pasted.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    if "\t" not in text:
        return text.encode(), {}
    rows = list(_rows(text))
    width = max(map(len, rows))
    file = io.StringIO(newline="")
    csv.writer(file).writerows([*row, *[""] * (width - len(row))] for row in rows)
    return file.getvalue().encode(), WRITTEN


def _rows(text: str) -> Iterator[list[str]]:
    row: list[str] = []
    at = 0
    while True:
        cell, at = _cell(text, at)
        row.append(cell)
        if at == len(text) or text[at] == "\n":
            yield row
            row = []
        if at == len(text):
            return
        at += 1


def _cell(text: str, at: int) -> tuple[str, int]:
    """Read one cell. Marks round a plain word are the person's own: José "Pepe" keeps them."""
    quoted = QUOTED.match(text, at)
    if quoted and re.search(r'[\t\n]|""', quoted[1]):
        return quoted[1].replace('""', '"'), quoted.end()
    plain = PLAIN.match(text, at)
    return (plain[0], plain.end()) if plain else ("", at)
