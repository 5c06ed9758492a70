"""Small workbooks for tests, written part by part so that they can be as odd as needed."""

import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def xlsx(path: Path, sheets: Mapping[str, str], *, more: Mapping[str, str | bytes] | None = None) -> Path:
    """A workbook with the given XML of rows for each sheet; a name with `!` in front is hidden."""
    listed = "".join(
        f'<sheet name="{name.lstrip("!")}" sheetId="{n}" r:id="r{n}"{hidden(name)}/>'
        for n, name in enumerate(sheets, 1)
    )
    related = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{RELATIONS}">{related}</Relationships>',
    }
    for n, rows in enumerate(sheets.values(), 1):
        sheet = f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        parts[f"xl/worksheets/sheet{n}.xml"] = sheet
    return zipped(path, parts | dict(more or {}))


def hidden(name: str) -> str:
    return ' state="hidden"' if name.startswith("!") else ""


def zipped(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def cell(address: str, text: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number: int, *texts: str) -> str:
    cells = "".join(cell(f"{chr(65 + at)}{number}", text) for at, text in enumerate(texts))
    return f'<row r="{number}">{cells}</row>'


def ods(path: Path, rows: str) -> Path:
    namespaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    content = (
        f"{HEAD}<office:document-content {namespaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="People">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'{HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped(path, {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def xls(path: Path, sheets: Mapping[str, bytes]) -> Path:
    """A workbook of before 2007: records of each sheet, in the one stream of a small OLE file."""
    begin = record(0x809, struct.pack("<HHHHII", 0x600, 0x05, 0, 0, 0, 0))
    names = {name: struct.pack("<BBBB", 0, 0, len(name), 0) + name.encode("latin-1") for name in sheets}
    at = len(begin) + sum(8 + len(told) for told in names.values()) + 4
    listed, tables = b"", b""
    for name, told in names.items():
        listed += record(0x85, struct.pack("<I", at + len(tables)) + told)
        tables += record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + sheets[name] + record(0x0A, b"")
    return ole(path, begin + listed + record(0x0A, b"") + tables)


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def xls_text(row: int, column: int, text: str) -> bytes:
    return record(0x204, struct.pack("<HHHHB", row, column, 0, len(text), 0) + text.encode("latin-1"))


def xls_error(row: int, column: int, code: int, *, by_formula: bool = False) -> bytes:
    if by_formula:
        result = bytes([2, 0, code, 0, 0, 0, 0xFF, 0xFF])
        return record(
            0x06, struct.pack("<HHH", row, column, 0) + result + struct.pack("<HIH", 0, 0, 3) + b"\x1c\x2a\x16"
        )
    return record(0x205, struct.pack("<HHHBB", row, column, 0, code, 1))


def ole(path: Path, stream: bytes) -> Path:
    """An OLE file of 512-byte sectors: the folder, the stream, and last what follows what."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    n = len(stream) // 512
    chain = [0xFFFFFFFE, *range(2, n + 1), 0xFFFFFFFE, 0xFFFFFFFD]
    table = struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain)))
    places = struct.pack("<109I", n + 1, *[0xFFFFFFFF] * 108)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, 1, 0, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + places
    folder = b"".join(ole_entry(*each) for each in (("Root Entry", 5, 0xFFFFFFFE, 0), ("Workbook", 2, 1, len(stream))))
    path.write_bytes(head + folder.ljust(512, b"\0") + stream + table)
    return path


def ole_entry(name: str, kind: int, start: int, size: int) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    child = 1 if kind == 5 else 0xFFFFFFFF
    told = struct.pack("<HBBIII", len(written), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return written.ljust(64, b"\0") + told + bytes(36) + struct.pack("<IQ", start, size)
