"""Putting two rows of one person together, and taking them apart."""

from datetime import timedelta

import pytest
from django.db.models import F

from audit.models import AuditEvent
from ladders.models import Assessment, Ladder, Place
from members import registry
from members.about import of_people
from members.merging import moving
from members.merging.actions import NotNow, forget, merge, unmerge
from members.merging.forms import MergeForm
from members.models import APART_FOR, ContactPoint, ExternalId, Field, FieldValue, Member, MergeRecord
from tests.members.conftest import reach
from tests.members.filters.world import asking


@pytest.fixture
def ana(north) -> Member:
    member = Member.objects.create(given_name="Ana", family_name="Cruz", employer="Mill")
    reach(member, "phone", "+15035550101", may_text="yes")
    return member


@pytest.fixture
def anna(north) -> Member:
    member = Member.objects.create(given_name="Anna", family_name="Cruz")
    reach(member, "phone", "+15035550101", may_text="no")
    reach(member, "email", "anna@example.org")
    ExternalId.objects.create(member=member, system="van", value="77")
    return member


def test_everything_goes_over(ana, anna, person):
    led = Member.objects.create(given_name="Bo", organizer=anna)

    record = merge(ana, anna, by=person("data_lead"), chosen={"given_name": "Anna"})

    ana.refresh_from_db()
    led.refresh_from_db()
    assert (ana.given_name, ana.employer, ana.folded) == ("Anna", "Mill", "anna cruz")
    assert sorted(ana.contact_points.values_list("normal", flat=True)) == ["+15035550101", "anna@example.org"]
    assert ana.external_ids.get().value == "77"
    assert led.organizer == ana
    assert not Member.objects.people().filter(pk=anna.pk).exists()
    assert Member.objects.get(pk=anna.pk).merged_into == ana
    assert AuditEvent.objects.filter(action="member.merge", object_id__in=[ana.pk, anna.pk]).count() == 2
    assert record.merged_by == person("data_lead")


def test_a_no_holds_whoever_said_it(ana, anna):
    record = merge(ana, anna, by=None)
    assert ana.contact_points.get(kind="phone").may_text == "no"

    unmerge(record, by=None)
    assert ana.contact_points.get(kind="phone").may_text == "yes"


def test_same_day_the_later_created_wins(ana, anna):
    ladder = Ladder.objects.get(is_default=True)
    low, high = ladder.levels.order_by("position")[:2]
    for member, level in ((ana, low), (anna, high)):
        Assessment.objects.create(member=member, ladder=ladder, place=Place.LEVEL, level=level, on="2026-03-01")
    Assessment.objects.filter(member=ana).update(created_at=F("created_at") - timedelta(hours=1))

    record = merge(ana, anna, by=None)
    assert [each.level for each in ana.standings.all()] == [high]
    assert ana.level_changes.count() == 1

    back = unmerge(record, by=None)
    assert [each.level for each in ana.standings.all()] == [low]
    assert [each.level for each in back.standings.all()] == [high]


def test_edit_of_what_went_over_goes_back_with_it(ana, anna):
    shift = Field.objects.create(name="Shift", folded="shift")
    FieldValue.objects.create(member=anna, field=shift, value="night")
    record = merge(ana, anna, by=None)
    # As the form does it: taken out and put in again.
    ana.field_values.all().delete()
    FieldValue.objects.create(member=ana, field=shift, value="day")
    reach(ana, "email", "new@example.org")
    ContactPoint.objects.filter(normal="anna@example.org").update(standing="bounced")

    back = unmerge(record, by=None)

    assert back.field_values.get().value == "day"
    assert back.contact_points.get(kind="email").standing == "bounced"
    assert ana.contact_points.get(kind="email").normal == "new@example.org"
    assert not ana.field_values.exists()


def test_answer_that_comes_over_is_kept_from_when_it_was_written(ana, anna):
    shift = Field.objects.create(name="Shift", folded="shift", months_kept=6)
    for member, answer, days in ((ana, "day", 170), (anna, "night", 3)):
        value = FieldValue.objects.create(member=member, field=shift, value=answer)
        FieldValue.objects.filter(pk=value.pk).update(written_at=F("written_at") - timedelta(days=days))
    old, new = ana.field_values.get().written_at, anna.field_values.get().written_at
    record = merge(ana, anna, by=None, chosen={f"field:{shift.pk}": "night"})
    assert ana.field_values.get().written_at == new

    unmerge(record, by=None)
    assert ana.field_values.get().written_at == old


