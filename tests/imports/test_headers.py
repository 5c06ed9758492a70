"""Guesses from headings and from values."""

import pytest

from imports.headers import Guess, guess, negated, system_of
from imports.reading import Row
from imports.targets import Target


def keys(*headers: str, values: list[str] | None = None) -> list[str | None]:
    cells = values or ["something"] * len(headers)
    return [one.key for one in guess(headers, [Row(2, cells, {})])]


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("First Name", "given_name"),
        ("FIRSTNAME", "given_name"),
        ("\ufefffirst_name", "given_name"),
        ("fn", "given_name"),
        ("Additional Name", "middle_name"),
        ("Surname", "family_name"),
        ("goes by", "preferred_name"),
        ("Voter Name", "full_name"),
        ("E-mail Address", "email"),
        ("Email 3", "email"),
        ("E-mail 2 - Value", "email"),
        ("Email (primary)", "email"),
        ("Cell_Phone", "mobile"),
        ("can2_phone", "mobile"),
        ("Hphone", "home_phone"),
        ("work_phone_number", "work_phone"),
        ("Pref Phone ", "phone"),
        ("phone1", "phone"),
        ("can2_user_address", "street"),
        ("vaddress", "street"),
        ("primary_address2", "street2"),
        ("can2_state_abbreviated", "region"),
        ("zip5", "postal_code"),
        ("Voter File VANID", "external_id"),
        ("nationbuilder_id", "external_id"),
        ("tag_list", "tags"),
        ("can2_user_tags", "tags"),
        ("Rep", "organizer"),
        ("point_person_name_or_email", "organizer"),
        ("Level", "level"),
        ("latest_assessment", "level"),
        ("lvl", "level"),
        ("assessment date", "level_on"),
        ("can2_subscription_status", "consent_email"),
        ("SMS opt-in", "consent_text"),
        ("memb_status", "status"),
        ("Company Name", "employer"),
        ("Correo electrónico", "email"),
        ("Teléfono", "phone"),
        ("favorite color", "newfield"),
    ],
)
def test_heading_is_known(header: str, key: str) -> None:
    assert keys(header) == [key]


@pytest.mark.parametrize("header", ["Rate", "rating", "support_level", "Support Level", "union support"])
def test_foreign_scale_is_asked_about_and_never_a_level(header: str) -> None:
    found = guess([header], [Row(2, ["1"], {})])

    assert found == [Guess("newfield", "header", ask_scale=True)]


@pytest.mark.parametrize(
    ("header", "value", "key"),
    [
        ("best way to reach", "ana@example.org", "email"),
        ("reach", "617-555-0101", "phone"),
        ("reach", "(617) 555-0101 x12", "phone"),
        ("reach", "+44 20 7946 0018", "phone"),
        ("Phone no.", "6175550101", "phone"),
        ("case id", "6175550101", "external_id"),
        ("uprn", "6175550101", "newfield"),
        ("volunteer", "TRUE", "tag"),
        ("volunteer", "no", "newfield"),
        ("Column C", "02111", "postal_code"),
        ("room", "02111", "newfield"),
        ("Column A", "Ana María Ruiz", "full_name"),
        ("Mother's e-mail", "ana@example.org", "newfield"),
        ("Emergency contact phone", "617-555-0101", "newfield"),
        ("Fax", "617-555-0101", "newfield"),
        ("Name", "ana@example.org", "email"),
        ("anything", "", None),
    ],
)
def test_values_decide_where_the_heading_says_nothing(header: str, value: str, key: str | None) -> None:
    assert keys(header, values=[value]) == [key]


def test_why_is_told() -> None:
    found = guess(["email", "reach", "color"], [Row(2, ["a@example.org", "617-555-0101", "red"], {})])

    assert [one.why for one in found] == ["header", "values", "none"]


def test_one_value_goes_to_the_fuller_column_and_the_other_is_kept() -> None:
    rows = [Row(2, ["", "Ana", "Anita"], {})]

    assert [one.key for one in guess(["First Name", "first", "fname"], rows)] == [None, "given_name", "newfield"]


