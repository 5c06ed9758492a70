"""Single cells, from what people type to what is kept."""

from datetime import date

import pytest

from imports import cells, dates, words
from imports.cells import Cell


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ana   Ruiz ", "Ana Ruiz"),
        ("A\0na\x07", "Ana"),
        ("\u202eanA", "anA"),
        ("ליאה כהן", "ליאה כהן"),
        ("Jose\u0301", "José"),
        ("two\r\nlines", "two lines"),
        ("\ufeffAna\u200b", "Ana"),
        ("\xa0Ana\u2003Ruiz", "Ana Ruiz"),
        ("क्‍ष", "क्‍ष"),
    ],
)
def test_text(typed: str, kept: str) -> None:
    assert cells.text(typed) == kept


def test_text_longer_than_its_field_is_a_problem() -> None:
    assert cells.fitting("x" * 31, most=30).problem == "This is longer than the 30 characters that fit here."
    assert cells.fitting(" x ", most=1) == Cell("x")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ana@Example.ORG", "Ana@example.org"),
        (" ana@example.org; ", "ana@example.org"),
        ("mailto:ana@example.org", "ana@example.org"),
        ("Ana Ruiz <ana@example.org>", "ana@example.org"),
        ("ana @ example.org", "ana@example.org"),
        ("ana@bücher.example", "ana@bücher.example"),
        ("ana+list@mail.example.org", "ana+list@mail.example.org"),
        ("ana@example", None),
        ("ana.example.org", None),
        ("ana@@example.org", None),
        ("ana..ruiz@example.org", None),
        (f"{'a' * 65}@example.org", None),
        ("ana@host.invalid", None),
        ("", None),
    ],
)
def test_email(typed: str, kept: str | None) -> None:
    found = cells.email(typed)

    assert found.value == kept
    assert bool(found.problem) == (kept is None and typed != "")


def test_several_emails_in_a_cell() -> None:
    found = cells.emails("ana@example.org; bo@example.org ::: cy")

    assert [one.value for one in cells.emails("ana@example.org, bo@example.org")] == [
        "ana@example.org",
        "bo@example.org",
    ]
    assert [one.problem for one in found] == ["This is not an e-mail address."]


@pytest.mark.parametrize(
    ("typed", "region", "kept"),
    [
        ("617-555-0101", "US", "+16175550101"),
        ("(617) 555.0101", "US", "+16175550101"),
        ("1 617 555 0101", "US", "+16175550101"),
        ("6175550101.0", "US", "+16175550101"),
        ("617-555-0101 x12", "US", "+16175550101;ext=12"),
        ("617-555-0101 ext. 12", "US", "+16175550101;ext=12"),
        ("+44 20 7946 0018", "US", "+442079460018"),
        ("020 7946 0018", "GB", "+442079460018"),
        ("1-800-FLOWERS", "US", "+18003569377"),
        ("+16175550101", "DE", "+16175550101"),
    ],
)
def test_phone(typed: str, region: str, kept: str) -> None:
    assert cells.phone(typed, region).value == kept


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("555-0101", "The area code is missing."),
        ("6.17556E+09", "A spreadsheet has rounded this number. Write it in full."),
        ("911", "This is not a complete phone number."),
        ("617-555-01012222222", "This is not a complete phone number."),
        ("ask Ana", "This is not a phone number."),
    ],
)
def test_phone_problem(typed: str, problem: str) -> None:
    assert cells.phone(typed, "US") == Cell(problem=problem)


def test_several_phones_in_a_cell() -> None:
    found = cells.phones("617-555-0101 / 617-555-0102", "US")

    assert [one.value for one in found] == ["+16175550101", "+16175550102"]


@pytest.mark.parametrize(
    ("typed", "region", "kept"),
    [
        ("2111", "US", "02111"),
        ("501-0001", "US", "00501-0001"),
        ("02111-0000", "US", "02111-0000"),
        ("3222", "AU", "3222"),
    ],
)
def test_postal_code(typed: str, region: str, kept: str) -> None:
    assert cells.postal_code(typed, region).value == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a, b,a", ["a", "b"]),
        ("* myContacts ::: Choir ::: * Friends", ["Choir"]),
        ("Choir, alto; Board", ["Choir, alto", "Board"]),
        ("one|two", ["one", "two"]),
        ("Choir", ["Choir"]),
        ("", []),
    ],
)
def test_tags(typed: str, kept: list[str]) -> None:
    assert cells.tags(typed) == kept


