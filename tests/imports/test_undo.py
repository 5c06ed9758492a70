"""Taking a list back: as before where nobody touched anything, and what somebody touched stays."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db.models import F
from django.db.models.functions import Now

from audit.models import AuditEvent
from audit.recording import action
from imports import sweeping
from imports.actions import NotNow, work_now
from imports.deciding import say
from imports.models import ImportBatch, ImportRow
from imports.undo import actions as undo_actions
from ladders import history
from ladders.actions import assess
from ladders.models import Assessment, Ladder, Place, Standing
from members import actions as members
from members.changing import actions as sets
from members.changing import stored
from members.changing.actions import put_in
from members.changing.cells import Change
from members.models import (
    Belonging,
    ChangeSet,
    Consent,
    ContactPoint,
    Field,
    FieldValue,
    Member,
    MemberTag,
    Tag,
    Unit,
    UnitKind,
)
from tests.conftest import PersonOf
from tests.imports.conftest import Bring, apply, fates, plan, receive, row
from tests.imports.undoing import differing, everything, figures, take_back, weigh

FULL = (
    "VAN ID,first name,last name,phone,e-mail,level,tags,Home area,Shoe size,Can text\n"
    "V1,Maria,Lopez,503-555-0101,maria@example.org,2,drives; phones,Elm,38,yes\n"
    "V2,Omar,Haddad,503-555-0102,,3,drives,Oak,,no\n"
    "V1,Maria,Lopez,503-555-0109,,,cooks,Oak,39,\n"
)


def kept(batch: ImportBatch) -> list[tuple[str, str, list[str]]]:
    rows = batch.kept.select_related("member").order_by(F("member__given_name").asc(nulls_last=True), "why", "word")
    return [(str(row.member or row.word), row.why, row.fields) for row in rows]


def edit(member: Member, by: Member, **changes: object) -> None:
    member.refresh_from_db()
    columns = changes.pop("columns", {})
    members.edit_member(member, by=by, seen_at=member.changed_at, columns=columns, **changes)


def test_a_list_of_new_people_goes_without_a_trace(bring: Bring):
    before = everything()
    batch = bring(FULL, {"Shoe size": "newfield"})

    take_back(batch)

    assert differing(before, everything()) == {}
    assert (batch.status, batch.kept.count(), batch.changes.count()) == ("undone", 0, 0)
    assert figures(batch)._replace(ids=0)._asdict() | {"known": 0} == {
        "people": 2, "contacts": 4, "ids": 0, "units": 2, "tags": 4, "values": 1, "levels": 2, "known": 0, "restored": 0,
        "removed": 0, "voided": 0, "people_stay": 0, "fields_stay": 0, "words": 6, "words_stay": 0,
        "aside": 0,
    }  # fmt: skip


def test_a_refusal_in_a_list_brings_no_day_of_the_answer_before_and_goes_back_with_it(bring: Bring):
    bring("first name,last name,phone\nMaria,Lopez,503-555-0101\n")
    point = ContactPoint.objects.get()
    known = {"may_call": "yes", "may_text": "", "consent_on": date(2026, 3, 3), "consent_source": "at the door"}
    ContactPoint.objects.update(**known)

    batch = bring("first name,last name,phone,Can text\nMaria,Lopez,503-555-0101,no\n")

    (said,) = Consent.objects.filter(point=point.pk, channel="text")
    assert (said.said, said.on, said.source) == ("no", None, batch.name)
    take_back(batch)
    assert ContactPoint.objects.filter(pk=point.pk, **known).exists()


def test_people_of_before_go_back_to_what_they_were(bring: Bring):
    bring(
        "first name,last name,phone,Home area,Shoe size,level\nMaria,Lopez,503-555-0101,Ash,37,1\n",
        {"Shoe size": "newfield"},
        as_of=date(2026, 1, 1),
    )
    before = everything()
    batch = bring(FULL, {"Shoe size": "newfield"})
    assert differing(before, everything()) != {}

    take_back(batch)

    assert differing(before, everything()) == {}
    assert history.differences() == []
    assert Assessment.objects.get(import_id=batch.pk).void_reason == "import undone"


def test_two_lists_taken_back_in_either_order_leave_nothing(bring: Bring):
    before = everything()
    first = bring(FULL)
    between = everything()
    second = bring("VAN ID,first name,last name,level,Home area\nV2,Omar,Haddad,4,Ivy\n")

    take_back(second)
    assert differing(between, everything()) == {}
    take_back(first)

    assert differing(before, everything()) == {}


def test_looking_changes_nothing_and_says_what_would_happen(bring: Bring):
    batch = bring(FULL, {"Shoe size": "newfield"})
    before = everything()

    undo_actions.ask(batch, by=None)
    assert batch.status == "to_weigh"  # so that the caller's message is sent
    work_now(batch)

    assert differing(before, everything()) == {}
    looked = figures(batch)
    undo_actions.agree(batch, by=None)
    batch.refresh_from_db()
    assert figures(work_now(batch)) == looked


def test_somebody_whom_the_list_made_and_someone_edited_stays(bring: Bring, person: PersonOf):
    batch = bring(FULL)
    maria = Member.objects.get(given_name="Maria")
    edit(maria, person("director"), columns={"pronouns": "she"}, tags=["drives", "phones", "cooks", "sings"])

    take_back(batch, by=person("data_lead"))

    maria.refresh_from_db()
    assert (maria.pronouns, maria.contact_points.count(), maria.member_tags.count()) == ("she", 3, 4)
    assert kept(batch)[0] == ("Maria Lopez", "changed", ["pronouns", "tags"])
    assert sorted((word, why) for word, why, _fields in kept(batch)[1:]) == [
        ("Oak", "used"), ("Shoe size", "used"), ("cooks", "used"), ("drives", "used"), ("phones", "used"),
    ]  # fmt: skip
    assert batch.kept.get(member=maria).by == person("director")
    assert Assessment.objects.get(member=maria).voided_by == person("data_lead")
    assert not Standing.objects.exists()
    assert not Member.objects.filter(given_name="Omar").exists()


def test_a_value_of_before_that_someone_changed_stays_and_the_others_go_back(bring: Bring, person: PersonOf):
    bring("first name,last name,phone,employer,pronouns\nMaria,Lopez,503-555-0101,Mill,she\n")
    batch = bring("first name,last name,phone,employer,pronouns\nMaria,Lopez,503-555-0101,Port,they\n")
    maria = Member.objects.get(given_name="Maria")
    edit(maria, person("organizer"), columns={"employer": "School"})

    take_back(batch)

    maria.refresh_from_db()
    assert (maria.employer, maria.pronouns) == ("School", "she")
    assert kept(batch) == [("Maria Lopez", "changed", ["employer"])]
    assert batch.kept.get().by == person("organizer")
    assert figures(batch).fields_stay == 1


def test_what_a_later_list_brought_stays_and_names_the_list(bring: Bring):
    first = bring("first name,last name,phone,employer\nMaria,Lopez,503-555-0101,Mill\n")
    second = bring("first name,last name,phone,employer\nMaria,Lopez,503-555-0101,Port\n", name="later.csv")

    take_back(first)

    assert kept(first) == [("Maria Lopez", "listed", ["employer"])]
    assert first.kept.first().elsewhere == second
    assert Member.objects.get(given_name="Maria").employer == "Port"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"archived_at": Now()}, "archived"),
        ({"user_id": UUID(int=7)}, "signs_in"),
        ({"given_name": "", "family_name": "", "folded": "", "erased_at": Now()}, "erased"),
    ],
)
def test_who_was_archived_signs_in_or_was_erased_stays(bring: Bring, change: dict[str, object], why: str):
    batch = bring(FULL)
    who = Member.objects.get(given_name="Omar")
    Member.objects.filter(pk=who.pk).update(**change)

    take_back(batch)

    assert why in set(batch.kept.filter(member=who).values_list("why", flat=True))
    assert Assessment.objects.get(member=who).void_reason == "import undone"


def test_who_was_merged_stays_and_levels_that_moved_no_longer_count(bring: Bring):
    bring("first name,last name,phone\nOmar,Haddad,503-555-0199\n")
    other = Member.objects.get(given_name="Omar")
    batch = bring(FULL)
    omar = Member.objects.get(given_name="Omar", external_ids__value="V2")
    Assessment.objects.filter(member=omar).update(member=other)
    Member.objects.filter(pk=omar.pk).update(merged_into=other)
    history.rebuild()

    take_back(batch)

    assert batch.kept.get(member=omar).why == "merged"
    assert Assessment.objects.get(member=other).void_reason == "import undone"
    assert not Standing.objects.exists()


def test_whom_someone_placed_stays(bring: Bring, person: PersonOf):
    batch = bring(FULL)
    ladder = Ladder.objects.get(is_default=True)
    omar = Member.objects.get(given_name="Omar")
    level = ladder.levels.get(position=4)
    assess(
        omar, ladder=ladder, place=Place.LEVEL, level=level, on=date(2026, 1, 5), evidence="Led.", by=person("director")
    )

    take_back(batch)

    assert batch.kept.get(member=omar).by == person("director")
    assert batch.kept.get(member=omar).why == "assessed"
    assert list(Standing.objects.values_list("member", "level")) == [(omar.pk, level.pk)]


def test_an_organizer_of_somebody_stays(bring: Bring):
    batch = bring(FULL)
    omar = Member.objects.get(given_name="Omar")
    Member.objects.create(given_name="Ada", family_name="Byron", organizer=omar)

    take_back(batch)

    assert batch.kept.get(member=omar).why == "used"


def test_words_that_others_use_or_renamed_stay(bring: Bring, person: PersonOf):
    batch = bring(FULL)
    Unit.objects.filter(name="Elm").update(name="Elm Court")
    ada = Member.objects.create(given_name="Ada", family_name="Byron")
    MemberTag.objects.create(member=ada, tag=Tag.objects.get(name="cooks"))

    take_back(batch)

    assert {(word, why) for word, why, _fields in kept(batch)} == {("Elm Court", "changed"), ("cooks", "used")}
    assert set(Tag.objects.values_list("name", flat=True)) == {"cooks"}


def test_a_field_that_a_waiting_list_will_fill_stays(bring: Bring):
    batch = bring(FULL, {"Shoe size": "newfield"})
    field = Field.objects.get(name="Shoe size")
    waiting = plan(receive("name,phone,Shoe size\nAda Byron,503-555-0155,40\n"))
    assert f"field:{field.pk}" in waiting.mapping

    take_back(batch)

    assert batch.kept.get(word="Shoe size").why == "used"
    apply(waiting)
    assert FieldValue.objects.get().value == "40"


def test_a_unit_of_before_that_is_gone_cannot_come_back(bring: Bring):
    bring("first name,last name,phone,Home area\nMaria,Lopez,503-555-0101,Ash\n")
    batch = bring("first name,last name,phone,Home area\nMaria,Lopez,503-555-0101,Elm\n")
    Unit.objects.get(name="Ash").delete()

    take_back(batch)

    assert kept(batch)[0] == ("Maria Lopez", "gone", [f"unit:{UnitKind.objects.get(is_default=True).name}"])
    assert Belonging.objects.get().unit.name == "Elm"


def test_a_no_that_was_told_since_is_never_taken_away(bring: Bring):
    batch = bring(FULL)
    ContactPoint.objects.filter(normal="+15035550101").update(may_call="no")

    take_back(batch)

    assert ContactPoint.objects.get(normal="+15035550101").may_call == "no"


def test_an_edit_form_open_since_before_the_list_is_in_time_again(bring: Bring, person: PersonOf):
    bring("first name,last name,phone\nMaria,Lopez,503-555-0101\n")
    maria = Member.objects.get(given_name="Maria")
    batch = bring("first name,last name,phone,employer\nMaria,Lopez,503-555-0101,Port\n")
    take_back(batch)

    members.edit_member(maria, by=person("director"), seen_at=maria.changed_at, columns={"pronouns": "she"})

    maria.refresh_from_db()
    assert (maria.pronouns, maria.employer) == ("she", "")


def test_answers_given_later_belong_to_the_list(bring: Bring):
    bring("name,phone\nMaria Lopez,503-555-0101\n")
    before = everything()
    batch = bring("name,phone,e-mail\nOmar Haddad,503-555-0101,o@example.org\nAda Byron,503-555-0101,a@example.org\n")
    assert fates(batch) == ["held_back", "held_back"]
    say(row(batch, 2), ImportRow.Decision.SAME, by=None)
    say(row(batch, 3), ImportRow.Decision.NEW, by=None)
    batch.refresh_from_db()
    work_now(batch)

    take_back(batch)

    assert differing(before, everything()) == {}


def test_the_record_says_who_took_it_back(bring: Bring, person: PersonOf):
    batch = bring(FULL)
    take_back(batch, by=person("data_lead"))

    events = AuditEvent.objects.filter(object_id=batch.pk, action="import.undo").order_by("seq")
    assert [event.fields[0] for event in events] == ["asked", "agreed", "2 people", "finished"]
    assert {event.actor_id for event in events} == {person("data_lead").pk}


def test_the_first_list_on_a_ladder_can_be_the_first_again(bring: Bring):
    batch = bring(FULL)
    Member.objects.filter(given_name="Maria").update(pronouns="she")
    take_back(batch)

    again = bring("name,phone,level\nAda Byron,503-555-0155,2\n")

    assert again.is_baseline


def test_after_thirty_days_what_stood_before_is_forgotten(bring: Bring):
    batch = bring(FULL)
    weigh(batch)
    ImportBatch.objects.update(finished_at=Now() - timedelta(days=31))

    sweeping.sweep()

    batch.refresh_from_db()
    assert (batch.status, batch.changes.count(), batch.kept.count()) == ("done", 0, 0)
    with pytest.raises(NotNow, match="They are over"):
        undo_actions.ask(batch, by=None)


def test_what_was_kept_aside_goes_too_also_of_somebody_in_whom_nothing_changed(bring: Bring):
    bring("name,phone\nMaria Lopez,503-555-0101\n")
    before = everything()
    batch = bring("name,phone,Team\nMaria Lopez,503-555-0101,Repairs\nOmar Haddad,503-555-0102,Repairs\n")

    foretold = figures(weigh(batch))
    assert (foretold.people, foretold.known, foretold.aside, batch.aside.count()) == (1, 0, 2, 2)
    undo_actions.agree(batch, by=None)
    batch.refresh_from_db()
    work_now(batch)

    assert differing(before, everything()) == {}
    assert (figures(batch), batch.aside.count()) == (foretold, 0)


@action
def in_a_set(by: Member, field: str, before: str, after: str) -> ChangeSet:
    """Change a cell of everyone of the list, as the grid and a worker do."""
    made = ChangeSet.objects.create(by=by)
    rows = stored.locked(Member.objects.people(), Member.objects.exclude(import_rows=None).values("pk"))
    put_in(made, [Change(pk, field, before, after) for pk in rows], rows, by=by)
    return made


def test_a_set_of_changes_that_was_taken_back_keeps_nobody(bring: Bring, person: PersonOf):
    batch = bring(FULL)
    made = in_a_set(person("director"), "pronouns", "", "she")
    sets.undo(made, by=person("director"))

    take_back(batch)

    assert (batch.kept.count(), Member.objects.filter(family_name="Lopez").count()) == (0, 0)


def test_who_changed_many_at_once_is_named_for_what_they_changed_alone(bring: Bring, person: PersonOf):
    batch = bring(FULL)
    in_a_set(person("director"), "pronouns", "", "she")
    in_a_set(person("organizer"), "employer", "", "Mill")
    edit(Member.objects.get(given_name="Maria"), person("owner"), columns={"suffix": "Jr"})
    Member.objects.filter(given_name="Maria").update(language="es")

    take_back(batch)

    rows = batch.kept.filter(member__given_name="Maria")
    assert {tuple(row.fields): row.by for row in rows} == {
        ("pronouns",): person("director"), ("employer",): person("organizer"), ("suffix",): person("owner"),
        ("language",): None,
    }  # fmt: skip
