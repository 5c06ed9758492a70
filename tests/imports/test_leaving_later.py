"""A comparison some days later: what changed here meanwhile, what was uploaded since, and what became of a carry."""

import pytest

from imports import actions
from imports.actions import NotNow
from imports.leaving import actions as leaving
from imports.leaving import lines, queries
from imports.models import ImportBatch, Sheet, SheetDifference
from members.models import Member
from tests.conftest import PersonOf
from tests.imports.conftest import fates, plan
from tests.imports.leaving import HEAD, INES, MARIA, OMAR, carry, compare, edit, living, told


@pytest.fixture
def keeper(north, person: PersonOf) -> Member:
    return person("data_lead")


@pytest.fixture
def sheet(keeper: Member) -> Sheet:
    return living(keeper)


def shown(batch: ImportBatch, newer: str) -> list[tuple[str, bool]]:
    return [(line.became, line.is_open) for line in lines.lines(queries.differences(batch, newer), {})]


def test_what_was_changed_here_since_the_comparison_is_asked_anew(sheet: Sheet, keeper: Member, person: PersonOf):
    changed = MARIA.replace("Mill", "Port") + OMAR.replace("Port", "Mill")
    batch = compare(sheet, HEAD + changed + INES, keeper)
    edit("Maria", person("director"), employer="Harbor")

    carried = carry(batch, keeper)

    assert Member.objects.get(given_name="Maria").employer == "Harbor"
    assert (fates(carried), carried.n_rows, len(carried.notes)) == (["updated"], 1, 1)
    assert (2, "employer", "ask", "Port", "Harbor") in told(batch)
    assert SheetDifference.objects.get(number=2).changed_by == person("director")
    carry(batch, keeper, newer="ask")
    assert Member.objects.get(given_name="Maria").employer == "Port"


def test_nothing_comes_over_from_an_upload_before_the_latest(sheet: Sheet, keeper: Member):
    old = compare(sheet, HEAD + MARIA.replace("Mill", "Port") + OMAR + INES, keeper)
    compare(sheet, HEAD + MARIA + OMAR + INES, keeper)

    with pytest.raises(NotNow, match="uploaded again since"):
        leaving.bring_over(old, SheetDifference.objects.filter(batch=old), by=keeper)


def test_what_was_held_back_waits_and_what_was_refused_is_open_again(sheet: Sheet, keeper: Member):
    changed = HEAD + MARIA.replace("Mill", "Port") + OMAR + "Nobody,Knows,503-555-0103,,\n"
    batch = compare(sheet, changed, keeper)
    new = leaving.bring_over(batch, SheetDifference.objects.filter(batch=batch), by=keeper)
    Member.objects.filter(given_name="Maria").update(merged_into=keeper)

    actions.work_now(new)

    assert fates(new) == ["refused", "held_back"]
    assert shown(batch, "there") == [("", True)]
    assert shown(batch, "person") == [(f"Waits for a person’s word in “{new.name}”", False)]
    assert list(SheetDifference.objects.filter(queries.IS_OPEN).values_list("number", flat=True)) == [2]


def test_days_without_a_year_are_read_as_the_last_time(keeper: Member):
    text = "name,phone,level,level date\nMaria Lopez,503-555-0101,2,3/14\n"
    sheet = leaving.name_sheet(name="Master list", came_in=None, by=keeper)
    first = compare(sheet, text, keeper)
    ImportBatch.objects.update(date_years="past")
    first.refresh_from_db()
    plan(first, date_order="mdy")

    batch = compare(sheet, text, keeper)

    assert (batch.date_years, batch.rows.get().problems) == ("past", [])
