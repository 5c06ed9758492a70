"""Bringing in again what was taken back: with every word that was said of it, or by the way it came."""

from datetime import date
from uuid import uuid4

import pytest

from imports import actions
from imports.actions import NotNow
from imports.models import ImportBatch
from imports.paper.actions import Line, begin, put
from imports.person import Cleaned, Person
from imports.undo import actions as undo_actions
from members.models import Member
from organizations.models import Organization
from tests.conftest import PersonOf
from tests.imports.conftest import apply, bring_in, fates, plan, receive
from tests.imports.leaving import HEAD, INES, MARIA, OMAR, carry, compare, living
from tests.imports.undoing import take_back


@pytest.fixture
def keeper(north: Organization, person: PersonOf) -> Member:
    return person("data_lead")


def again(batch: ImportBatch, by: Member) -> ImportBatch:
    """Take a list back, bring it in again and press its button."""
    new = undo_actions.bring_in_again(take_back(batch, by=by), by=by)
    return apply(actions.work_now(new))


def test_what_came_over_from_a_sheet_comes_again_by_the_comparison_only(keeper: Member):
    batch = compare(living(keeper), HEAD + MARIA.replace("0101", "0101;503-555-0109") + OMAR + INES, keeper)
    carried = take_back(carry(batch, keeper), by=keeper)

    assert not undo_actions.may_come_again(carried)
    with pytest.raises(NotNow, match="choose it there again"):
        undo_actions.bring_in_again(carried, by=keeper)
    assert fates(carry(batch, keeper)) == ["updated"]


def test_a_list_that_fills_blanks_fills_blanks_again(keeper: Member):
    bring_in("name,phone,employer\nMaria Lopez,503-555-0101,Mill\n")
    batch = plan(receive("name,phone,employer,pronouns\nMaria Lopez,503-555-0101,Port,she\n"))
    ImportBatch.objects.filter(pk=batch.pk).update(modes={"*": "fill"})
    batch.refresh_from_db()

    again(apply(batch), keeper)

    maria = Member.objects.get(family_name="Lopez")
    assert (maria.employer, maria.pronouns) == ("Mill", "she")


def test_a_typed_line_still_means_whom_it_meant(keeper: Member):
    maria = Member.objects.create(given_name="Maria", family_name="Lopez")
    sheet = begin(name="Meeting", day=date(2026, 3, 1), columns=[], by=keeper)
    said = Cleaned(1, Person(columns={"given_name": "Maria", "employer": "Mill"}))
    put(sheet, key=uuid4(), line=Line(said, maria.pk), by=keeper)
    sheet.refresh_from_db()

    new = again(sheet, keeper)
    actions.work_now(undo_actions.bring_in_again(take_back(new, by=keeper), by=keeper))

    assert fates(new) == ["updated"]
    assert list(Member.objects.filter(given_name="Maria")) == [maria]
    assert fates(ImportBatch.objects.get(again_of=new), "decision") == ["same"]