def test_what_one_hid_comes_forward_when_the_other_leaves(ana, anna):
    third = Member.objects.create(given_name="Ana", family_name="C")
    reach(third, "email", "anna@example.org")
    first, second = merge(ana, anna, by=None), merge(ana, third, by=None)

    unmerge(first, by=None)
    assert ana.contact_points.filter(normal="anna@example.org").count() == 1

    unmerge(second, by=None)
    assert not ana.contact_points.filter(normal="anna@example.org").exists()
    assert third.contact_points.get().normal == "anna@example.org"


def test_two_accounts_are_never_put_together(ana, person):
    with pytest.raises(NotNow, match="account of their own"):
        merge(person("director"), person("organizer"), by=None)
    with pytest.raises(NotNow, match="has to be the one that stays"):
        merge(ana, person("director"), by=None)

    assert merge(person("director"), ana, by=None)


@pytest.mark.parametrize("state", ["archived_at", "erased_at"])
def test_who_is_not_in_the_list_is_not_put_together(ana, state: str):
    gone = Member.objects.create(**{state: "2026-01-01T00:00Z"})

    with pytest.raises(NotNow, match="no longer"):
        merge(ana, gone, by=None)
    with pytest.raises(NotNow, match="one row already"):
        merge(ana, ana, by=None)


def test_second_press_finds_them_together(ana, anna):
    merge(ana, anna, by=None)

    with pytest.raises(NotNow, match="meanwhile"):
        merge(ana, anna, by=None)
    assert MergeRecord.objects.count() == 1


def test_after_90_days_they_stay_together(ana, anna):
    record = merge(ana, anna, by=None)
    MergeRecord.objects.update(merged_at=F("merged_at") - APART_FOR - timedelta(minutes=1))

    with pytest.raises(NotNow, match="90 days"):
        unmerge(record, by=None)
    forget()
    record.refresh_from_db()
    assert (record.moved, record.changed) == ([], [])


def test_the_later_one_is_taken_apart_first(ana, anna):
    first = merge(anna, Member.objects.create(given_name="A"), by=None)
    second = merge(ana, anna, by=None)

    with pytest.raises(NotNow, match="those two apart first"):
        unmerge(first, by=None)
    unmerge(second, by=None)
    unmerge(first, by=None)
    with pytest.raises(NotNow, match="apart already"):
        unmerge(first, by=None)


def test_own_organizer_is_nobody(ana, anna):
    Member.objects.filter(pk=ana.pk).update(organizer=anna)
    record = merge(ana, anna, by=None)
    ana.refresh_from_db()
    assert ana.organizer is None

    unmerge(record, by=None)
    ana.refresh_from_db()
    assert ana.organizer == anna


def test_every_key_to_a_person_goes_over_or_is_said_to_stay(north):
    """A room that is built later is in it without being named; what stays behind still exists."""
    going = {f"{key.label}.{key.name}" for key in moving.keys_that_go_over()}

    assert {"members.contactpoint.member", "ladders.assessment.member", "imports.importrow.member"} <= going
    assert {"conversations.notice.member", "members.member.organizer"} <= going
    assert going.isdisjoint(registry.stay_behind)


def test_who_is_gone_meanwhile_is_not_put_together(ana, anna):
    Member.objects.filter(pk=anna.pk).delete()

    with pytest.raises(NotNow, match="no longer, in the list"):
        merge(ana, anna, by=None)


def test_value_that_two_have_is_taken_from_the_one_who_is_ticked(ana, anna, north, person):
    third = Member.objects.create(given_name="Anne", employer="School")
    Member.objects.filter(pk=anna.pk).update(employer="School")
    abouts = of_people([ana.pk, anna.pk, third.pk], asking(north, person("director")))
    proposed = MergeForm(None, abouts).proposed()
    form = MergeForm(proposed | {"same": [str(ana.pk), str(third.pk)], "employer": str(anna.pk)}, abouts)

    assert form.is_valid(), form.errors
    assert [(member, chosen["employer"]) for member, chosen in form.put_away()] == [(third, "School")]
