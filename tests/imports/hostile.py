"""Files that people really send, and some that are made to hurt: by kind, each with what stands in it."""

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.imports.made_files import cell, row, xlsx, zipped
from tests.imports.test_reading_hostile import CASES

ENCODINGS = [
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "cp1252",
    "latin-1",
    "mac_roman",
    "cp1250",
    "iso8859-2",
    "iso8859-15",
    "cp437",
    "cp850",
    "utf-7",
    "cp1254",
    "cp1257",
    "hp-roman8",
]
OTHER_SCRIPTS = {
    "cp1251": "Ольга Петрова", "koi8-r": "Ольга Петрова", "shift_jis": "山田花子", "euc-jp": "山田花子",
    "gb18030": "王小明", "big5": "王小明", "euc-kr": "김민수", "cp1256": "ليلى حداد", "iso8859-7": "Ελένη Παππά",
}  # fmt: skip
LAYOUTS = {
    "comma": "name,phone\nAna Osei,503-555-0101\n",
    "semicolon": "name;phone\nAna Osei;503-555-0101\n",
    "tab": "name\tphone\nAna Osei\t503-555-0101\n",
    "bar": "name|phone\nAna Osei|503-555-0101\n",
    "caret": "name^phone\nAna Osei^503-555-0101\n",
    "all quoted": '"name","phone"\n"Osei, Ana","503-555-0101"\n',
    "doubled quotes": 'name,phone\n"Ana ""Nana"" Osei",503-555-0101\n',
    "stray quote": 'name,phone\nAna "Nana Osei,503-555-0101\nBo Li,503-555-0102\n',
    "open quote": 'name,phone\n"Ana Osei,503-555-0101\nBo Li,503-555-0102\n',
    "line break in a cell": 'name,phone\n"Ana\nOsei",503-555-0101\n',
    "old Mac lines": "name,phone\rAna Osei,503-555-0101\rBo Li,503-555-0102\r",
    "mixed lines": "name,phone\r\nAna Osei,503-555-0101\nBo Li,503-555-0102\r",
    "short rows": "name,phone,email\nAna Osei\nBo Li,503-555-0102\n",
    "long rows": "name,phone\nAna Osei,503-555-0101,x,y,z\nBo Li,503-555-0102,,,\n",
    "headings twice": "name,name,phone,phone\nAna Osei,Ana,503-555-0101,503-555-0102\n",
    "empty headings": ",,\nAna Osei,503-555-0101,x\n",
    "backslashes": "name,phone\nAna \\, Osei,503-555-0101\n",
    "mixed delimiters": "name;phone,email\nAna Osei;503-555-0101,ana@example.org\n",
    "empty lines": "\n\n\nname,phone\n\nAna Osei,503-555-0101\n\n\n",
}
DAYS = ["31/02/2026", "2026-13-01", "0000-00-00", "46000", "1e5", "yesterday", "12/11/10", "2026-02-29", "9999-12-31",
        "0001-01-01", "-1", "١٢/٣/٢٠٢٦", "2026-03-01T25:61:61Z", "10000-01-01", "Q3"]  # fmt: skip
PHONES = ["+99999999999999999999", "call after 5", "5.03E+09", "1-800-FLOWERS", "+1 (503) 555 0101 x22", "000", "📞",
          "５０３５５５０１０１", "+1503555010" + "1" * 500, "503/555/0101 or 0102", "tel:+15035550101;ext=9", "-5035550101",
          "5035550101.0", "(((503", "٥٠٣٥٥٥٠١٠١"]  # fmt: skip
CONTROLS = {"nul": "\0", "bell": "\a", "escape": "\x1b[31m", "delete": "\x7f", "backspace": "\b\b", "next line": "\x85",
            "form feed": "\f", "vertical tab": "\v", "end of file": "\x1a", "line separator": "\u2028",
            "unit separator": "\x1f", "high control": "\x9f"}  # fmt: skip
FORMULAS = ["=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://example.org","x")', "+1+1", "-1+1", "@SUM(1)", "\t=1+1",
            "＝1+1", "＋1+1", "－1+1", "＠SUM(1)", "=IMPORTXML(1)", "=WEBSERVICE(1)", "  =1+1", "'=1+1", '"=1+1"',
            "=DDE(1)", "%0A=1+1", ";=1+1", "|=1+1", "=-1", "\r=1+1"]  # fmt: skip
LETTERS = {
    "right to left": "\u202eeisO anA", "isolates": "\u2066Ana\u2069 Osei", "zero width": "A\u200bn\u200da Osei",
    "mark in the middle": "Ana\ufeff Osei", "combining": "A\u0301\u0302\u0303na Osei", "look-alike": "Аnа Оsеi",
    "ligature": "Ana Oﬀei", "apart": "Jose\u0301 Osei", "family": "Ana 👩‍👩‍👧‍👦 Osei", "flag": "Ana 🇰🇪 Osei",
    "stacked": "A" + "\u0336\u0489" * 200 + "na Osei", "tags": "Ana\U000e0041\U000e0042 Osei", "filler": "\u3164 \u3164",
    "wide space": "Ana\u3000Osei", "mathematical": "𝐀𝐧𝐚 𝐎𝐬𝐞𝐢", "no character": "Ana\ufffe Osei", "private": "Ana\ue000 Osei",
    "variation": "Ana\ufe0f Osei", "arabic": "ليلى حداد", "hebrew": "רות כהן", "thai": "สมชาย ใจดี", "turkish": "İlayda Iğdır",
    "sharp": "Anna Großmann", "empty of letters": "… — !",
}  # fmt: skip


