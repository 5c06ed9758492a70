"""Ordinary lists in all the shapes that people have them."""

from inspect import getgeneratorlocals
from pathlib import Path
from signal import SIGKILL

import pytest

from imports.reading import Examined, UnreadableFile, examine, rows
from imports.reading.child_process import answer
from tests.imports.made_files import cell, ods, row, xlsx


def written(tmp_path: Path, content: str | bytes, name: str = "list.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def all_cells(path: Path, found: Examined) -> list[list[str]]:
    """Read the data rows again the way the worker does, from what was found out."""
    return [row.cells for row in rows(path, **found.layout)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends_are_found_out(tmp_path: Path, delimiter: str, ending: str) -> None:
    lines = [["Name", "Phone", "City"], ["Ana Ruiz", "617-555-0101", "Lynn"], ["Bo Li", "617-555-0102", "Salem"]]
    path = written(tmp_path, ending.join(delimiter.join(line) for line in lines))

    found = examine(path)

    assert (found.delimiter, found.headers, found.n_rows) == (delimiter, lines[0], 2)
    assert all_cells(path, found) == lines[1:]


@pytest.mark.parametrize(
    ("codec", "said"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "cp1252"),
        ("latin-1", "cp1252"),
        ("mac_roman", "mac_roman"),
    ],
)
def test_encodings_are_found_out(tmp_path: Path, codec: str, said: str) -> None:
    text = "First name,City\nJosé,Peñón\nZoë,Córdoba\nFrançois,Besançon\n"
    path = written(tmp_path, text.encode(codec))

    found = examine(path)

    assert (found.encoding, found.headers) == (said, ["First name", "City"])
    assert all_cells(path, found) == [["José", "Peñón"], ["Zoë", "Córdoba"], ["François", "Besançon"]]


def test_cyrillic_in_an_old_encoding_is_found_out(tmp_path: Path) -> None:
    names = "Имя;Город\n" + "Наталья Соколова;Москва\nАлексей Кузнецов;Новосибирск\nМария Попова;Казань\n" * 5

    found = examine(written(tmp_path, names.encode("cp1251")))

    assert (found.headers, found.samples[0].cells) == (["Имя", "Город"], ["Наталья Соколова", "Москва"])


def test_one_pasted_accent_does_not_spoil_a_file(tmp_path: Path) -> None:
    good = "name,city\n" + "Müller,Köln\n" * 20
    path = written(tmp_path, good.encode() + b"Jos\xe9,Lynn\n")

    found = examine(path)

    assert found.encoding == "utf-8"
    assert all_cells(path, found)[-1] == ["José", "Lynn"]
    assert found.notes == ["1 character did not fit the rest of the file. Check the accents."]


def test_a_person_can_say_encoding_delimiter_and_header_row(tmp_path: Path) -> None:
    path = written(tmp_path, "made by,someone\nname;place\nAna;Lynn, MA\n")

    found = examine(path, header_row=2, delimiter=";", encoding="cp1252")

    assert (found.headers, found.samples[0].cells, found.n_rows) == (["name", "place"], ["Ana", "Lynn, MA"], 1)


def test_quotes_newlines_and_spaces_stay_as_they_are(tmp_path: Path) -> None:
    path = written(tmp_path, 'name,note\n" Ana ","first\nsecond ""quoted"", done"\n')

    assert examine(path).samples[0].cells == [" Ana ", 'first\nsecond "quoted", done']


def test_spaces_before_quotes_are_no_part_of_the_cell(tmp_path: Path) -> None:
    path = written(tmp_path, 'name, place\n"Ana", "Lynn, MA"\n"Bo", "Salem, MA"\n')

    assert [row.cells for row in examine(path).samples] == [["Ana", "Lynn, MA"], ["Bo", "Salem, MA"]]


def test_excel_hint_of_the_delimiter_is_no_row(tmp_path: Path) -> None:
    found = examine(written(tmp_path, "sep=;\nname;city\nAna;Lynn\n"))

    assert (found.delimiter, found.headers, found.samples[0].number) == (";", ["name", "city"], 3)


def test_blank_rows_are_left_out_counted_and_numbers_stay_the_spreadsheets(tmp_path: Path) -> None:
    found = examine(written(tmp_path, "name,city\n\nAna,Lynn\n , \nBo,Salem\n\n\n"))

    assert [row.number for row in found.samples] == [3, 5]
    assert (found.n_rows, found.blank) == (2, 2)
    assert "2 blank rows were left out." in found.notes


def test_ragged_rows_are_kept_and_told(tmp_path: Path) -> None:
    found = examine(written(tmp_path, "name,city\nAna\nBo,Salem\nCy,Lynn,extra\n"))

    assert [row.cells for row in found.samples] == [["Ana"], ["Bo", "Salem"], ["Cy", "Lynn", "extra"]]
    assert found.headers == ["name", "city", "Column C"]
    assert found.notes == ["2 rows have more or fewer cells than the headings; the first is row 2."]


def test_zero_bytes_are_dropped_and_told(tmp_path: Path) -> None:
    found = examine(written(tmp_path, "name,city\nA\0na,Lynn\n"))

    assert found.samples[0].cells == ["Ana", "Lynn"]
    assert found.notes == ["We left out 1 zero byte, which no text can hold."]


def test_the_guard_of_our_exports_comes_off_once(tmp_path: Path) -> None:
    path = written(tmp_path, "name,note\nAna,'=1+1\nBo,'-x\nCy,''=1+1\nDi,'tis\n")

    assert [row.cells[1] for row in examine(path).samples] == ["=1+1", "-x", "'=1+1", "'tis"]


def test_a_long_cell_is_cut_and_its_row_says_so(tmp_path: Path) -> None:
    found = examine(written(tmp_path, f"name,note\nAna,{'x' * 200_000}\n"))

    assert len(found.samples[0].cells[1]) == 10_000
    assert found.samples[0].errors == {1: "longer than a cell may be, so it was cut"}
    assert found.notes == ["1 cell is too long and was cut. Its row says which."]


def test_names_and_codes_stay_text(tmp_path: Path) -> None:
    path = written(tmp_path, "name,zip,phone,id\nAna,02111,+16175550101,007\n")

    assert examine(path).samples[0].cells == ["Ana", "02111", "+16175550101", "007"]


def test_a_closed_stream_ends_its_child(tmp_path: Path) -> None:
    options: dict[str, object] = {
        "sheet": None,
        "encoding": None,
        "delimiter": None,
        "limits": {},
        "start": 1,
        "first": None,
        "count": False,
    }
    lines = answer(written(tmp_path, "name\n" + "Ana\n" * 200_000), options)
    next(lines)
    child = getgeneratorlocals(lines)["child"]

    lines.close()

    assert child.returncode == -SIGKILL


def test_a_stream_of_rows_can_be_left_early(tmp_path: Path) -> None:
    stream = rows(written(tmp_path, "name\n" + "Ana\n" * 200_000), header_row=1)

    first = next(stream)
    stream.close()

    assert first.cells == ["Ana"]


def test_filled_counts_see_the_whole_file(tmp_path: Path) -> None:
    lines = ["name,late", *["Ana,"] * 300, "Bo,here"]

    found = examine(written(tmp_path, "\n".join(lines)))

    assert (found.filled, len(found.samples)) == ([301, 1], 50)


def test_cells_of_a_workbook_read_as_typed(tmp_path: Path) -> None:
    numbers = "".join(
        f'<c r="{chr(65 + at)}2"><v>{value}</v></c>'
        for at, value in enumerate(["5551234", "0.30000000000000004", "1e21"])
    )
    more = '<c r="D2" t="b"><v>1</v></c><c r="E2" t="d"><v>2024-02-29T00:00:00</v></c><c r="F2"><f>1+1</f><v>2</v></c>'
    path = xlsx(tmp_path / "a.xlsx", {"S": row(1, *"ABCDEF") + f'<row r="2">{numbers}{more}</row>'})

    found = examine(path)

    assert found.samples[0].cells == ["5551234", "0.3", "1e+21", "TRUE", "2024-02-29", "2"]


def test_error_cells_are_told_by_address(tmp_path: Path) -> None:
    broken = f'<row r="2">{cell("A2", "Ana")}<c r="C2" t="e"><v>#REF!</v></c></row>'
    path = xlsx(tmp_path / "a.xlsx", {"S": row(1, "name", "city", "phone") + broken})

    found = examine(path).samples[0]

    assert (found.cells, found.errors) == (["Ana", "", "#REF!"], {2: "#REF!"})


def test_error_words_in_text_files_are_told_too(tmp_path: Path) -> None:
    found = examine(written(tmp_path, "name,city\nAna,#N/A\n#hash,Lynn\n"))

    assert [row.errors for row in found.samples] == [{1: "#N/A"}, {}]


def test_hidden_and_empty_sheets_are_passed_over(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"!Secret": row(1, "x"), "Empty": "", "People": row(3, "name") + row(5, "Ana")})

    found = examine(path)

    assert (found.sheets, found.sheet, found.header_row) == (["Empty", "People"], "People", 3)
    assert all_cells(path, found) == [["Ana"]]


def test_a_sheet_that_is_hidden_or_missing_cannot_be_asked_for(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"!Secret": row(1, "x"), "People": row(1, "name") + row(2, "Ana")})

    with pytest.raises(UnreadableFile, match="no visible sheet called “Secret”"):
        examine(path, sheet="Secret")


def test_an_open_document_sheet_is_read(tmp_path: Path) -> None:
    texts = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in ("name", "city")
    )
    padding = '<table:table-row table:number-rows-repeated="1048574"><table:table-cell/></table:table-row>'

    found = examine(ods(tmp_path / "a.ods", f"<table:table-row>{texts}</table:table-row>{padding}"))

    assert (found.format, found.headers, found.n_rows) == ("ods", ["name", "city"], 0)
