"""Contact people of a unit: added by typing, named only with a yes, taken off, kept where units and people are put together."""

import pytest

from members import units
from members.models import Member, Unit, UnitContact, UnitKind


@pytest.fixture
def unit(north):
    kind = UnitKind.objects.get(is_default=True)
    return Unit.objects.create(kind=kind, name="Local 12", folded="local 12")


def page(unit, rest=""):
    return f"/o/north/settings/units/{unit.pk}/contacts/{rest}"


def test_a_contact_is_found_by_typing_and_added(sign_in, unit):
    maria = Member.objects.create(given_name="Maria", family_name="Okonkwo")
    client = sign_in("director")

    assert "Maria Okonkwo" in client.post(page(unit, "find/"), {"words": "okonk"}).text
    answer = client.post(page(unit), {"words": "okonk", "part": "Chief steward", "is_named": "on"})

    assert answer.status_code == 303
    assert "agreed to be named" in client.get(page(unit)).text
    assert UnitContact.objects.get().member == maria


@pytest.mark.parametrize(
    ("words", "says"),
    [("", "Say who it is."), ("nobodyatall", "Nobody is found"), ("Okonkwo", "Choose who of these it is.")],
)
def test_what_finds_nobody_or_several_says_what_to_do(sign_in, unit, words, says):
    for given in ("Maria", "Marta"):
        Member.objects.create(given_name=given, family_name="Okonkwo")

    answer = sign_in("director").post(page(unit), {"words": words, "part": "Chief steward"})

    assert answer.status_code == 422
    assert says in answer.text
    assert "Chief steward" in answer.text


def test_nobody_is_a_contact_twice(sign_in, unit):
    maria = Member.objects.create(given_name="Maria", family_name="Okonkwo")
    UnitContact.objects.create(unit=unit, member=maria)

    answer = sign_in("director").post(page(unit), {"words": "okonkwo"})

    assert "They are a contact of this unit already." in answer.text


def test_a_yes_is_kept_taken_back_and_a_contact_taken_off(sign_in, unit):
    contact = UnitContact.objects.create(unit=unit, member=Member.objects.create(given_name="Maria"))
    client = sign_in("data_lead")

    client.post(page(unit, f"{contact.pk}/name/"))
    assert UnitContact.objects.get().is_named
    client.post(page(unit, f"{contact.pk}/name/"))
    assert not UnitContact.objects.get().is_named
    client.post(page(unit, f"{contact.pk}/take-off/"))
    assert not UnitContact.objects.exists()


def test_contacts_go_with_a_unit_into_another(unit, person):
    owner, other = person("owner"), Unit.objects.create(kind=unit.kind, name="Local 13", folded="local 13")
    maria, same = Member.objects.create(given_name="Maria"), Member.objects.create(given_name="Maria")
    UnitContact.objects.create(unit=unit, member=maria)
    UnitContact.objects.create(unit=other, member=same)

    units.merge_unit(unit, into=other, by=owner)

    assert {each.member_id for each in other.contacts.all()} == {maria.pk, same.pk}
