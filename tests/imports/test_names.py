"""Taking names apart, and when two names can be one person's."""

import pytest

from imports.names import Name, agree, split


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ana Ruiz", Name("Ana", "", "Ruiz")),
        ("Ruiz, Ana", Name("Ana", "", "Ruiz")),
        ("Ana María Ruiz", Name("Ana", "María", "Ruiz")),
        ("Ludwig van Beethoven", Name("Ludwig", "", "van Beethoven")),
        ("María de la Cruz", Name("María", "", "de la Cruz")),
        ("García Márquez, Gabriel", Name("Gabriel", "", "García Márquez")),
        ("Dr. Jane A. Doe Jr.", Name("Jane", "A.", "Doe", "Jr.")),
        ("Jane (Janey) Doe", Name("Jane", "", "Doe", "", "Janey")),
        ("Madonna", Name("Madonna")),
        ("王小明", Name("王小明")),
        ("O'Brien, Pat", Name("Pat", "", "O'Brien")),
    ],
)
def test_split(typed: str, kept: Name) -> None:
    assert split(typed).value == kept


def test_split_tells_what_it_left_out_and_what_looks_like_two() -> None:
    assert split("Dr. Jane Doe").note == "We left out “Dr.”."
    assert split("Jane and John Doe").note == "This may be two people in one row."
    assert split("  ").value is None


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (("Ana", "Ruiz"), ("ana", "RUÍZ")),
        (("A.", "Ruiz"), ("Ana", "Ruiz")),
        (("Dan", "Lee"), ("Daniel", "Lee")),
        (("Bob", "Lee"), ("Robert", "Lee")),
        (("Pepe", "Ruiz"), ("José", "Ruiz")),
        (("Ruiz", "Ana"), ("Ana", "Ruiz")),
        (("Gabriel", "García"), ("Gabriel", "García Márquez")),
        (("Pat", "O'Brien"), ("Pat", "OBrien")),
        (("Ana María", "Ruiz"), ("Ana", "Ruiz")),
        (("Ana", "Ruiz-Lee"), ("Ana", "Ruiz")),
        (("", ""), ("Ana", "Ruiz")),
        (("Ana", ""), ("Ana", "Ruiz")),
        (("", "Ruiz"), ("Ana", "Ruiz")),
    ],
)
def test_names_agree(a: tuple[str, str], b: tuple[str, str]) -> None:
    assert agree(*a, *b)
    assert agree(*b, *a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (("Ana", "Ruiz"), ("Luis", "Ruiz")),
        (("Ana", "Ruiz"), ("Ana", "Lee")),
        (("Jane", "Doe"), ("John", "Doe")),
        (("Bo", "Li"), ("Cy", "Wu")),
        (("Ana", ""), ("Luis", "")),
        (("Ana", "de la Cruz"), ("Ana", "de la Vega")),
    ],
)
def test_a_household_is_not_one_person(a: tuple[str, str], b: tuple[str, str]) -> None:
    assert not agree(*a, *b)
    assert not agree(*b, *a)