@pytest.mark.parametrize(("typed", "kept"), [("3", 3), ("3.0", 3), (" Leads ", "Leads"), ("", None), ("2.5", "2.5")])
def test_level_text(typed: str, kept: int | str | None) -> None:
    assert cells.level_text(typed) == kept


@pytest.mark.parametrize(
    ("typed", "order", "kept"),
    [
        ("2024-02-29", None, date(2024, 2, 29)),
        ("2024-02-29 08:30:00", None, date(2024, 2, 29)),
        ("2024-02-29T08:30:00Z", None, date(2024, 2, 29)),
        ("20240229", None, date(2024, 2, 29)),
        ("8/19/2018", None, date(2018, 8, 19)),
        ("23/03/2021", "mdy", date(2021, 3, 23)),
        ("3/4/2021", "mdy", date(2021, 3, 4)),
        ("3/4/2021", "dmy", date(2021, 4, 3)),
        ("5.5.2021", None, date(2021, 5, 5)),
        ("10/20/18", "mdy", date(2018, 10, 20)),
        ("10/20/58", "mdy", date(1958, 10, 20)),
        ("9/11/01 8:30 am", "mdy", date(2001, 9, 11)),
        ("23-Sep-11", None, date(2011, 9, 23)),
        ("5 September 2020", None, date(2020, 9, 5)),
        ("Sept 5th, 2020", None, date(2020, 9, 5)),
        ("5 de mayo de 2020", None, date(2020, 5, 5)),
        ("44197", None, date(2021, 1, 1)),
    ],
)
def test_day(typed: str, order: dates.Order | None, kept: date) -> None:
    assert dates.day(typed, order, today=date(2026, 5, 1)).value == kept


@pytest.mark.parametrize(
    ("typed", "words_in_it"),
    [
        ("3/4/2021", "read two ways"),
        ("31/02/2021", "no such day"),
        ("2021-02-30", "no such day"),
        ("--03-07", "year is missing"),
        ("soon", "not a date"),
    ],
)
def test_day_problem(typed: str, words_in_it: str) -> None:
    assert words_in_it in (dates.day(typed, None).problem or "")


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["1/2/2020", "8/19/2018"], "mdy"),
        (["1/2/2020", "23/03/2021"], "dmy"),
        (["2020-01-02"], "ymd"),
        (["1/2/2020", "3/4/2021"], None),
        (["23/03/2021", "8/19/2018"], None),
        ([], None),
    ],
)
def test_date_order(column: list[str], order: str | None) -> None:
    assert dates.date_order(column) == order


@pytest.mark.parametrize(("typed", "kept"), [("x", True), ("FALSE", False), ("0", False), ("", None), ("maybe", None)])
def test_yes_no(typed: str, kept: bool | None) -> None:
    assert words.yes_no(typed).value is kept


@pytest.mark.parametrize(
    ("typed", "negated", "kept"),
    [
        ("Yes", False, "yes"),
        ("Yes", True, "no"),
        ("FALSE", True, "yes"),
        ("unsubscribed", False, "no"),
        ("unsubscribed", True, "no"),
        ("Opted out", False, "no"),
        ("subscribed", False, "yes"),
        ("bouncing", False, ""),
        ("spam complaint", False, "no"),
        ("", False, None),
    ],
)
def test_consent(typed: str, negated: bool, kept: str | None) -> None:
    assert words.consent(typed, negated=negated) == Cell(kept)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Member In Good Standing", "member"),
        ("M", "member"),
        ("expired", "former"),
        ("Prospect", "contact"),
        ("Staff", "staff"),
    ],
)
def test_status(typed: str, kept: str) -> None:
    assert words.status(typed).value == kept


def test_unknown_words_are_problems() -> None:
    assert words.status("gold").problem == "We do not know whether this means contact, member, staff or former."
    assert words.consent("perhaps").problem == "We do not know whether this means yes or no."
