"""Lists that other tools really wrote, where a checkout has them beside it."""

import json
from pathlib import Path

import pytest

from imports.headers import guess
from imports.reading import Examined, UnreadableFile, examine, rows
from tests.imports.memory import peak

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
FILES = sorted(
    path for folder in ("crm", "torture/csv", "torture/xlsx", "torture/lists") for path in DATA.glob(f"{folder}/*")
)
SPECTRUM = sorted(DATA.glob("torture/csv/spectrum_*.csv"))

pytestmark = pytest.mark.skipif(not FILES, reason="The folder of real files is not beside this checkout.")

REFUSED = {
    "blns.json": "json",
    "calamine_empty_sheet.xlsx": "empty_sheets",
    "calamine_errors.xlsx": "links",
    "calamine_pass_protected.xlsx": "password",
    "calamine_picture.xlsx": "empty_sheets",
    "qsv_password-protected-password123.xlsx": "password",
}


def read_again(path: Path, found: Examined) -> list[list[str]]:
    return [row.cells for row in rows(path, **found.layout)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_file_is_read_or_refused_with_its_sentence(path: Path) -> None:
    reason = "json" if path.suffix == ".json" else REFUSED.get(path.name)
    if reason:
        with pytest.raises(UnreadableFile) as refused:
            examine(path)
        assert refused.value.reason == reason
        return

    found = examine(path)

    assert len(found.headers) == len({header.casefold() for header in found.headers})
    assert len(read_again(path, found)) == found.n_rows
    assert len(guess(found.headers, found.samples, filled=found.filled)) == len(found.headers)


@pytest.mark.parametrize("path", SPECTRUM, ids=lambda path: path.name)
def test_spectrum_files_parse_to_exactly_what_they_say(path: Path) -> None:
    expected = json.loads(path.with_suffix(".expected.json").read_text())
    expected = expected if isinstance(expected, list) else [expected]
    if path.name == "spectrum_location_coordinates.csv":
        # The number in the file and the one in its answer differ; the file is the truth here.
        expected[0]["Contact Phone Number"] = "2095257564"
    found = examine(path)

    read = [dict(zip(found.headers, cells, strict=True)) for cells in read_again(path, found)]

    # Line ends of one of them were changed on its way here: its answer still has CRLF inside a cell.
    assert json.dumps(read) == json.dumps(expected).replace(r"\r\n", r"\n")


@pytest.mark.parametrize(
    ("name", "header_row", "headers"),
    [
        ("csv/csvkit_bad_skip_lines.csv", 4, ["column_a", "column_b", "column_c", "Column D"]),
        ("csv/frictionless_without-headers.csv", None, ["Column A", "Column B"]),
        ("csv/frictionless_duplicate-headers.csv", 1, ["id", "name", "id (2)", "age", "id (3)"]),
        ("xlsx/calamine_header-row.xlsx", 9, ["Columns", "Column A", "Column B", "Column C"]),
        ("xlsx/calamine_no-header.xlsx", None, ["Column A", "Column B"]),
        ("xlsx/frictionless_skip-rows.xlsx", 2, ["A", "B"]),
        ("xlsx/calamine_temperature-in-middle.xlsx", 4, ["Column A", "label", "value"]),
        ("xlsx/qsv_excel-numeric-header.xlsx", 1, ["location", "2020", "2021", "2022"]),
    ],
)
def test_heading_rows(name: str, header_row: int | None, headers: list[str]) -> None:
    found = examine(DATA / "torture" / name)

    assert (found.header_row, found.headers) == (header_row, headers)


def test_error_cells_of_a_workbook() -> None:
    found = examine(DATA / "torture/xlsx/qsv_excel-xlsx.xlsx", sheet="cellerrors")

    errors = {f"{'ABC'[column]}{row.number}": text for row in found.samples for column, text in row.errors.items()}
    assert errors["B3"] == "#DIV/0!"
    assert errors["C3"] == "#NAME?"


def test_only_visible_sheets_are_offered() -> None:
    for ending in ("xls", "xlsx"):
        assert examine(DATA / f"torture/xlsx/calamine_any_sheets.{ending}").sheets == ["Visible"]


def test_children_kept_within_their_memory() -> None:
    assert peak(sorted(DATA.glob("torture/xlsx/*"))[:5]) < 560 * 1024


def guessed(name: str) -> dict[str, str | None]:
    found = examine(DATA / "crm" / name)
    guesses = guess(found.headers, found.samples, filled=found.filled)
    return dict(zip(found.headers, (one.key for one in guesses), strict=True))


def test_columns_of_a_movement_export() -> None:
    keys = guessed("mainedsa_fake_membership_list_2021_early.csv")

    assert {
        "AK_ID": "external_id",
        "Billing_Address_Line_1": "street",
        "Billing_Zip": "postal_code",
        "Mailing_City": "other_city",
        "Mobile_Phone": "mobile",
        "Do_Not_Call": "consent_call",
        "membership_status": "status",
        "membership_type": "newfield",
        "union_name": None,
    }.items() <= keys.items()


def test_columns_of_a_texting_list() -> None:
    assert guessed("spoke_csv-headers-test.csv") == {
        "first": "given_name",
        "last_name": "family_name",
        "company_name": "employer",
        "address": "street",
        "city": "city",
        "county": "newfield",
        "state": "region",
        "ZipOrPost": "postal_code",
        "Cell_Phone": "mobile",
        "phone": "phone",
        "email": "email",
    }


def test_columns_of_an_address_book() -> None:
    keys = guessed("roundcube_gmail.csv")

    assert {
        "Given Name": "given_name",
        "Group Membership": "tags",
        "E-mail 2 - Value": "email",
        "E-mail 2 - Type": None,
        "Phone 5 - Value": "mobile",
        "Phone 3 - Value": "home_phone",
        "Address 1 - Street": "street",
        "Address 2 - City": "other_city",
        "Organization 1 - Name": "employer",
        "Given Name Yomi": None,
    }.items() <= keys.items()


def test_somebody_elses_contact_is_not_the_persons() -> None:
    assert guessed("civicrm_individual_valid_with_related_email.csv") == {
        "Player First Name": "given_name",
        "Player Last name": "family_name",
        "Mother – email": "newfield",
    }
