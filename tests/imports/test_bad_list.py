"""Everything that lists get wrong, each told in its place: of the file, by row, or by cell. Nothing half-written."""

from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from imports.models import ImportBatch
from members.models import Member
from tests.imports.conftest import bring_in, plan, receive

HEAD = "name,phone,level,level date\r\n"


def xlsx(rows: list[list[object]], *, from_1904: bool = False) -> bytes:
    book, file = Workbook(), BytesIO()
    if from_1904:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(file)
    return file.getvalue()


def problems(batch: ImportBatch) -> dict[tuple[int, str], str]:
    """What is said of cells: row and column -> the sentence."""
    return {(row.number, each["column"]): each["reason"] for row in batch.rows.all() for each in row.problems}


def test_cells_that_cannot_come_in_are_told_by_row_and_column(north):
    batch = plan(receive(
        HEAD
        + "Ana One,503-555-0101,2/3,2026-02-30\r\n"
        + "Bo Two,12,9,13/13/2026\n"
        + "Cy Three,6.17E+09,2,0000-00-00\r"
        + "Di Four,#REF!,2,99999999\r\n"
        + f"{'x' * 100_000},503-555-0105,2,2099-01-01\r\n"
    ))  # fmt: skip

    assert problems(batch) == {
        (2, "level"): "The ladder has no such level. Write its number or its name.",
        (2, "level date"): "There is no such day in the calendar.",
        (3, "phone"): "This is not a complete phone number.",
        (3, "level"): "The ladder has no such level. Write its number or its name.",
        (3, "level date"): "There is no such day in the calendar.",
        (4, "phone"): "A spreadsheet has rounded this number. Write it in full.",
        (4, "level date"): "There is no such day in the calendar.",
        (5, "phone"): "The spreadsheet shows an error here: #REF!",
        (5, "level date"): "There is no such day in the calendar.",
        (6, "name"): "The spreadsheet shows an error here: longer than a cell may be, so it was cut",
        (6, "level date"): "This day is still to come.",
    }
    assert [row.plan for row in batch.rows.order_by("number")] == ["created"] * 5


def test_marks_nobody_sees_and_formulas_come_in_as_harmless_text(north):
    bring_in(
        "name,phone\n\u202eanA Right,503-555-0101\nNu\0l Byte,503-555-0102\n=cmd()|A1,503-555-0103\nليلى حداد,503-555-0104\n"
    )

    assert set(Member.objects.filter(import_rows__isnull=False).values_list("given_name", flat=True)) == {
        "anA", "Nul", "=cmd()|A1", "ليلى",
    }  # fmt: skip


@pytest.mark.parametrize("from_1904", [False, True], ids=["1900", "1904"])
def test_days_of_a_workbook_are_the_days_that_were_typed(north, from_1904: bool):
    day = datetime(2026, 5, 31, 12, 30)  # noqa: DTZ001 - a workbook knows no zones
    rows = [["name", "level", "level date"], ["Ana One", 2, date(2026, 5, 31)], ["Bo Two", 2, day]]
    batch = plan(receive(xlsx([*rows, ["Cy Three", 2, 9_999_999]], from_1904=from_1904), name="a.xlsx"))

    assert [row.clean.get("level_on") for row in batch.rows.order_by("number")][:2] == ["2026-05-31"] * 2
    assert problems(batch) == {
        (4, "level date"): "This is not a date that we can read. Write it like 2026-05-31.",
    }  # fmt: skip


def test_a_formula_that_nobody_has_worked_out_is_told_by_cell(north):
    batch = plan(receive(xlsx([["name", "phone"], ["Ana One", "=1+1"], ["Bo Two", '=HYPERLINK("x")']]), name="a.xlsx"))

    told = "The spreadsheet shows an error here: a formula without a value; open the file in a spreadsheet program and "
    assert problems(batch) == {(row, "phone"): f"{told}save it again" for row in (2, 3)}


@pytest.mark.parametrize("as_workbook", [False, True], ids=["csv", "xlsx"])
def test_two_thousand_columns_are_refused(north, as_workbook: bool):
    rows: list[list[object]] = [[f"c{n}" for n in range(2000)], [1] * 2000]
    text = "\n".join(",".join(map(str, row)) for row in rows)

    batch = receive(xlsx(rows) if as_workbook else text)

    assert batch.status == "failed"
    assert batch.trouble.startswith("Row 1 has more than 500 columns. Keep the columns you need, and upload again.")


def test_headings_twice_or_empty_get_names_of_their_own(north):
    batch = receive("name,,name,,phone,Phone\nAna,1,2,3,503-555-0101,503-555-0102\n")

    assert batch.headers == ["name", "Column B", "name (2)", "Column D", "phone", "Phone (2)"]


def test_rows_of_any_length_are_told_of_the_file(north):
    batch = receive("name,city,phone\nAna One\nBo Two,Lynn,503-555-0101,x,y\n")

    assert batch.notes == ["2 rows have more or fewer cells than the headings; the first is row 2."]


def test_lines_of_two_encodings_are_each_read_in_their_own(north):
    lines = [b"name,city", "José Uno,Lynn".encode(), "Zoë Zwei,Köln".encode("cp1252"), "Łucja Trzy,Łódź".encode()]
    batch = plan(receive(b"\r\n".join(lines)))

    assert [row.clean["columns"]["given_name"] for row in batch.rows.order_by("number")] == ["José", "Zoë", "Łucja"]
    assert batch.notes == ["2 characters did not fit the rest of the file. Check the accents."]
