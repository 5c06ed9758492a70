"""Every rule of who is matched, who is asked about and who is someone new: without a database."""

from uuid import UUID, uuid4

import pytest

from imports.matching import CROWD, Index, Known, Match
from imports.names import agree
from imports.person import Person

PHONE, MAIL = ("phone", "+15035550101"), ("email", "maria@example.org")


def person(given: str = "", family: str = "", *keys: tuple[str, str], ids: tuple[tuple[str, str], ...] = ()) -> Person:
    columns = {name: value for name, value in (("given_name", given), ("family_name", family)) if value}
    contacts = [{"kind": kind, "normal": normal, "value": normal} for kind, normal in keys]
    return Person(columns=columns, contacts=contacts, external_ids=list(ids))


def here(*people: Person) -> tuple[Index, list[UUID]]:
    """Make an index of people who are here."""
    index, who = Index(), [uuid4() for _each in people]
    for pk, each in zip(who, people, strict=True):
        index.add(pk, each)
    return index, who


MARIA = person("Maria", "Lopez", PHONE, MAIL)


@pytest.mark.parametrize("name", [("Maria", "Lopez"), ("María", "LÓPEZ"), ("M.", "Lopez"), ("Lopez", "Maria")])
def test_names_alone_never_match_and_are_never_asked_about(name: tuple[str, str]):
    index, _who = here(MARIA)

    assert index.find(person(*name)) == Match()
    assert index.find(person(*name, ("phone", "+15035550199"))) == Match()


@pytest.mark.parametrize("key", [PHONE, MAIL])
@pytest.mark.parametrize("name", [("Maria", "Lopez"), ("María", "López Ruiz"), ("M.", "Lopez"), ("Lopez", "Maria")])
def test_an_exact_contact_with_an_agreeing_name_matches(key: tuple[str, str], name: tuple[str, str]):
    index, [maria] = here(MARIA)

    assert index.find(person(*name, key)) == Match(who=maria)


def test_an_exact_id_matches_under_any_name():
    index, [one] = here(person("Maria", "Lopez", ids=(("van", "1"),)))

    assert index.find(person("Ana", "Ruiz", ids=(("van", "1"),))) == Match(who=one, by_id=True)
    assert index.find(person("Maria", "Lopez", ids=(("ak", "1"),))) == Match()


def test_ids_of_two_people_are_asked_about_unless_a_contact_tells():
    index, [one, other] = here(
        person("Maria", "Lopez", PHONE, ids=(("van", "1"),)), person("Omar", "Haddad", ids=(("van", "2"),))
    )
    both = (("van", "1"), ("van", "2"))

    asked = index.find(person("Ana", "Ruiz", ids=both))
    assert (asked.who, asked.candidate in (one, other)) == (None, True)
    assert index.find(person("Maria", "Lopez", PHONE, ids=both)) == Match(who=one)


def test_a_phone_under_another_name_is_asked_about():
    index, [maria] = here(MARIA)

    asked = index.find(person("Omar", "Haddad", PHONE))

    assert asked.candidate == maria
    assert asked.reason == "Same phone or e-mail as someone here, but another name."


def test_a_household_is_told_as_such_and_not_asked_about():
    index, _who = here(*(person(given, "Lopez", PHONE) for given in ("Maria", "Omar", "Ada")))

    assert index.find(person("Benito", "Lopez", PHONE)) == Match(reason="Shares a phone with 3 others here.")
    assert index.find(person("Ines", "Ruiz", PHONE)) == Match(reason="Shares a phone with 3 others here.")
    assert here(MARIA)[0].find(person("Omar", "Lopez", MAIL)) == Match(reason="Shares an e-mail with 1 other here.")


def test_in_a_household_the_one_whose_name_it_is_is_matched():
    index, [_maria, omar] = here(person("Maria", "Lopez", PHONE), person("Omar", "Lopez", PHONE))

    assert index.find(person("Omar", "Lopez", PHONE)) == Match(who=omar)


@pytest.mark.parametrize("name", [("M.", "Lopez"), ("", ""), ("", "Lopez")], ids=["initial", "nobody", "family"])
def test_a_name_that_fits_several_is_asked_about(name: tuple[str, str]):
    index, [maria, _miguel] = here(person("Maria", "Lopez", PHONE), person("Miguel", "Lopez", PHONE))

    asked = index.find(person(*name, PHONE))

    assert (asked.who, asked.candidate) == (None, maria)


def test_who_is_here_twice_is_no_question_of_the_row():
    index, [first, _second] = here(MARIA, MARIA)

    assert index.find(person("Maria", "Lopez", PHONE)) == Match(who=first)
    assert index.find(person("Omar", "Haddad", PHONE)).candidate == first


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (("Deshawn", "Pruitt"), ("Deshaun", "Pruit"), True),
        (("Deshawn", "Pruitt"), ("Pruit", "Deshaun"), True),
        (("Ana", "Lopez"), ("Maria", "Lopez"), False),
        (("Maria", "Lopez"), ("Maria", "Haddad"), False),
        (("Maria", ""), ("Marie", ""), False),
    ],
)
def test_names_that_look_like_one(one: tuple[str, str], other: tuple[str, str], alike: bool):
    assert Known(*one, "").is_like(Known(*other, "")) is alike


def test_a_slip_in_a_name_is_asked_about_even_in_a_household_and_within_a_list():
    index, [_maria, deshawn] = here(person("Maria", "Pruitt", PHONE), person("Deshawn", "Pruitt", PHONE))
    assert index.find(person("Deshaun", "Pruitt", PHONE)).candidate == deshawn

    index.add(7, person("Joanna", "Park", MAIL))
    assert index.find(person("Joana", "Park", MAIL)).candidate == 7


def test_who_was_said_to_be_someone_else_is_neither_matched_nor_asked_about():
    index, [maria] = here(MARIA)

    assert index.find(person("Maria", "Lopez", PHONE), but_not={maria}) == Match()
    assert index.find(person("Omar", "Haddad", PHONE), but_not={maria}) == Match()


def test_two_of_one_list_who_share_a_phone_are_not_asked_about():
    index, [maria] = here(MARIA)
    index.own = {maria}

    assert index.find(person("Omar", "Haddad", PHONE)) == Match()


def test_in_a_crowd_at_one_number_only_the_very_name_is_compared(monkeypatch: pytest.MonkeyPatch):
    compared: list[object] = []
    monkeypatch.setattr("imports.matching.agree", lambda *names: compared.append(names) or agree(*names))
    index, who = here(*(person(f"A{n}", "Lopez", PHONE) for n in range(300)))

    assert index.find(person("a7", "López", PHONE)) == Match(who=who[7])
    assert index.find(person("Bea", "Lopez", PHONE)) == Match(reason="Shares a phone or e-mail with many others.")
    assert len(compared) == 1


def test_a_crowd_of_one_name_is_compared_with_a_few(monkeypatch: pytest.MonkeyPatch):
    index, [first, *_others] = here(*(MARIA for _n in range(200)))
    compared: list[object] = []
    monkeypatch.setattr("imports.matching.agree", lambda *names: compared.append(names) or True)

    assert index.find(MARIA) == Match(who=first)
    assert len(compared) <= 2 * CROWD
