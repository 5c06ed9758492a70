"""What a person says of cells, words and days: kept apart from the file, looked at again at once, put back."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from audit.models import AuditEvent
from imports import actions
from imports.cleanup import actions as cleanup
from imports.cleanup import counts
from imports.models import ImportBatch, ImportFix, ImportMeaning, ImportRow
from ladders.models import Level
from members.models import Unit, UnitKind
from tests.conftest import PersonOf, SignIn
from tests.imports.conftest import Bring, apply, fates, plan, receive, row, url

LIST = (
    "Name,Phone,E-mail,Level,Level date\n"
    "Maria Lopez,503-555-0101,maria@gmial.com,2?,3/14/2026\n"
    "Omar Haddad,503-555-019,,leader!!,3/15\n"
    "M. Lopez,503-555-010,,leader!!,\n"
)
STATEMENTS = 12
PHONE, EMAIL, LEVEL = "Phone", "E-mail", "Level"


@pytest.fixture
def batch(north) -> ImportBatch:
    return plan(receive(LIST))


def said(batch: ImportBatch, number: int) -> dict[str, str]:
    return {problem["column"]: problem["value"] for problem in row(batch, number).problems}


def write(client: Client, batch: ImportBatch, number: int, heading: str, value: str = "", **data: Any) -> Any:
    given = {"row": number, "at": batch.headers.index(heading), "value": value, "do": "save", **data}
    return client.post(url("fix", batch.pk), given)


def as_planned(batch: ImportBatch) -> list[tuple[object, ...]]:
    """Return all that planning says of each row."""
    told = ("number", "clean", "problems", "offers", "notes", "plan", "reason", "candidate_row", "changes")
    return list(batch.rows.order_by("number").values_list(*told))


def test_levels_that_are_no_clear_word_are_asked(batch: ImportBatch):
    assert [said(batch, number).get(LEVEL) for number in (2, 3, 4)] == ["2?", "leader!!", "leader!!"]


@pytest.mark.parametrize(
    ("spelled", "becomes", "note"),
    [
        ("elm ct", "Elm Court", "Spelling fixed."),
        ("Nroth Side", "North Side", "Spelling fixed."),
        ("ELM COURT", "ELM COURT", None),
        ("Building 3", "Building 3", None),
        ("South Side", "South Side", None),
    ],
)
def test_a_spelling_that_can_be_nothing_else_becomes_the_name_here(north, spelled: str, becomes: str, note: str | None):
    for name in ("Elm Court", "North Side", "Building 2"):
        Unit.objects.create(kind=UnitKind.objects.get(), name=name, folded=name.lower())

    first = row(plan(receive(f"Name,Turf\nAna Ruiz,{spelled}\n")), 2)

    assert list(first.clean["units"].values()) == [becomes]
    assert [each["reason"] for each in first.notes] == ([note] if note else [])


def test_a_slip_of_the_keys_is_offered_and_comes_in_as_it_stands(batch: ImportBatch):
    first = row(batch, 2)

    assert [(offer["value"], offer["offer"]) for offer in first.offers] == [("maria@gmial.com", "maria@gmail.com")]
    assert first.clean["contacts"][1]["value"] == "maria@gmial.com"


def test_a_phone_put_right_makes_two_rows_one_person_at_once(batch: ImportBatch, sign_in: SignIn):
    assert fates(batch, "plan") == ["created", "created", "created"]

    answer = write(sign_in("data_lead"), batch, 4, PHONE, "(503) 555-0101")

    assert (answer.status_code, "after=4.1#next" in answer.url) == (303, True)
    assert fates(batch, "plan") == ["created", "created", "unchanged"]
    assert row(batch, 4).reason == "Same person as row 2."


def test_a_look_again_is_what_a_new_look_would_be(batch: ImportBatch, person: PersonOf):
    by = person("data_lead")
    cleanup.fix(batch, cells=[(4, PHONE)], value="503.555.0101", by=by)
    cleanup.fix(batch, cells=[(2, PHONE)], value="503-555-0177", by=by)
    cleanup.skip(batch, number=3, by=by)
    at_once = as_planned(batch)

    actions.match(batch, mapping=batch.mapping, by=by, ladder=batch.ladder, as_of=batch.as_of)
    actions.work_now(batch)

    assert as_planned(batch) == at_once


def test_a_fix_holds_while_its_column_stays_what_it_is(batch: ImportBatch, person: PersonOf):
    cleanup.fix(batch, cells=[(3, PHONE)], value="503-555-0190", by=person("data_lead"))

    plan(batch, {EMAIL: None})
    assert PHONE not in said(batch, 3)

    plan(batch, {PHONE: "work_phone"})
    assert said(batch, 3)[PHONE] == "503-555-019"


def test_what_cannot_be_read_comes_back_with_the_reason(batch: ImportBatch, sign_in: SignIn):
    answer = write(sign_in("data_lead"), batch, 3, PHONE, "503-55")

    assert answer.status_code == 422
    assert 'value="503-55"' in answer.text
    assert not ImportFix.objects.exists()


def test_a_word_is_explained_for_all_alike_and_for_the_next_list(batch: ImportBatch, sign_in: SignIn):
    level = Level.objects.get(position=4)

    write(sign_in("data_lead"), batch, 3, LEVEL, str(level.pk), alike="on")

    assert [row(batch, number).clean.get("level") for number in (3, 4)] == [str(level.pk)] * 2
    assert ImportMeaning.objects.get().word == "leader!!"
    other = plan(receive("Name,Phone,Level\nTova Iyer,503-555-0142,LEADER!!\n"))
    assert row(other, 2).clean["level"] == str(level.pk)
    assert row(other, 2).notes[0]["reason"].startswith("You said so on")


def test_what_was_done_is_put_back(batch: ImportBatch, sign_in: SignIn, person: PersonOf):
    before, client = as_planned(batch), sign_in("data_lead")
    done = cleanup.leave_empty(batch, by=person("data_lead"))
    assert counts.count(batch).problems == 0

    client.post(url("put_back", batch.pk, done.move))

    assert as_planned(batch) == before
    write(client, batch, 3, LEVEL, str(Level.objects.get(position=4).pk), alike="on")
    client.post(url("put_back", batch.pk, ImportMeaning.objects.get().move))
    assert as_planned(batch) == before


def test_an_earlier_fix_stands_again(batch: ImportBatch, person: PersonOf):
    by = person("data_lead")
    cleanup.fix(batch, cells=[(3, PHONE)], value="503-555-0190", by=by)
    second = cleanup.fix(batch, cells=[(3, PHONE)], value="503-555-0191", by=by)

    cleanup.put_back(batch, move=second.move, by=by)

    assert ImportFix.objects.get().value == "503-555-0190"
    assert row(batch, 3).clean["contacts"][0]["value"] == "+15035550190"


def test_a_row_left_out_stays_behind_as_the_file_had_it(batch: ImportBatch, sign_in: SignIn):
    client = sign_in("data_lead")
    write(client, batch, 3, PHONE, "503-555-0190")
    client.post(url("skip", batch.pk, 3))
    apply(batch)

    behind = client.get(url("left_behind", batch.pk)).content.decode()

    assert fates(batch) == ["created", "refused", "created"]
    assert '"503-555-019"' in behind
    assert "You left this row out." in behind


def test_a_row_left_out_is_brought_back(batch: ImportBatch, sign_in: SignIn):
    client = sign_in("data_lead")
    client.post(url("skip", batch.pk, 3))

    client.post(url("skip", batch.pk, 3), {"do": "back"})

    assert fates(batch, "plan") == ["created"] * 3


def test_the_year_is_asked_once_and_kept(batch: ImportBatch, sign_in: SignIn):
    client = sign_in("data_lead")
    assert "3/15 → Mar 15, 2026" in client.get(url("cells", batch.pk)).text
    assert client.post(url("days", batch.pk), {"years": "one"}).status_code == 422

    client.post(url("days", batch.pk), {"years": "one", "year": "2025"})

    batch.refresh_from_db()
    assert batch.date_years == "2025"
    assert row(batch, 3).clean["level_on"] == "2025-03-15"


def test_what_was_said_of_days_is_put_back_and_asked_anew(batch: ImportBatch, sign_in: SignIn):
    client = sign_in("data_lead")
    said = client.post(url("days", batch.pk), {"years": "one", "year": "2025"}, follow=True)
    back = url("days_back", batch.pk, "years")
    assert back in said.text

    answer = client.post(back, follow=True)

    batch.refresh_from_db()
    assert (batch.date_years, "level_on" in row(batch, 3).clean) == ("", False)
    assert "Some days have no year" in answer.text
    assert client.post(url("days_back", batch.pk, "weeks")).status_code == 404


def test_alike_cells_are_done_together_unasked_only_where_that_is_safe(north, sign_in: SignIn):
    text = "name,phone,e-mail\n" + "".join(f"{name},503-55,{name}@gmial.com\n" for name in ("ana", "bea"))
    batch = plan(receive(text.replace("bea@", "ana@")))
    page = sign_in("data_lead").get(url("cells", batch.pk)).text

    ticked = [piece.split(">")[0] for piece in page.split('name="alike"')[1:]]
    assert sorted(ticked) == ["", "", " checked", " checked"]


def test_the_record_counts_and_names_no_values(batch: ImportBatch, sign_in: SignIn):
    client = sign_in("data_lead")
    write(client, batch, 3, PHONE, "503-555-0190")
    client.post(url("every", batch.pk), {"do": "take"})

    told = AuditEvent.objects.filter(object_id=batch.pk).order_by("seq").values_list("fields", flat=True)

    assert list(told)[-2:] == [["1 cells fixed"], ["1 cells fixed"]]


def test_a_remembered_word_can_be_forgotten(batch: ImportBatch, sign_in: SignIn):
    client = sign_in("data_lead")
    write(client, batch, 3, LEVEL, do="empty", alike="on")
    page = client.get(url("meanings")).text
    assert "leader!!" in page
    assert "left empty" in page

    assert client.post(url("forget", ImportMeaning.objects.get().pk)).status_code == 303

    assert not ImportMeaning.objects.exists()


def test_a_step_later_nothing_is_written(batch: ImportBatch, sign_in: SignIn):
    client = sign_in("data_lead")
    apply(batch)

    answers = [client.get(url(name, batch.pk)) for name in ("cells", "words")]
    answers += [write(client, batch, 3, PHONE, "503-555-0190"), client.post(url("skip", batch.pk, 3))]

    assert {(answer.status_code, answer.url) for answer in answers} == {(303, url("detail", batch.pk))}
    assert not ImportFix.objects.exists()


@pytest.mark.parametrize("role", ["organizer", "coach", "viewer"])
def test_who_keeps_no_lists_gets_403(batch: ImportBatch, sign_in: SignIn, role: str):
    client = sign_in(role)

    pages = [client.get(url("cells", batch.pk)), client.get(url("words", batch.pk)), client.get(url("meanings"))]
    posts = [client.post(url(name, batch.pk)) for name in ("fix", "every", "days")]
    posts += [client.post(url("skip", batch.pk, 2)), client.post(url("put_back", batch.pk, uuid4()))]

    assert {answer.status_code for answer in (*pages, *posts)} == {403}
    assert {client.get(url(name, batch.pk)).status_code for name in ("fix", "every", "days")} == {405}


def test_statements_do_not_grow_with_rows(north, sign_in: SignIn):
    Unit.objects.create(kind=UnitKind.objects.get(), name="Elm Court", folded="elm court")
    client, heading = sign_in("data_lead"), "Name,Phone,Turf,Level,Organizer,Status\n"
    lists = [heading + "".join(f"Ana Bell{n},503,Elm Ct,x{n},Nobody,odd\n" for n in range(size)) for size in (1, 3)]

    made = [plan(receive(text)) for text in lists]

    for name in ("cells", "words"):
        taken = [_statements(client, url(name, batch.pk)) for batch in made]
        assert taken[0] == taken[1] <= STATEMENTS, name


def _statements(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(page).status_code == 200
    return sum(not each["sql"].startswith(("SET", "SAVEPOINT", "RELEASE")) for each in found.captured_queries)


def test_many_rows_are_left_to_the_worker(batch: ImportBatch, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("imports.cleanup.looking.MOST", 1)

    write(sign_in("data_lead"), batch, 3, LEVEL, do="empty", alike="on")

    batch.refresh_from_db()
    assert batch.status == "to_plan"
    actions.work_now(batch)
    assert not ImportRow.objects.filter(problems__contains=[{"value": "leader!!"}]).exists()


def test_readable_phones_of_a_cell_left_empty_come_in(bring: Bring, person: PersonOf):
    batch = plan(receive('Name,Phone\nAna Ruiz,"503-555-0101; 555-0102"\n'))

    cleanup.leave_empty(batch, by=person("data_lead"))

    assert [each["value"] for each in row(batch, 2).clean["contacts"]] == ["+15035550101"]
