"""Adding and editing people: what is stored, what is recorded, what is refused."""

import pytest
from django.utils import timezone

from audit.models import AuditEvent
from members.actions import ChangedMeanwhile, add_member, edit_member
from members.models import ContactPoint, Field, Member, Tag, Unit, UnitKind
from tests.members.conftest import reach, tag


@pytest.fixture
def edit(person):
    """`edit(member, pronouns="she/her")`: an edit by the director that has seen the latest change."""

    def edited(member, *, seen_at=None, given=None, **columns):
        now = Member.objects.get(pk=member.pk).changed_at
        return edit_member(member, by=person("director"), seen_at=seen_at or now, columns=columns, **(given or {}))

    return edited


def events(member):
    return list(AuditEvent.objects.filter(object_id=member.pk).values_list("action", "fields"))


def phone(number, **more):
    return ContactPoint(kind="phone", value=number, normal=number, **more)


def test_add_stores_everything_and_records_names_of_fields(person, eastside):
    choir, field = tag("Choir"), Field.objects.create(name="Shirt", folded="shirt")

    member = add_member(
        by=person("director"), columns={"given_name": "Ana", "pronouns": ""}, contacts=[phone("+15035550142")],
        units={eastside.kind: eastside}, tags=["choir", "New word"], values={field: "XL"},
    )  # fmt: skip

    assert (member.contact_points.get().normal, member.belongings.get().unit) == ("+15035550142", eastside)
    assert set(member.member_tags.values_list("tag__name", flat=True)) == {choir.name, "New word"}
    assert member.field_values.get().value == "XL"
    assert events(member) == [("member.add", ["field:Shirt", "given_name", "phone", "tags", "unit:Home area"])]


def test_add_from_a_terminal_has_no_actor(north):
    member = add_member(by=None, columns={"given_name": "Ana"})

    assert AuditEvent.objects.get(object_id=member.pk).actor_id is None


def test_edit_saves_and_records_only_what_differs(edit, dolores):
    before = dolores.changed_at

    fields = edit(dolores, given_name="Dolores", family_name="Ankrah", pronouns="she/her", status="member")

    dolores.refresh_from_db()
    assert (fields, dolores.pronouns, dolores.status) == (["pronouns", "status"], "she/her", "member")
    assert dolores.changed_at > before
    assert events(dolores) == [("member.edit", ["pronouns", "status"])]


def test_edit_of_nothing_changes_and_records_nothing(edit, dolores):
    assert edit(dolores, given_name="Dolores", given={"contacts": [dolores.contact_points.get()]}) == []

    assert (events(dolores), Member.objects.get(pk=dolores.pk).changed_at) == ([], dolores.changed_at)


def test_edit_is_refused_when_someone_saved_meanwhile(edit, dolores):
    seen = dolores.changed_at
    edit(dolores, status="member")

    with pytest.raises(ChangedMeanwhile) as late:
        edit(dolores, seen_at=seen, pronouns="she/her")

    dolores.refresh_from_db()
    assert (late.value.at, dolores.pronouns) == (dolores.changed_at, "")


def test_edit_folds_a_changed_name(edit, dolores):
    edit(dolores, given_name="Zoë")

    assert Member.objects.get(pk=dolores.pk).folded == "zoe ankrah"


def test_edit_adds_changes_and_removes_contacts(edit, dolores):
    mobile, home = dolores.contact_points.get(), reach(dolores, "phone", "+15035550163")
    mobile.standing = "wrong"

    fields = edit(dolores, given={"contacts": [mobile, phone("+15035550177")], "removed": [home.pk]})

    now = {point.normal: point for point in dolores.contact_points.all()}
    assert set(now) == {"+15035550142", "+15035550177"}
    changed = now["+15035550142"]
    assert (changed.pk, changed.standing, changed.may_text) == (mobile.pk, "wrong", "yes")
    assert (changed.created_at, set(fields)) == (mobile.created_at, {"phone"})


def test_edit_leaves_contacts_it_does_not_name(edit, dolores):
    edit(dolores, pronouns="she/her")

    assert dolores.contact_points.count() == 1


def test_two_contacts_may_swap_their_numbers(edit, dolores):
    one, two = dolores.contact_points.get(), reach(dolores, "phone", "+15035550163")
    one.value = one.normal = "+15035550163"
    two.value = two.normal = "+15035550142"

    edit(dolores, given={"contacts": [one, two]})

    assert ContactPoint.objects.get(pk=one.pk).normal == "+15035550163"


def test_contact_of_someone_else_is_not_removed(edit, dolores):
    theirs = reach(Member.objects.create(given_name="Efua"), "phone", "+15035550199")

    edit(dolores, given={"removed": [theirs.pk]})

    assert ContactPoint.objects.filter(pk=theirs.pk).exists()


def test_edit_moves_between_units_and_out(edit, dolores, eastside):
    kind, elm = UnitKind.objects.get(), Unit.objects.get(name="Elm Court")
    for unit in (eastside, elm, None):
        assert edit(dolores, given={"units": {kind: unit}}) == ["unit:Home area"]

        assert list(dolores.belongings.values_list("unit__name", flat=True)) == ([unit.name] if unit else [])


def test_edit_replaces_tags_and_keeps_one_for_each_folded_name(edit, dolores):
    tag("Choir")
    edit(dolores, given={"tags": ["CHOIR", "Heat", "héat"]})
    edit(dolores, given={"tags": ["Heat", "!!!"]})

    assert set(dolores.member_tags.values_list("tag__folded", flat=True)) == {"heat", "!!!"}
    assert Tag.objects.count() == 3


def test_edit_sets_and_empties_own_fields(edit, dolores):
    field = Field.objects.create(name="Shirt", folded="shirt")
    edit(dolores, given={"values": {field: "XL"}})

    assert edit(dolores, given={"values": {field: "XL"}}) == []
    assert edit(dolores, given={"values": {field: ""}}) == ["field:Shirt"]
    assert not dolores.field_values.exists()


def test_failed_edit_leaves_everything_as_it_was(edit, dolores):
    with pytest.raises(ChangedMeanwhile):
        edit(dolores, seen_at=timezone.now(), given={"tags": ["Choir"]})

    assert not Tag.objects.exists()
