"""What people said of rows holds for those rows alone: another sheet, a third person, a worker that dies, a row that waits."""

from pathlib import Path

import pytest

from imports import actions, deciding, planning
from imports.cleanup import actions as cleanup
from imports.models import ImportBatch
from imports.undo import actions as undo_actions
from members import actions as members
from members.models import ContactPoint, Member
from organizations.models import Organization
from tests.conftest import PersonOf
from tests.imports import made_files
from tests.imports.conftest import Bring, apply, fates, plan, receive, row
from tests.imports.undoing import take_back

ALIKE = "name,phone\nDeshaun Pruit,503-555-0129\n"


@pytest.fixture
def deshawn(bring: Bring) -> Member:
    """Somebody here, whose name the list spells another way."""
    bring("name,phone\nDeshawn Pruitt,503-555-0129\n")
    return Member.objects.get(given_name="Deshawn")


def say(batch: ImportBatch, number: int, said: str) -> ImportBatch:
    return deciding.say(row(batch, number), said, by=None)


def test_another_sheet_takes_over_nothing_said_of_rows(north: Organization, person: PersonOf, tmp_path: Path):
    rows = [made_files.row(1, "Name", "Phone"), made_files.row(2, "Ana Ruiz", "503"), made_files.row(3, "Bo Li", "")]
    path = made_files.xlsx(tmp_path / "two.xlsx", {"North": "".join(rows), "South": "".join(rows)})
    batch = plan(receive(path.read_bytes(), name="two.xlsx"))
    cleanup.fix(batch, cells=[(2, "Phone")], value="503-555-0101", by=person("data_lead"))
    cleanup.skip(batch, number=3, by=person("data_lead"))

    actions.choose_layout(batch, chosen={"sheet": "South"})
    batch = actions.work_now(batch)

    assert "in the other rows" in batch.notes[-1]
    assert fates(plan(batch), "plan") == ["created", "created"]
    assert row(batch, 2).problems[0]["value"] == "503"


def test_the_same_sheet_read_again_keeps_what_was_said(north: Organization, person: PersonOf):
    batch = plan(receive("Name,Phone\nAna Ruiz,503\n"))
    cleanup.skip(batch, number=2, by=person("data_lead"))

    actions.choose_layout(batch, chosen={"encoding": "cp1252"})

    assert fates(plan(actions.work_now(batch)), "plan") == ["refused"]


@pytest.mark.parametrize("first", ["new", "later"])
def test_nobody_is_taken_unasked_for_a_row_that_is_not_the_first(bring: Bring, first: str):
    bring("VAN ID,AK ID,name,phone\nV1,,Ana Diaz,503-555-0101\n,A2,Omar Haddad,503-555-0102\n")
    batch = plan(receive("VAN ID,AK ID,name\nV1,A2,Wei Chen\n"))
    if first == "later":
        say(batch, 2, "later")
        batch = apply(batch)
    asked = row(batch, 2).candidate

    batch = say(batch, 2, "new")

    assert fates(batch, "plan") == ["held_back"]
    assert row(batch, 2).candidate not in (None, asked)
    batch = actions.work_now(say(batch, 2, "new")) if first == "later" else apply(say(batch, 2, "new"))
    assert fates(batch) == ["created"]
    assert set(Member.objects.values_list("name", flat=True)) >= {"Ana Diaz", "Omar Haddad", "Wei Chen"}


def test_all_of_them_new_overwrites_nobody(bring: Bring, person: PersonOf):
    bring("VAN ID,AK ID,name\nV1,,Ana Diaz\n,A2,Omar Haddad\n")
    batch = plan(receive("VAN ID,AK ID,name\nV1,A2,Wei Chen\n"))

    deciding.say_all_new(batch, by=person("data_lead"))
    batch.refresh_from_db()

    assert fates(apply(batch)) == ["created"]
    assert Member.objects.filter(name__in=["Ana Diaz", "Omar Haddad"]).count() == 2


def test_a_worker_that_dies_while_looking_again_loses_no_word(deshawn: Member, monkeypatch: pytest.MonkeyPatch):
    batch = say(plan(receive(ALIKE)), 2, "same")
    actions.recount(batch, by=None)
    monkeypatch.setattr(planning, "copy_into", lambda *_args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        actions.work_now(batch)
    monkeypatch.undo()
    batch.refresh_from_db()

    assert fates(actions.work_now(batch), "plan") == ["unchanged"]


def test_rows_that_are_no_longer_in_the_list_go(north: Organization, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(planning, "CHUNK", 2)
    batch = plan(receive("name\n" + "Ana Ruiz\n" * 5))
    lines = planning.from_file(batch)
    monkeypatch.setattr(planning, "from_file", lambda _batch: list(lines)[:3])

    assert list(plan(batch).rows.values_list("number", flat=True)) == [2, 3, 4]


def test_who_waited_for_a_row_comes_in_with_it(deshawn: Member):
    batch = plan(receive(ALIKE + "Deshaun Pruit,503-555-0129\nDeshaun Pruit,503-555-0129\n"))
    batch.rows.filter(number=3).update(decision="same", candidate=None, candidate_row=2)
    batch.rows.filter(number=4).update(decision="same", candidate=None, candidate_row=3)
    batch = apply(batch)
    assert fates(batch) == ["held_back"] * 3

    batch = actions.work_now(say(batch, 2, "new"))

    assert fates(batch) == ["created", "unchanged", "unchanged"]
    assert {each.member for each in batch.rows.all()} == {row(batch, 2).member} != {deshawn}


def test_who_was_said_to_be_the_same_may_have_another_phone_by_now(deshawn: Member):
    batch = plan(receive(ALIKE + "Ana Ruiz,503-555-0129\n"))
    say(batch, 2, "same")
    ContactPoint.objects.filter(member=deshawn).update(normal="+15035550130", value="+15035550130")
    batch.refresh_from_db()

    assert fates(apply(batch))[0] == "updated"


def test_an_effect_that_nobody_was_shown_does_not_come_in(deshawn: Member, monkeypatch: pytest.MonkeyPatch):
    batch = plan(receive(ALIKE))
    monkeypatch.setattr("imports.cleanup.looking.MOST", 0)
    say(batch, 2, "same")

    with pytest.raises(actions.NotNow, match="counted again"):
        actions.confirm(batch, by=None)
    actions.recount(batch, by=None)

    assert fates(apply(actions.work_now(batch))) == ["unchanged"]


def test_someone_new_who_stayed_is_not_new_when_the_list_comes_again(deshawn: Member, person: PersonOf):
    by = person("data_lead")
    batch = apply(say(plan(receive(ALIKE)), 2, "new"))
    made = row(batch, 2).member
    assert made is not None
    members.edit_member(made, by=by, seen_at=made.changed_at, columns={"employer": "Mill"})

    new = undo_actions.bring_in_again(take_back(batch, by=by), by=by)

    assert fates(apply(actions.work_now(new))) == ["unchanged"]
    assert row(new, 2).member == made
