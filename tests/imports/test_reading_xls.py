"""Error cells of .xls workbooks are problems of their rows, as those of newer ones are."""

from contextlib import suppress
from pathlib import Path

from imports.reading import UnreadableFile, examine, rows
from tests.imports.made_files import xls, xls_error, xls_text


def test_error_cells_say_what_the_spreadsheet_shows(tmp_path: Path):
    headings = xls_text(0, 0, "name") + xls_text(0, 1, "phone") + xls_text(0, 2, "level")
    maria = xls_text(1, 0, "Maria Lopez") + xls_error(1, 1, 0x17) + xls_error(1, 2, 0x07, by_formula=True)
    path = xls(tmp_path / "old.xls", {"Sheet1": headings + maria + xls_text(2, 0, "Omar Haddad")})

    found = list(rows(path, header_row=1))

    assert [row.errors for row in found] == [{1: "#REF!", 2: "#DIV/0!"}, {}]
    assert found[0].cells == ["Maria Lopez", "#REF!", "#DIV/0!"]


def test_each_sheet_has_its_own_errors(tmp_path: Path):
    first = xls_text(0, 0, "name") + xls_text(1, 0, "Maria")
    second = xls_text(0, 0, "name") + xls_error(1, 0, 0x2A)
    path = xls(tmp_path / "two.xls", {"First": first, "Second": second})

    assert [row.errors for row in rows(path, sheet="First", header_row=1)] == [{}]
    assert [row.errors for row in rows(path, sheet="Second", header_row=1)] == [{0: "#N/A"}]


def test_a_cut_off_workbook_is_refused_or_read_and_never_hangs(tmp_path: Path):
    whole = xls(tmp_path / "whole.xls", {"S": xls_text(0, 0, "name") + xls_error(1, 0, 0x2A)}).read_bytes()
    for size in (512, 700, 1600, len(whole) - 200):
        (tmp_path / "cut.xls").write_bytes(whole[:size])
        with suppress(UnreadableFile):
            examine(tmp_path / "cut.xls")
