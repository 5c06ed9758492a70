"""Rows that wait for a person's word, rows left behind, and the people of a list."""

import csv
import io

import pytest
from django.db.models.functions import Now
from django.test import Client

from imports import actions
from imports.models import ImportBatch
from members.models import Member
from organizations.models import Organization
from tests.conftest import SignIn
from tests.imports.conftest import Bring, apply, fates, plan, receive, row, url


@pytest.fixture
def client(north: Organization, sign_in: SignIn) -> Client:
    return sign_in("data_lead")


@pytest.fixture
def held(bring: Bring) -> ImportBatch:
    """Two rows that share a phone with Maria Lopez, and one that does not."""
    bring("name,phone\nMaria Lopez,503-555-0101\n")
    return bring("name,phone\nOmar Haddad,503-555-0101\nInes Ruiz,503-555-0101\nAda Byron,503-555-0102\n")


def decide(client: Client, batch: ImportBatch, number: int, who: str):
    return client.post(url("decide", batch.pk, row(batch, number).pk), {"who": who})


def worked(batch: ImportBatch) -> ImportBatch:
    batch.refresh_from_db()
    return actions.work_now(batch)


def test_both_sides_are_shown_and_asked_about(client: Client, held: ImportBatch):
    page = client.get(url("detail", held.pk)).text

    assert "Row 2: Omar Haddad" in page
    assert "Same person as Maria Lopez" in page
    assert page.count("(503) 555-0101") >= 4


def test_same_person_updates_and_someone_new_is_made(client: Client, held: ImportBatch):
    assert decide(client, held, 2, "same").status_code == 303
    assert decide(client, held, 3, "new").status_code == 303
    assert "Ada Byron" in client.get(url("detail", held.pk), {"show": "created"}).text
    worked(held)

    assert fates(held) == ["unchanged", "created", "created"]
    assert row(held, 2).member.given_name == "Maria"
    assert held.status == "done"


def test_all_of_them_can_be_someone_new(client: Client, held: ImportBatch):
    client.post(url("decide_all", held.pk))
    worked(held)

    assert fates(held) == ["created"] * 3
    assert Member.objects.filter(contact_points__normal="+15035550101").count() == 3


def test_a_second_word_on_one_row_is_harmless(client: Client, held: ImportBatch):
    decide(client, held, 2, "new")
    worked(held)
    answer = client.post(url("decide", held.pk, row(held, 2).pk), {"who": "same"}, follow=True)

    assert "no longer waits for your word" in answer.text
    assert fates(held)[0] == "created"


def test_no_word_is_asked_for_again(client: Client, held: ImportBatch):
    answer = client.post(url("decide", held.pk, row(held, 2).pk), follow=True)

    assert "Say whether this is the same person" in answer.text


def test_a_list_that_was_stopped_takes_no_word(client: Client, held: ImportBatch):
    ImportBatch.objects.filter(pk=held.pk).update(status="cancelled", trouble="Stopped.")

    answer = client.post(url("decide", held.pk, row(held, 2).pk), {"who": "new"}, follow=True)

    assert "nothing more of it comes in" in answer.text
    assert fates(held)[0] == "held_back"


def test_rows_left_behind_come_back_with_their_reasons(client: Client, bring: Bring):
    batch = bring("name,phone,level\n,,2\nMaria Lopez,503-555-0101,\n")

    answer = client.get(url("left_behind", batch.pk))

    lines = list(csv.reader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert lines[0] == ["Row", "name", "phone", "level", "Why it stayed behind"]
    assert lines[1][:4] == ["2", "", "", "2"]
    assert len(lines) == 2
    assert 'filename="list-left-behind.csv"' in answer["Content-Disposition"]


def test_of_a_stopped_list_the_rows_it_did_not_reach_come_back(client: Client, north: Organization):
    batch = plan(receive("name,phone\nMaria Lopez,503-555-0101\n"))

    client.post(url("cancel", batch.pk))

    assert "was stopped before this row" in client.get(url("left_behind", batch.pk)).text
    assert "Cancelled by a person" in client.get(url("detail", batch.pk)).text


def test_the_people_of_a_list_are_a_list_of_people(client: Client, bring: Bring):
    bring("name,phone\nMaria Lopez,503-555-0101\n")
    batch = bring("name,phone\nMaria Lopez,503-555-0101\nAda Byron,503-555-0102\n")
    other = bring("name,phone\nInes Ruiz,503-555-0103\n")

    page = client.get(f"/o/north/people/?import={batch.pk}").text

    assert "Maria" in page
    assert "Byron" in page
    assert "Ruiz" not in page
    assert f"/o/north/people/?import={other.pk}" in client.get(url("detail", other.pk)).text


def test_fates_are_told_row_by_row_and_add_up(client: Client, held: ImportBatch):
    page = client.get(url("detail", held.pk), {"show": "created"})

    assert page.context["figures"].rows == 3
    assert [line.number for line in page.context["lines"]] == [4]
    ada = Member.objects.get(given_name="Ada")
    assert f'href="/o/north/people/{ada.pk}/"' in page.text


def test_an_unknown_tab_shows_what_there_is(client: Client, held: ImportBatch):
    assert client.get(url("detail", held.pk), {"show": "nonsense"}).context["show"] == "held_back"


def test_a_hundred_rows_to_a_page(client: Client, north: Organization):
    lines = "".join(f"Given{i} Family{i},503-555-{i:04}\n" for i in range(1, 121))
    batch = apply(plan(receive("name,phone\n" + lines)))

    page = client.get(url("detail", batch.pk), {"show": "created", "page": "2"})

    assert len(page.context["lines"]) == 20
    assert "Page 2 of 2" in page.text


def test_someone_archived_is_told_as_such(client: Client, bring: Bring):
    bring("name,phone\nMaria Lopez,503-555-0101\n")
    Member.objects.filter(given_name="Maria").update(archived_at=Now())
    batch = bring("name,phone,employer\nMaria Lopez,503-555-0101,Mill\n")

    page = client.get(url("detail", batch.pk), {"show": "updated"}).text

    assert "Updated. Archived here, and stays so." in page
    assert not Member.objects.people().filter(given_name="Maria").exists()
