"""One form for what is compared."""

import pytest

from members.normal import email, fold, phone, shown_phone, written_email


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  José  O’Brien-Łukasz ", "jose obrien lukasz"),
        ("STRASSE Straße", "strasse strasse"),
        ("Ñandú, Ana_María", "nandu ana maria"),
        ("Ｆｕｌｌ width", "full width"),
        ("ليلى", "ليلى"),
        ("!?", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_phone_is_the_same_however_it_is_written() -> None:
    written = ["6175550101", "(617) 555-0101", "+1 617.555.0101", "1-617-555-0101", "+16175550101"]

    assert {phone(text, "US") for text in written} == {"+16175550101"}


@pytest.mark.parametrize("text", ["", "555-0101", "911", "ana", "+999 1", "0123 111 111"])
def test_what_is_no_phone(text: str) -> None:
    assert phone(text, "US") is None


def test_phone_with_extension_reads_back() -> None:
    assert phone("617-555-0101 x12", "US") == "+16175550101;ext=12"
    assert phone("+16175550101;ext=12", "US") == "+16175550101;ext=12"


@pytest.mark.parametrize(
    ("e164", "region", "shown"),
    [
        ("+16175550101", "US", "(617) 555-0101"),
        ("+16175550101", "GB", "+1 617-555-0101"),
        ("+442079460018", "US", "+44 20 7946 0018"),
        ("+16175550101;ext=12", "US", "(617) 555-0101 ext. 12"),
        ("not a phone", "US", "not a phone"),
    ],
)
def test_shown_phone(e164: str, region: str, shown: str) -> None:
    assert shown_phone(e164, region) == shown


def test_email_is_compared_in_small_letters_and_written_as_given() -> None:
    assert email(" Ana.Ruiz@Example.ORG ") == "ana.ruiz@example.org"
    assert written_email(" Ana.Ruiz@Example.ORG ") == "Ana.Ruiz@example.org"
    assert email("ana@") is None
