"""Taking a list back on its page: asked, shown, agreed, told, and brought in again."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test import Client
from django.test.utils import CaptureQueriesContext

from imports import actions
from imports.models import ImportBatch, ImportRow
from members.actions import edit_member
from members.models import ContactPoint, Member
from tests.conftest import PersonOf, SignIn
from tests.imports.conftest import Bring, fates, url
from tests.imports.undoing import differing, everything, take_back, weigh

TEXT = "first name,last name,phone\nMaria,Lopez,503-555-0101\nOmar,Haddad,503-555-0102\n"
POSTS = ("undo_ask", "undo_agree", "undo_keep")


@pytest.fixture
def client(north, sign_in: SignIn) -> Client:
    return sign_in("data_lead")


@pytest.fixture
def batch(bring: Bring) -> ImportBatch:
    return bring(TEXT)


def worked(batch: ImportBatch) -> ImportBatch:
    """Do what a worker would."""
    batch.refresh_from_db()
    return actions.work_now(batch)


def press(client: Client, name: str, batch: ImportBatch) -> None:
    assert client.post(url(name, batch.pk)).status_code == 303


def test_from_the_button_to_the_end(client: Client, batch: ImportBatch, person: PersonOf):
    assert "Take this list back" in client.get(url("detail", batch.pk)).text
    press(client, "undo_ask", batch)
    assert "Waiting to see what taking back would do" in client.get(url("detail", batch.pk)).text
    worked(batch)
    page = client.get(url("detail", batch.pk)).text
    assert "Take back: 2 people go" in page
    assert Member.objects.filter(family_name="Lopez").exists()
    press(client, "undo_agree", batch)
    assert "Waiting to be taken back" in client.get(url("detail", batch.pk)).text
    worked(batch)

    page = client.get(url("detail", batch.pk)).text
    assert "“list.csv” was taken back" in page
    assert "New people of this list, who went" in page
    assert str(person("data_lead")) in page
    assert "Your list is taken back." in client.get("/o/north/notices/").text
    assert not Member.objects.filter(family_name__in=["Lopez", "Haddad"]).exists()


def test_a_second_press_finds_it_on_its_way(client: Client, batch: ImportBatch):
    for name in ("undo_ask", "undo_ask"):
        press(client, name, batch)
    worked(batch)
    for name in ("undo_agree", "undo_agree"):
        press(client, name, batch)
    worked(batch)
    press(client, "undo_agree", batch)

    batch.refresh_from_db()
    assert batch.status == "undone"


def test_it_can_be_left_in_after_all(client: Client, batch: ImportBatch):
    before = everything()
    weigh(batch)

    press(client, "undo_keep", batch)

    batch.refresh_from_db()
    assert (batch.status, batch.undo, batch.kept.count()) == ("done", {}, 0)
    assert differing(before, everything()) == {}


def test_what_stays_is_told_with_who_and_when(client: Client, batch: ImportBatch, person: PersonOf):
    maria = Member.objects.get(given_name="Maria")
    edit_member(maria, by=person("director"), seen_at=maria.changed_at, columns={"pronouns": "she"})
    weigh(batch)

    page = client.get(url("detail", batch.pk)).text

    assert "What would stay, and why" in page
    assert "The whole person. Changed: pronouns" in page
    assert f"{person('director')} changed it on" in page
    take_up(client, batch)
    assert "What stayed, and why" in client.get(url("detail", batch.pk)).text
    assert f'href="/o/north/people/?import={batch.pk}"' in client.get(url("detail", batch.pk)).text


def take_up(client: Client, batch: ImportBatch) -> None:
    press(client, "undo_agree", batch)
    worked(batch)


def test_an_undone_list_is_brought_in_again(client: Client, batch: ImportBatch):
    between = everything()["members.contactpoint"]
    take_back(batch)

    press(client, "again", batch)
    press(client, "again", batch)

    new = ImportBatch.objects.get(again_of=batch)
    worked(new)
    page = client.get(url("detail", new.pk)).text
    assert "Bring in 2 people" in page
    assert "Change the columns" not in page
    assert client.get(url("match", new.pk)).status_code == 303
    press(client, "confirm", new)
    worked(new)
    assert fates(new) == ["created", "created"]
    assert len(everything()["members.contactpoint"]) == len(between)
    take_back(new)
    assert not ContactPoint.objects.filter(normal="+15035550101").exists()


def test_an_old_list_says_that_the_days_are_over(client: Client, batch: ImportBatch):
    ImportBatch.objects.update(finished_at=Now() - timedelta(days=31))

    assert "They are over" in client.get(url("detail", batch.pk)).text
    assert "They are over" in client.post(url("undo_ask", batch.pk), follow=True).text
    assert "can be taken back until" not in client.get(url("list")).text
    batch.refresh_from_db()
    assert batch.status == "done"


def test_a_list_whose_changes_were_not_written_down_says_so(client: Client, batch: ImportBatch):
    batch.changes.all().delete()

    assert "was not written down" in client.get(url("detail", batch.pk)).text


def test_a_list_that_changed_nothing_says_so(client: Client, batch: ImportBatch, bring: Bring):
    second = bring(TEXT)

    assert "changed nothing" in client.get(url("detail", second.pk)).text


def test_the_page_of_imports_says_until_when(client: Client, batch: ImportBatch):
    assert "can be taken back until" in client.get(url("list")).text


def test_a_list_that_was_stopped_can_be_taken_back(client: Client, batch: ImportBatch):
    ImportBatch.objects.update(status="cancelled", trouble="Stopped.")

    take_back(batch)

    assert (batch.status, Member.objects.filter(family_name="Lopez").count()) == ("undone", 0)


def test_a_taken_back_list_takes_no_word(client: Client, bring: Bring, batch: ImportBatch):
    held = bring("name,phone\nInes Ruiz,503-555-0101\nAda Byron,503-555-0104\n")
    take_back(held)

    answer = client.post(url("decide_all", held.pk), follow=True)

    assert "This list is closed" in answer.text
    assert ImportRow.objects.get(batch=held, number=2).fate == "held_back"


@pytest.mark.parametrize("role", ["organizer", "coach", "viewer"])
def test_who_keeps_no_lists_gets_403(batch: ImportBatch, sign_in: SignIn, role: str):
    client = sign_in(role)

    assert [client.post(url(name, batch.pk)).status_code for name in (*POSTS, "again")] == [403] * 4


def test_taking_back_takes_a_post(client: Client, batch: ImportBatch):
    assert [client.get(url(name, batch.pk)).status_code for name in (*POSTS, "again")] == [405] * 4


def test_nobody_is_sent_to_sign_in(batch: ImportBatch):
    assert [Client().post(url(name, batch.pk)).status_code for name in POSTS] == [302] * 3


@pytest.mark.parametrize("step", ["to_agree", "undone"])
def test_statements_do_not_grow_with_what_stays(bring: Bring, client: Client, person: PersonOf, step: str):
    counts = []
    for n in (1, 3):
        lines = "".join(f"Given{n}{i},Family,503-555-{n}{i:03}\n" for i in range(n))
        batch = bring("first name,last name,phone\n" + lines)
        Member.objects.filter(import_rows__batch=batch).update(pronouns="she", archived_at=Now())
        weigh(batch) if step == "to_agree" else take_back(batch)
        with CaptureQueriesContext(connection) as found:
            assert len(client.get(url("detail", batch.pk)).context["lines"]) == 2 * n
        counts.append(sum(not q["sql"].startswith(("SET", "SAVEPOINT", "RELEASE")) for q in found.captured_queries))

    assert counts[0] == counts[1] <= 12


def test_the_notices_say_that_a_list_waits_to_be_taken_back_and_no_longer_asks_about_its_rows(
    client: Client, bring: Bring, batch: ImportBatch, person: PersonOf
):
    held = bring("name,phone\nInes Ruiz,503-555-0101\nAda Byron,503-555-0104\n")
    assert "waits for your word" in client.get("/o/north/notices/").text

    weigh(held, by=person("data_lead"))
    assert "what taking your list back would do" in client.get("/o/north/notices/").text
    take_up(client, held)

    page = client.get("/o/north/notices/").text
    assert "waits for your word" not in page
    assert "taking your list back" not in page
