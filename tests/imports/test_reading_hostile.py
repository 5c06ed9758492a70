"""Files that are something else, damaged, or made to hurt: each gets a sentence, and we live on."""

from collections.abc import Callable
from pathlib import Path

import pytest

from imports.reading import UnreadableFile, examine, rows
from imports.reading.child_process import answer
from tests.imports.made_files import cell, ods, row, xlsx, zipped
from tests.imports.memory import peak

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
type Make = Callable[[Path], Path]


def text(content: str | bytes) -> Make:
    def make(path: Path) -> Path:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return make


def sparse(path: Path) -> Path:
    return xlsx(path, {"S": f'<row r="1">{cell("A1", "a")}</row><row r="1048576">{cell("XFD1048576", "z")}</row>'})


def sparse_in_disguise(path: Path) -> Path:
    """What our own look misses and calamine does not: there the whole process ends."""
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c x=">" r="XFD1048576"><v>1</v></c></row>'
    return xlsx(path, {"S": rows})


def repeated(path: Path) -> Path:
    filled = '<table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p>'
    rows = f'<table:table-row table:number-rows-repeated="1048576">{filled}</table:table-cell></table:table-row>'
    return ods(path, rows)


def laughs(path: Path) -> Path:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    book = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><workbook>&a9;</workbook>'
    return xlsx(path, {"S": row(1, "a")}, more={"xl/workbook.xml": book})


def cut(path: Path) -> Path:
    xlsx(path, {"S": "".join(row(n, "name", "city") for n in range(1, 500))})
    path.write_bytes(path.read_bytes()[:-900])
    return path


CASES: dict[str, tuple[Make, str]] = {
    "empty": (text(""), "is empty"),
    "blank": (text(" \n\r\n\t\n"), "is empty"),
    "only a mark": (text("\ufeff"), "is empty"),
    "web page": (text("<!DOCTYPE html><html><table><tr><td>Ana</td></tr></table></html>"), "web page"),
    "wide web page": (text("\n <HTML><body>x</body></HTML>".encode("utf-16")), "web page"),
    "xml": (text('<?xml version="1.0"?><Workbook/>'), "XML file"),
    "pdf": (text(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"), "is a PDF"),
    "picture": (text(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "a picture"),
    "json": (text('[{"name": "Ana"}]'), "JSON"),
    "address card": (text("BEGIN:VCARD\nFN:Ana\nEND:VCARD\n"), "address card"),
    "noise": (text(bytes(range(256)) * 40), "not a table"),
    "zip": (lambda path: zipped(path, {"list.csv": "name"}), "packed archive"),
    "word document": (lambda path: zipped(path, {"word/document.xml": "<x/>"}), "text document"),
    "numbers": (lambda path: zipped(path, {"Index/Document.iwa": "x"}), "Apple Numbers"),
    "macros": (lambda path: xlsx(path, {"S": ""}, more={"xl/vbaProject.bin": b"x"}), "macros"),
    "links": (lambda path: xlsx(path, {"S": ""}, more={"xl/externalLinks/externalLink1.xml": "<x/>"}), "other files"),
    "binary workbook": (lambda path: zipped(path, {"xl/workbook.bin": b"x"}), "binary workbook"),
    "cut off": (cut, "damaged or cut off"),
    "old workbook, locked or cut": (text(OLE + b"\0" * 600), "could not|damaged"),
    "locked": (text(OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 99), "with a password"),
    "zip bomb": (lambda path: zipped(path, {"xl/workbook.xml": b"\0" * 30_000_000}), "larger inside"),
    "many entries": (lambda path: zipped(path, {f"xl/{n}.xml": "" for n in range(1_100)}), "larger inside"),
    "entity bomb": (laughs, "could not read|damaged|no visible sheet"),
    "sparse": (sparse, "row 1048576 and column 16384"),
    "sparse in disguise": (sparse_in_disguise, "We could not read this file"),
    "repeated": (repeated, "could not read|damaged|larger inside"),
    "600 columns": (text("name" + "," * 598 + ",x\n" + "1," * 599 + "1\n"), "more than 500 columns"),
    "open quote": (text('name,city\n"Ana,Lynn\nBo,Salem\nCy,Lynn\n'), "row 2 a quotation mark is opened"),
    "nothing in any sheet": (lambda path: xlsx(path, {"S": "", "T": ""}), "nothing in it"),
    "only a hidden sheet": (lambda path: xlsx(path, {"!S": row(1, "a")}), "no visible sheet"),
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.replace(" ", "-"))
def test_refused_with_a_sentence(tmp_path: Path, case: str) -> None:
    make, words = CASES[case]
    path = make(tmp_path / "list.csv")

    with pytest.raises(UnreadableFile, match=words) as refused:
        examine(path)

    assert str(refused.value).endswith(".")
    assert "%(" not in str(refused.value)


def test_more_rows_than_allowed_are_refused(tmp_path: Path) -> None:
    path = text("name\n" + "Ana\n" * 60)(tmp_path / "list.csv")

    with pytest.raises(UnreadableFile, match="more than 50 rows"):
        examine(path, limits={"rows": 50})


def test_direction_marks_come_through_for_mapping_to_clean(tmp_path: Path) -> None:
    path = text("name,city\n\u202eanA,Lynn\nليلى,Lynn\n")(tmp_path / "list.csv")

    assert [row.cells[0] for row in rows(path, header_row=1)] == ["\u202eanA", "ليلى"]


def test_endless_line_stays_within_the_childs_memory(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    with path.open("wb") as file:
        file.truncate(300_000_000)

    with pytest.raises(UnreadableFile):
        examine(path)

    assert peak([path]) < 560 * 1024


def test_child_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    path = text("name\nAna\n")(tmp_path / "list.csv")
    options = {"sheet": None, "encoding": None, "delimiter": None, "start": 1, "first": None, "count": True}

    with pytest.raises(UnreadableFile, match="too long"):
        list(answer(path, options | {"limits": {}}, seconds=0.0001))


def test_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="We could not read this file"):
        examine(tmp_path / "gone.csv")


def test_child_knows_none_of_our_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A secret in our environment must not be in the child's: `-I` would also ignore a planted start-up file."""
    monkeypatch.setenv("PYTHONSTARTUP", str(tmp_path / "planted.py"))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "csv.py").write_text("raise SystemExit(3)")

    assert examine(text("name\nAna\n")(tmp_path / "list.csv")).n_rows == 1
