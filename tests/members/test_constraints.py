"""What the database allows and refuses about people, both sides of each rule."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from members.models import (
    Belonging,
    ContactPoint,
    ExternalId,
    Field,
    FieldValue,
    Member,
    MemberTag,
    Relationship,
    StaffScope,
    Tag,
    Unit,
    UnitKind,
)

PHONE = {"kind": "phone", "value": "+15035550142", "normal": "+15035550142"}


def refuses(name: str, make: Callable[[], Any]) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make()


@pytest.fixture
def ana(north) -> Member:
    return Member.objects.create(given_name="Ana", family_name="Álvarez")


@pytest.fixture
def bea(north) -> Member:
    return Member.objects.create(given_name="Bea", family_name="Brandt")


@pytest.fixture
def unit(north) -> Unit:
    return Unit.objects.create(kind=UnitKind.objects.get(), name="Eastside", folded="eastside")


@pytest.mark.parametrize(("field", "rule"), [("kind", "kind_known"), ("status", "status_known")])
def test_member_has_a_kind_and_a_status_we_know(north, field: str, rule: str):
    refuses(f"members_member_{rule}", lambda: Member.objects.create(**{field: "robot"}))

    for value in Member._meta.get_field(field).choices:
        whose = Member.objects.create() if value[0] == "practice" else None
        Member.objects.create(**{field: value[0]}, made_up_for=whose)


@pytest.mark.parametrize("sign", ["ﷺ", "ﬃ", "힣", "½", "ạ", "W"])
def test_name_of_any_signs_fits_in_full_length(north, sign: str):
    member = Member.objects.create(given_name=sign * 100, family_name=sign * 100)

    assert len(member.sorted_as) <= 202


def test_nobody_organizes_themselves(ana: Member, bea: Member):
    people = Member.objects.filter(pk=ana.pk)

    refuses("members_member_not_own_organizer", lambda: people.update(organizer=ana))
    people.update(organizer=bea)


def test_erased_person_keeps_no_name(ana: Member):
    people, now = Member.objects.filter(pk=ana.pk), timezone.now()

    refuses("members_member_erased_is_empty", lambda: people.update(erased_at=now))
    people.update(erased_at=now, given_name="", family_name="", preferred_name="", folded="")


def test_one_member_for_each_person_who_signs_in(person):
    user_id = person("director").user_id

    refuses("user_id", lambda: Member.objects.create(user_id=user_id))
    Member.objects.create(user_id=None)
    Member.objects.create(user_id=None)


def test_contact_stands_once_with_each_person(ana: Member, bea: Member):
    ContactPoint.objects.create(member=ana, **PHONE)

    refuses("members_contactpoint_once", lambda: ContactPoint.objects.create(member=ana, **PHONE))
    ContactPoint.objects.create(member=bea, **PHONE)


@pytest.mark.parametrize("fields", [{"kind": "fax", "normal": "1"}, {"kind": "email", "normal": ""}])
def test_contact_has_a_kind_and_a_value(ana: Member, fields: dict[str, str]):
    refuses("members_contactpoint_has_value", lambda: ContactPoint.objects.create(member=ana, **fields))


@pytest.mark.parametrize("normal", ["5035550142", "+1503x", "+1234", "+15035550142;ext=", "+15035550142;ext=123456789"])
def test_phone_that_is_not_complete_is_refused(ana: Member, normal: str):
    name = "members_contactpoint_phone_is_e164"

    refuses(name, lambda: ContactPoint.objects.create(member=ana, kind="phone", value=normal, normal=normal))


@pytest.mark.parametrize("normal", ["+15035550142", "+15035550142;ext=12", "+67512345"])
def test_complete_phone_is_taken(ana: Member, normal: str):
    assert ContactPoint.objects.create(member=ana, kind="phone", value=normal, normal=normal).pk


def test_number_in_another_system_is_of_one_person(ana: Member, bea: Member):
    ExternalId.objects.create(member=ana, system="old list", value="17")

    refuses("one_person", lambda: ExternalId.objects.create(member=bea, system="old list", value="17"))
    refuses("has_value", lambda: ExternalId.objects.create(member=bea, system="old list", value=""))
    ExternalId.objects.create(member=bea, system="other list", value="17")


def test_one_kind_of_unit_is_the_default(north):
    refuses("one_default", lambda: UnitKind.objects.create(name="Workplace", plural="Workplaces", is_default=True))
    UnitKind.objects.create(name="Workplace", plural="Workplaces")
    refuses("name_once", lambda: UnitKind.objects.create(name="Workplace", plural="Places"))


def test_unit_stands_once_in_its_kind_and_not_under_itself(unit: Unit):
    other = UnitKind.objects.create(name="Workplace", plural="Workplaces")

    refuses("name_once", lambda: Unit.objects.create(kind=unit.kind, name="EASTSIDE", folded="eastside"))
    refuses("not_own_parent", lambda: Unit.objects.filter(pk=unit.pk).update(parent=unit))
    Unit.objects.create(kind=other, name="Eastside", folded="eastside")
    Unit.objects.create(kind=unit.kind, name="Elm Court", folded="elm court", parent=unit)


def test_person_belongs_to_one_unit_of_each_kind(ana: Member, unit: Unit):
    other = UnitKind.objects.create(name="Workplace", plural="Workplaces")
    mill = Unit.objects.create(kind=other, name="Mill", folded="mill")
    west = Unit.objects.create(kind=unit.kind, name="West", folded="west")
    Belonging.objects.create(member=ana, kind=unit.kind, unit=unit)

    refuses("one_of_a_kind", lambda: Belonging.objects.create(member=ana, kind=unit.kind, unit=west))
    Belonging.objects.create(member=ana, kind=other, unit=mill)


def test_unit_is_given_to_an_organizer_once(ana: Member, bea: Member, unit: Unit):
    StaffScope.objects.create(member=ana, unit=unit)

    refuses("members_staffscope_once", lambda: StaffScope.objects.create(member=ana, unit=unit))
    StaffScope.objects.create(member=bea, unit=unit)


def test_tag_stands_once_and_once_on_each_person(ana: Member, bea: Member):
    tag = Tag.objects.create(name="Phone tree", folded="phone tree")
    MemberTag.objects.create(member=ana, tag=tag)

    refuses("members_tag_name_once", lambda: Tag.objects.create(name="PHONE TREE", folded="phone tree"))
    refuses("members_membertag_once", lambda: MemberTag.objects.create(member=ana, tag=tag))
    MemberTag.objects.create(member=bea, tag=tag)


def test_field_stands_once_and_has_one_value_for_each_person(ana: Member, bea: Member):
    field = Field.objects.create(name="T-shirt", folded="t shirt")
    FieldValue.objects.create(member=ana, field=field, value="L")

    refuses("members_field_name_once", lambda: Field.objects.create(name="t shirt", folded="t shirt"))
    refuses("fieldvalue_once", lambda: FieldValue.objects.create(member=ana, field=field, value="M"))
    refuses("fieldvalue_not_empty", lambda: FieldValue.objects.create(member=bea, field=field, value=""))
    FieldValue.objects.create(member=bea, field=field, value="M")


@pytest.mark.parametrize(
    "model",
    [Member, ContactPoint, ExternalId, UnitKind, Unit, Belonging, StaffScope, Tag, MemberTag, Field, FieldValue],
)
def test_every_rule_says_in_words_what_is_wrong(model: Any):
    said = [str(rule.violation_error_message) for rule in model._meta.constraints]

    assert all(sentence.endswith(".") and sentence[0].isupper() for sentence in said)
    assert not any("violated" in sentence for sentence in said)


def related(one: Member, two: Member, kind: str = "family", **more: Any) -> Relationship:
    return Relationship.objects.create(member=one, other=two, kind=kind, **more)


def test_two_people_are_related_once_in_each_kind(ana, bea):
    related(ana, bea)
    related(ana, bea, "friend")
    refuses("members_relationship_once", lambda: related(ana, bea))
    refuses("members_relationship_once", lambda: related(bea, ana))


def test_what_was_taken_away_leaves_room(ana, bea):
    related(ana, bea, removed_at=timezone.now())
    related(bea, ana)


def test_nobody_is_related_to_themselves_or_in_an_unknown_way(ana, bea):
    refuses("members_relationship_two", lambda: related(ana, ana))
    refuses("members_relationship_kind_known", lambda: related(ana, bea, "rival"))


def test_who_archived_and_why_needs_a_day(ana, bea):
    Member.objects.filter(pk=ana.pk).update(archived_at=timezone.now(), archived_by=bea, archived_because="moved")
    refuses("members_member_archived_when", lambda: Member.objects.filter(pk=bea.pk).update(archived_by=ana))
    refuses("members_member_archived_when", lambda: Member.objects.filter(pk=bea.pk).update(archived_because="moved"))
