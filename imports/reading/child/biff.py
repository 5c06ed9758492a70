"""Where the error cells of an .xls are: calamine reads them as blank.

An .xls is a small file system (OLE) with a stream of records (BIFF). Only what is needed of both is looked at, and
whatever does not fit ends the search: what was found until then stands.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

WORDS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
BOUND_SHEET, BEGIN, END, BOOL_OR_ERROR, FORMULA = 0x85, 0x809, 0x0A, 0x205, (0x06, 0x206, 0x406)
IS_ERROR = 2
IN_HEADER = 109
MOST_BYTES = 64 * 1024 * 1024
MOST_ERRORS = 100_000
UNUSED = 0xFFFFFFFA
type Errors = dict[int, dict[int, str]]


def errors(path: Path, sheet: str) -> Errors:
    """Find what error cells show, by row (from 1) and column (from 0)."""
    found: Errors = {}
    try:
        if path.stat().st_size <= MOST_BYTES:
            stream = _workbook(path.read_bytes())
            for row, column, code in _cells(stream, _start(stream, sheet)):
                found.setdefault(row + 1, {})[column] = WORDS.get(code, "#N/A")
                if len(found) >= MOST_ERRORS:
                    break
    except (struct.error, IndexError, ValueError, StopIteration):
        pass
    return found


def _workbook(data: bytes) -> bytes:
    """Take the one stream that holds the tables out of the file."""
    big, small = 1 << _word(data, 30), 1 << _word(data, 32)
    table = _table(data, big)
    folder = _chain(data, table, _long(data, 48), big, offset=big)
    entries = [folder[at : at + 128] for at in range(0, len(folder), 128)]
    named = {entry[: max(_word(entry, 64) - 2, 0)].decode("utf-16-le", "replace"): entry for entry in entries}
    book = next(named[name] for name in ("Workbook", "Book") if name in named)
    start, size = _long(book, 116), _long(book, 120)
    if size >= _long(data, 56):
        return _chain(data, table, start, big, offset=big)[:size]
    # Short streams lie together in one of their own, in smaller pieces.
    pieces = _chain(data, table, _long(named["Root Entry"], 116), big, offset=big)
    short = _chain(data, table, _long(data, 60), big, offset=big)
    return _chain(pieces, list(struct.unpack(f"<{len(short) // 4}I", short)), start, small, offset=0)[:size]


def _table(data: bytes, big: int) -> list[int]:
    """Read which sector follows which: where that stands is listed in the header, and in further sectors if long."""
    places = list(struct.unpack_from(f"<{IN_HEADER}I", data, 76))
    more, left = _long(data, 68), _long(data, 72)
    while more < UNUSED and left > 0:
        *listed, more = struct.unpack_from(f"<{big // 4}I", data, (more + 1) * big)
        places += listed
        left -= 1
    found: list[int] = []
    for place in places:
        if place < UNUSED:
            found += struct.unpack_from(f"<{big // 4}I", data, (place + 1) * big)
    return found


def _chain(data: bytes, table: list[int], at: int, size: int, *, offset: int) -> bytes:
    """Put the pieces together that follow one another; one that comes again ends it."""
    pieces: dict[int, bytes] = {}
    while at < UNUSED and at not in pieces:
        pieces[at] = data[at * size + offset : (at + 1) * size + offset]
        at = table[at]
    return b"".join(pieces.values())


def _start(stream: bytes, sheet: str) -> int:
    """Say where the records of a sheet begin."""
    for kind, body in _records(stream, 0):
        if kind == BOUND_SHEET:
            length, wide = body[6], body[7] & 1
            raw = body[8 : 8 + length * (1 + wide)]
            if raw.decode("utf-16-le" if wide else "latin-1") == sheet:
                return _long(body, 0)
    raise ValueError(sheet)


def _cells(stream: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    depth = 0
    for kind, body in _records(stream, start):
        depth += {BEGIN: 1, END: -1}.get(kind, 0)
        if depth == 0:
            return
        # Charts in the sheet have cells of their own.
        if depth == 1 and kind == BOOL_OR_ERROR and body[7]:
            yield _word(body, 0), _word(body, 2), body[6]
        elif depth == 1 and kind in FORMULA and body[12:14] == b"\xff\xff" and body[6] == IS_ERROR:
            yield _word(body, 0), _word(body, 2), body[8]


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _word(data: bytes, at: int) -> int:
    return int(struct.unpack_from("<H", data, at)[0])


def _long(data: bytes, at: int) -> int:
    return int(struct.unpack_from("<I", data, at)[0])
