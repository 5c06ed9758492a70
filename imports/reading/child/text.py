"""Tables in text files: CSV, tab-separated and their relatives."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from . import decoding, delimiters
from .refusal import Refused
from .table import Table

SAMPLE = 128 * 1024
FIELD_LIMIT = 50_000_000
# No cell holds it, because zeros are dropped from every line before.
THE_END = "\0the end\0"
NOT_TABLES = (
    (re.compile(r"\s*<(!doctype html|html|head|meta|table|body|div)\b", re.IGNORECASE), "web_page"),
    (re.compile(r"\s*<\?xml", re.IGNORECASE), "xml"),
    (re.compile(r'\s*[\[{]\s*["\[{]'), "json"),
    (re.compile(r"\s*BEGIN:VCARD", re.IGNORECASE), "vcard"),
)


def open_text(path: Path, *, encoding: str | None, delimiter: str | None) -> Table:
    """Find out encoding and delimiter (unless a person said them) and stand ready to read."""
    encoding = encoding or decoding.detect(path)
    lines = _sample(path, encoding)
    delimiter = delimiter or delimiters.guess(lines)
    spaces = delimiters.skips_spaces(lines, delimiter)
    table = Table("tsv" if delimiter == "\t" else "csv", iter(()), encoding=encoding, delimiter=delimiter)
    table.rows = _rows(path, table, spaces=spaces)
    return table


def _open(path: Path, encoding: str) -> TextIO:
    return path.open(encoding=encoding, errors=decoding.errors_for(encoding), newline="")


def _sample(path: Path, encoding: str) -> list[str]:
    with _open(path, encoding) as file:
        text = file.read(SAMPLE).lstrip("\ufeff")
    for pattern, reason in NOT_TABLES:
        if pattern.match(text):
            raise Refused(reason)
    strange = sum(not char.isprintable() and not char.isspace() for char in text[:20_000] if char != "\ufeff")
    if strange > 0.1 * len(text[:20_000]) or text[:20_000].count("\ufffd") > 0.1 * len(text[:20_000]):
        raise Refused("not_a_table")
    if not text.strip("\0 \t\r\n"):
        raise Refused("empty")
    lines = list(io.StringIO(text.replace("\0", ""), newline=""))
    return lines[:-1] if len(text) >= SAMPLE - 1 and len(lines) > 1 else lines


def _rows(path: Path, table: Table, *, spaces: bool) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(FIELD_LIMIT)
    decoding.stray["n"] = 0
    with _open(path, table.encoding) as file:
        lines = _lines(file, table)
        try:
            yield from _parsed(csv.reader(lines, delimiter=table.delimiter, skipinitialspace=spaces))
        except csv.Error:
            raise Refused("long_cell") from None
    if decoding.stray["n"]:
        table.note("stray_bytes", decoding.stray["n"])


def _parsed(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    for number, cells in enumerate(reader, start=1):
        if cells and cells[-1].endswith(THE_END):
            if cells[-1] != THE_END:
                yield number, [*cells[:-1], _unclosed(cells[-1], number)]
            return
        yield number, cells


def _unclosed(cell: str, number: int) -> str:
    """The last cell opened a quotation mark that never closes; refuse when it swallowed further rows."""
    text = cell.removesuffix(THE_END).rstrip("\r\n")
    if "\n" in text or "\r" in text:
        raise Refused("open_quote", row=number)
    return text


def _lines(file: TextIO, table: Table) -> Iterator[str]:
    """The lines without byte order mark, `sep=` hint and zeros, and a mark after the last."""
    first = file.readline().lstrip("\ufeff")
    if first:
        yield "\n" if delimiters.declared(first) else _without_zeros(first, table)
    for line in file:
        yield _without_zeros(line, table) if "\0" in line else line
    yield THE_END


def _without_zeros(line: str, table: Table) -> str:
    if zeros := line.count("\0"):
        table.note("zeros", zeros)
    return line.replace("\0", "")
