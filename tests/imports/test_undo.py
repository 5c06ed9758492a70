"""Taking a list back: as before where nobody touched anything, and what somebody touched stays."""

from datetime import date, timedelta

import pytest
from django.db.models.functions import Now

from audit.models import AuditEvent
from imports.models import ImportBatch, ImportChange
from imports.undo import actions as undo_actions
from imports.undo import passes
from ladders import history
from ladders.models import Assessment, Ladder, Standing
from members import actions as members
from members.models import Belonging, ContactPoint, Field, FieldValue, Member, MemberTag, Tag, Unit, UnitKind
from tests.conftest import PersonOf
from tests.imports.conftest import Bring, fates
from tests.imports.undoing import differing, everything, figures, take_back, weigh

FULL = (
    "VAN ID,first name,last name,phone,e-mail,level,tags,Home area,Shoe size,Can text\n"
    "V1,Maria,Lopez,503-555-0101,maria@example.org,2,drives; phones,Elm,38,yes\n"
    "V2,Omar,Haddad,503-555-0102,,3,drives,Oak,,no\n"
    "V1,Maria,Lopez,503-555-0109,,,cooks,Oak,39,\n"
)


def kept(batch: ImportBatch) -> list[tuple[str, str, list[str]]]:
    rows = batch.kept.select_related("member").order_by("member__given_name", "why", "word")
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
    }  # fmt: skip


def test_people_of_before_go_back_to_what_they_were(bring: Bring):
    bring("first name,last name,phone,Home area,Shoe size,level\nMaria,Lopez,503-555-0101,Ash,37,1\n", {"Shoe size": "newfield"}, as_of=date(2026, 1, 1))
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

    weigh(batch)

    assert differing(before, everything()) == {}
    looked = figures(batch)
    undo_actions.agree(batch, by=None)
    batch.refresh_from_db()
    passes_done = take_up(batch)
    assert figures(passes_done) == looked


def take_up(batch: ImportBatch) -> ImportBatch:
    from imports import actions

    return actions.work_now(batch)


def test_somebody_whom_the_list_made_and_someone_edited_stays(bring: Bring, person: PersonOf):
    batch = bring(FULL)
    maria = Member.objects.get(given_name="Maria")
    edit(maria, person("director"), columns={"pronouns": "she"}, tags=["drives", "phones", "cooks", "sings"])

    take_back(batch, by=person("data_lead"))

    maria.refresh_from_db()
    assert (maria.pronouns, maria.contact_points.count(), maria.member_tags.count()) == ("she", 3, 4)
    assert kept(batch) == [
        ("cooks", "used", []), ("drives", "used", []), ("Oak", "used", []), ("phones", "used", []),
        ("Maria Lopez", "changed", ["pronouns", "tags"]),
    ]  # fmt: skip
    assert batch.kept.get(member=maria).by == person("director")
    assert Assessment.objects.get(member=maria).voided_by == person("data_lead")
    assert not Standing.objects.exists()
    assert not Member.objects.filter(given_name="Omar").exists()