def test_a_column_filled_late_in_the_file_is_not_left_out() -> None:
    found = guess(["name", "color"], [Row(2, ["Ana Ruiz"], {})], filled=[900, 3])

    assert [one.key for one in found] == ["full_name", "newfield"]


def test_two_addresses_and_a_third() -> None:
    headers = ["Home Street", "Home City", "Work Street", "Work City", "Other Street"]

    assert keys(*headers) == ["street", "city", "other_street", "other_city", "newfield"]


def test_an_empty_first_address_gives_way() -> None:
    found = guess(["Mailing City", "Billing City"], [Row(2, ["", "Lynn"], {})])

    assert [one.key for one in found] == ["other_city", "city"]


def test_ids_keep_their_system() -> None:
    found = guess(["id", "VANID", "ak_id", "id (2)"], [Row(2, ["1", "2", "3", "4"], {})])

    assert [(one.key, one.system) for one in found] == [
        ("external_id", ""),
        ("external_id", "van"),
        ("external_id", "ak"),
        ("newfield", ""),
    ]


@pytest.mark.parametrize(
    ("header", "system"),
    [("uuid", "action_network"), ("Voter File VANID", "van"), ("NationBuilder ID", "nation_builder"), ("ID", "")],
)
def test_system_of(header: str, system: str) -> None:
    assert system_of(header) == system


@pytest.mark.parametrize(
    ("header", "no"),
    [
        ("Do Not Call", True),
        ("email_opt_out", True),
        ("Unsubscribed", True),
        ("no calls", True),
        ("email_opt_in", False),
    ],
)
def test_negated_consent(header: str, no: bool) -> None:
    assert negated(header) is no
    assert guess([header], [Row(2, ["yes"], {})])[0].negated is no


def test_kinds_of_units_are_added_by_the_caller() -> None:
    extra = [Target("unit:7", "Congregation", "Belongs to", synonyms=("parish",))]
    rows = [Row(2, ["St. Mark", "St. Mark"], {})]

    assert [one.key for one in guess(["congregation", "color"], rows, extra=extra)] == ["unit:7", "newfield"]
    assert guess(["Parish"], rows, extra=extra)[0].key == "unit:7"


@pytest.mark.parametrize("header", ["Notes (private)", "note", "Comments", "call_notes"])
def test_what_was_noted_of_people_stays_out_until_somebody_decides(header: str):
    [found] = guess([header], [Row(2, ["sister in 2B"], {})])

    assert (found.key, found.why) == (None, "header")


@pytest.mark.parametrize(
    ("headers", "values", "expected"),
    [
        (["3/14", "3/21", "4/2"], ["x", "y", ""], ["attendance"] * 3),
        (["May meeting", "Steward training"], ["1", "no"], ["attendance", "attendance"]),
        (["Q1 2025", "Q2 2025"], ["1", "3"], ["period_level", "period_level"]),
        (["2025-03-01", "Mar 2026"], ["2", "leader"], ["period_level", "period_level"]),
        (["Lvl 3/1/26"], ["2"], ["period_level"]),
        (["Support level Q1 2025", "Rating 2026"], ["2", "3"], ["newfield", "newfield"]),
        (["Signed 3/1/2026"], ["x"], ["tag"]),
        (["Dues Mar 2026"], ["25"], ["newfield"]),
        (["Drives", "Cooks"], ["x", "yes"], ["tag", "tag"]),
    ],
)
def test_columns_alike_are_told_from_their_headings_and_cells(headers, values, expected) -> None:
    rows = [Row(2, values, {})]
    filled = [max(1, bool(value)) for value in values]

    assert [one.key for one in guess(headers, rows, filled=filled, levels={"leader"})] == expected


def test_a_meeting_that_nobody_of_the_first_rows_came_to_is_one_of_them() -> None:
    headers = ["3/14/2026", "3/21/2026", "3/28/2026"]

    found = guess(headers, [Row(2, ["x", "", "x"], {})], filled=[5, 2, 5])

    assert [(one.key, one.group) for one in found] == [("attendance", "meetings")] * 3
