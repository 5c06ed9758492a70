"""A living sheet, uploaded again: who is only there, what differs, which is newer, and bringing it over."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from imports import actions, sweeping
from imports.leaving import actions as leaving
from imports.leaving import comparing, outward, queries
from imports.models import ImportBatch, Sheet, SheetDifference
from members.models import ContactPoint, Member
from tests.conftest import PersonOf
from tests.imports.conftest import bring_in, fates, plan
from tests.imports.leaving import HEAD, INES, MARIA, OMAR, carry, compare, edit, living, told
from tests.imports.undoing import differing, everything, take_back


@pytest.fixture
def keeper(north, person: PersonOf) -> Member:
    return person("data_lead")


@pytest.fixture
def sheet(keeper: Member) -> Sheet:
    return living(keeper)


def test_a_sheet_that_nobody_changed_is_alike(sheet: Sheet, keeper: Member):
    batch = compare(sheet, HEAD + MARIA + OMAR + INES, keeper)

    assert (batch.status, batch.stored_as, told(batch)) == ("compared", "", set())
    assert (batch.compared["both"], sum(batch.compared["alike"].values())) == (3, 13)


def test_what_changed_there_is_newer_there(sheet: Sheet, keeper: Member):
    batch = compare(sheet, HEAD + MARIA.replace("Mill", "Port") + OMAR + INES, keeper)

    assert told(batch) == {(2, "employer", "there", "Port", "Mill")}


def test_what_changed_here_is_newer_here_and_says_who_and_when(sheet: Sheet, keeper: Member, person: PersonOf):
    edit("Omar", person("director"), employer="Harbor")

    batch = compare(sheet, HEAD + MARIA + OMAR + INES, keeper)

    assert told(batch) == {(3, "employer", "here", "Port", "Harbor")}
    [difference] = SheetDifference.objects.all()
    assert difference.changed_by == person("director")
    assert difference.changed_at is not None


def test_what_changed_on_both_sides_is_for_a_person(sheet: Sheet, keeper: Member):
    edit("Omar", keeper, employer="Harbor")

    batch = compare(sheet, HEAD + MARIA + OMAR.replace("Port", "Depot") + INES, keeper)

    assert told(batch) == {(3, "employer", "ask", "Depot", "Harbor")}
    assert SheetDifference.objects.get().why == "both"


def test_a_blank_cell_of_the_sheet_is_counted_and_never_comes_over(sheet: Sheet, keeper: Member):
    batch = compare(sheet, HEAD + MARIA.replace("Mill", "") + OMAR + INES, keeper)

    assert told(batch) == set()
    assert batch.compared["blank"] == {"employer": 1}


def test_who_is_only_there_comes_over_as_someone_new(sheet: Sheet, keeper: Member):
    new = "Ada,Berg,503-555-0104,Mill,sings\n"
    batch = compare(sheet, HEAD + MARIA + new + new + "Nobody,Knows,503-555-0101,,\n,,12,,\n", keeper)
    assert [(n, why) for n, why in SheetDifference.objects.values_list("number", "why")] == [
        (3, ""), (4, "again"), (5, "maybe"),
    ]  # fmt: skip

    carried = carry(batch, keeper, newer="person")

    assert fates(carried) == ["created", "unchanged", "held_back"]
    assert Member.objects.get(family_name="Berg").member_tags.count() == 1
    assert batch.compared["refused"] == 1


def test_bringing_over_changes_what_was_chosen_and_nothing_else(sheet: Sheet, keeper: Member):
    before = everything()
    changed = "María,Lopez,503-555-0101;503-555-0109,Port,drives; cooks\n"
    batch = compare(sheet, HEAD + changed + OMAR + INES, keeper)
    assert {what for _n, what, newer, *_rest in told(batch) if newer == "there"} == {
        "given_name", "phone", "employer", "tags",
    }  # fmt: skip

    carried = carry(batch, keeper, what__in=["given_name", "phone"])

    maria = Member.objects.get(family_name="Lopez")
    assert (maria.given_name, maria.employer, maria.member_tags.count()) == ("María", "Mill", 1)
    assert ContactPoint.objects.filter(member=maria).count() == 2
    assert (carried.status, fates(carried)) == ("done", ["updated"])
    take_back(carried)
    assert differing(before, everything()) == {}
    assert SheetDifference.objects.filter(queries.IS_OPEN).count() == 4


def test_what_is_brought_over_is_alike_the_next_time(sheet: Sheet, keeper: Member):
    edit("Maria", keeper, employer="Harbor")
    text = HEAD + MARIA.replace("Mill", "Port") + OMAR + INES
    carry(compare(sheet, text, keeper), keeper)

    again = compare(sheet, text, keeper)
    later = compare(sheet, HEAD + MARIA.replace("Mill", "Depot") + OMAR + INES, keeper)

    assert told(again) == set()
    assert told(later) == {(2, "employer", "there", "Depot", "Port")}


def test_what_a_person_decided_to_keep_is_not_asked_again(sheet: Sheet, keeper: Member):
    edit("Maria", keeper, employer="Harbor")
    text = HEAD + MARIA.replace("Mill", "Port") + OMAR + INES
    batch = compare(sheet, text, keeper)
    leaving.keep_ours(batch, SheetDifference.objects.all(), by=keeper)

    again = compare(sheet, text, keeper)
    later = compare(sheet, HEAD + MARIA.replace("Mill", "Depot") + OMAR + INES, keeper)

    assert told(again) == {(2, "employer", "here", "Port", "Harbor")}
    assert told(later) == {(2, "employer", "ask", "Depot", "Harbor")}


def test_a_sheet_that_never_came_in_asks_about_everything(keeper: Member):
    sheet = leaving.name_sheet(name="Old list", came_in=None, by=keeper)
    bring_in(HEAD + MARIA + OMAR)
    batch = compare(sheet, HEAD + MARIA + OMAR.replace("Port", "Depot"), keeper)
    assert batch.status == ImportBatch.Status.TO_MATCH

    batch = plan(batch)

    assert told(batch) == {(3, "employer", "ask", "Depot", "Port")}
    assert SheetDifference.objects.get().why == "first"


def test_who_is_gone_meanwhile_is_left_behind(sheet: Sheet, keeper: Member):
    batch = compare(sheet, HEAD + MARIA.replace("Mill", "Port") + OMAR.replace("Port", "Mill"), keeper)
    new = leaving.bring_over(batch, SheetDifference.objects.filter(batch=batch), by=keeper)
    Member.objects.filter(given_name="Maria").delete()
    Member.objects.filter(given_name="Omar").update(merged_into=keeper)

    actions.work_now(new)

    assert fates(new) == ["refused"]
    assert not Member.objects.filter(given_name="Maria").exists()


EVERYTHING = (
    "VAN ID,First,Last,Phone,Email,Street,Zip,Level,Tags,Home area,Shoe size,Can text,Status\n"
    "V1,Maria,Lopez,503-555-0101,Maria@Example.org,12 Elm St,02139,2,drives; cooks,Elm,38,yes,member\n"
    "V2,Omar,Haddad,503-555-0102,,,,,,Oak,,no,\n"
)


def test_everything_a_list_can_bring_is_alike_right_after(keeper: Member):
    sheet = living(keeper, EVERYTHING)

    batch = compare(sheet, EVERYTHING, keeper)

    assert told(batch) == set()
    assert batch.compared["alike"] == {
        "external_id": 2, "given_name": 2, "family_name": 2, "phone": 2, "email": 1, "address": 1, "level": 1,
        "tags": 1, next(w for w in batch.compared["alike"] if w.startswith("unit:")): 2,
        next(w for w in batch.compared["alike"] if w.startswith("field:")): 1, "may_text": 2, "status": 1,
    }  # fmt: skip


def test_units_fields_levels_and_consents_come_over(keeper: Member):
    sheet = living(keeper, EVERYTHING)
    changed = EVERYTHING.replace(",2,drives", ",3,drives").replace(",Elm,38,yes", ",Ash,39,yes")
    batch = compare(sheet, changed.replace("Oak,,no,", "Oak,,yes,"), keeper)
    assert {(what.partition(":")[0], newer, there, here) for _n, what, newer, there, here in told(batch)} == {
        ("level", "there", "3 Brings others", "2 Pitches in"), ("unit", "there", "Ash", "Elm"),
        ("field", "there", "39", "38"), ("may_text", "here", "Yes", "No"),
    }  # fmt: skip

    carried = carry(batch, keeper, newer="there")

    again = compare(sheet, changed, keeper)
    assert (fates(carried), told(again)) == (["updated"], set())


def test_a_worker_killed_at_the_end_begins_again_and_knows_what_the_sheet_said(sheet: Sheet, keeper: Member):
    compare(sheet, HEAD + MARIA + OMAR, keeper)
    text = (HEAD + MARIA.replace("Mill", "Port") + OMAR).encode()
    batch = actions.receive([text], name="m.csv", by=keeper, sheet=sheet, purpose="compare")
    batch = ImportBatch.objects.claim(batch.pk, ImportBatch.Status.TO_READ)
    assert batch is not None
    actions.read(batch)
    for _time in range(2):
        comparing.compare(batch)

        assert told(batch) == {(2, "employer", "there", "Port", "Mill")}


def test_people_only_here_are_written_in_the_sheets_columns(keeper: Member):
    sheet = living(keeper, EVERYTHING)
    batch = compare(sheet, EVERYTHING.replace("V2,Omar,Haddad,503-555-0102", "V3,Ada,Berg,503-555-0109"), keeper)

    written = list(outward.rows(batch, Member.objects.filter(family_name__in=["Haddad", "Lopez"]), region="US"))

    assert written[0] == ["V2", "Omar", "Haddad", "(503) 555-0102", *[""] * 5, "Oak", "", "no", "Contact"]
    assert written[1] == [
        "V1", "Maria", "Lopez", "(503) 555-0101", "Maria@example.org", "12 Elm St", "02139", "2 Pitches in",
        "cooks; drives", "Elm", "38", "yes", "Member",
    ]  # fmt: skip
    assert [str(member) for member in queries.only_here(batch)] == ["Omar Haddad"]


def test_what_stood_in_cells_is_forgotten_and_what_was_decided_is_not(sheet: Sheet, keeper: Member):
    batch = compare(sheet, HEAD + MARIA.replace("Mill", "Port") + OMAR, keeper)
    leaving.keep_ours(batch, SheetDifference.objects.all(), by=keeper)
    ImportBatch.objects.update(finished_at=Now() - timedelta(days=31))

    sweeping.forget()

    assert told(batch) == {(2, "employer", "there", "", "")}
    again = compare(sheet, HEAD + MARIA.replace("Mill", "Port") + OMAR, keeper)
    assert told(again) == {(2, "employer", "here", "Port", "Mill")}