class Hostile(NamedTuple):
    """A file, and what kind of trouble it is."""

    kind: str
    name: str
    make: Callable[[Path], Path]


def of_bytes(content: bytes) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return make


def listed(heading: str, value: str) -> bytes:
    """Write a list with one odd cell and a plain person below."""
    quoted = value.replace('"', '""')
    return f'name,{heading}\n"Ana Osei","{quoted}"\nBo Li,\n'.encode("utf-8", "surrogatepass")


def entities(of: str) -> str:
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "{of}">]><workbook>&a;</workbook>'


BOMBS: dict[str, Callable[[Path], Path]] = {
    "file as an entity": lambda path: xlsx(path, {"S": row(1, "a")}, more={"xl/workbook.xml": entities("file:///etc/passwd")}),
    "address as an entity": lambda path: xlsx(path, {"S": row(1, "a")}, more={"xl/workbook.xml": entities("http://localhost/")}),
    "deep": lambda path: xlsx(path, {"S": "<row>" * 20_000}),
    "no end": lambda path: xlsx(path, {"S": '<row r="1"><c r="A1"'}),
    "very long cell": lambda path: xlsx(path, {"S": row(1, "name") + f'<row r="2">{cell("A2", "x" * 2_000_000)}</row>'}),
    "row of minus one": lambda path: xlsx(path, {"S": '<row r="-1"><c r="A-1"><v>1</v></c></row>'}),
    "cell of no column": lambda path: xlsx(path, {"S": '<row r="1"><c r="ZZZZZ1"><v>1</v></c></row>'}),
    "sheet that is not there": lambda path: zipped(path, {"xl/workbook.xml": "<workbook/>", "[Content_Types].xml": ""}),
    "path upwards": lambda path: xlsx(path, {"S": row(1, "name")}, more={"../../etc/cron.d/x": "x"}),
    "very long field": of_bytes(b"name,phone\n" + b"x" * 400_000 + b",1\n"),
    "very long heading": of_bytes(b"n" * 60_000 + b",phone\nAna Osei,503-555-0101\n"),
    "endless line": of_bytes(b"x" * 5_000_000),
    "only delimiters": of_bytes(b"," * 400 + b"\n" + b"," * 400 + b"\n"),
    "only quotes": of_bytes(b'"' * 100_001),
}  # fmt: skip
TYPES: dict[str, bytes] = {
    "program": b"MZ\x90\x00" + bytes(600), "gzip": gzip.compress(b"name\nAna\n"), "database": b"SQLite format 3\0" + bytes(600),
    "music": b"ID3\x03" + bytes(600), "film": b"\0\0\0\x18ftypmp42" + bytes(600), "script": b"#!/bin/sh\nrm -rf /\n",
    "mail": b"From: ana@example.org\nSubject: list\n\nHello\n", "calendar": b"BEGIN:VCALENDAR\nEND:VCALENDAR\n",
    "jpeg": b"\xff\xd8\xff\xe0" + bytes(600), "svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
    "rich text": b"{\\rtf1 Ana}", "7z": b"7z\xbc\xaf\x27\x1c" + bytes(600),
}  # fmt: skip


def every() -> Iterator[Hostile]:
    """Yield each file with its kind."""
    latin = "name,phone\nJosé Nuñez,503-555-0101\n"
    yield from (Hostile("encoding", name, of_bytes(latin.encode(name, "replace"))) for name in ENCODINGS)
    for name, who in OTHER_SCRIPTS.items():
        yield Hostile("encoding", name, of_bytes(f"name,phone\n{who},503-555-0101\n".encode(name)))
    yield from (Hostile("layout", name, of_bytes(text.encode())) for name, text in LAYOUTS.items())
    yield from (Hostile("day", value, of_bytes(listed("level date", value))) for value in DAYS)
    yield from (Hostile("phone", value, of_bytes(listed("phone", value))) for value in PHONES)
    yield from (Hostile("control", name, of_bytes(listed("email", f"a{mark}b"))) for name, mark in CONTROLS.items())
    yield Hostile("control", "half a pair", of_bytes(listed("email", "\ud800")))
    yield from (Hostile("formula", value, of_bytes(listed("tags", value))) for value in FORMULAS)
    yield from (Hostile("formula", f"heading {value}", of_bytes(listed(value, "x"))) for value in FORMULAS[:3])
    yield from (Hostile("letters", name, of_bytes(listed(value, value))) for name, value in LETTERS.items())
    yield from (Hostile("bomb", name, make) for name, make in BOMBS.items())
    yield from (Hostile("type", name, of_bytes(content)) for name, content in TYPES.items())
    yield from (Hostile("type or bomb", name, make) for name, (make, _) in CASES.items())
