"""Long work as a page: found again from anywhere, stopped with words, and quiet when it has ended."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from imports import actions, sweeping
from imports.models import ImportBatch
from tests.imports.conftest import apply, plan, receive

LIST = "name\nMaria Ochoa\nAda Ng\n"
POLL = {"HX-Request": "true", "HX-Target": "job"}


def page(name, *args):
    return reverse(f"jobs:{name}", args=["north", *args])


@pytest.fixture
def batch(north, person):
    """A list that waits to be read."""
    return actions.receive([LIST.encode()], name="Maria Ochoa's list.csv", by=person("data_lead"))


def test_it_is_found_from_the_menu_and_told_without_names(sign_in, batch):
    client = sign_in("director")

    assert page("list") in client.get("/o/north/").text or page("list") in client.get("/o/north/ladder/").text
    found = client.get(page("list")).text
    assert page("job", batch.pk) in found
    assert "Data lead North River" in found
    assert "Ochoa" not in found + client.get(page("job", batch.pk)).text


def test_progress_is_told_and_asked_for_again(sign_in, batch):
    ImportBatch.objects.update(status="applying", n_rows=10_000, n_done=4_000, heartbeat_at=Now())
    client = sign_in("data_lead")
    whole, part = client.get(page("job", batch.pk)), client.get(page("job", batch.pk), headers=POLL)

    assert part.status_code == 200
    assert 'hx-trigger="every 2s"' in part.text
    assert part.text.strip() in whole.text
    assert "4,000 of 10,000 rows" in part.text
    assert "Rows that are in by now stay in (4,000 of 10,000)" in whole.text
    assert "autofocus" not in part.text
    assert "data-focus" not in part.text


def test_asking_again_ends_with_the_work(sign_in, batch):
    ImportBatch.objects.filter(pk=batch.pk).update(status="done", n_rows=2, finished_at=Now())
    client = sign_in("data_lead")
    part = client.get(page("job", batch.pk), headers=POLL)

    assert part.status_code == 286
    assert "hx-trigger" not in part.text
    assert "The list is in." in part.text
    assert reverse("imports:detail", args=["north", batch.pk]) in part.text
    assert client.get(page("job", batch.pk)).status_code == 200


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("to_match", "It waits for a person"),
        ("undone", "The list is taken back."),
        ("to_undo", "Waiting to be taken back"),
        ("cancelled", "Stopped by a person"),
        ("failed", "Cut off. Mend the list"),
    ],
)
def test_every_end_is_said(sign_in, batch, status, said):
    ImportBatch.objects.filter(pk=batch.pk).update(status=status, trouble="Cut off.")

    assert said in sign_in("owner").get(page("job", batch.pk)).text


def test_work_whose_worker_died_waits_and_is_taken_up_again(sign_in, north, monkeypatch):
    monkeypatch.setattr("imports.sweeping.nudge", str)
    batch = plan(receive(LIST))
    actions.confirm(batch, by=None)
    ImportBatch.objects.claim(batch.pk, ImportBatch.Status.TO_APPLY)
    ImportBatch.objects.update(heartbeat_at=Now() - timedelta(hours=1))
    client = sign_in("data_lead")

    assert "Nobody has taken this up for a while" in client.get(page("job", batch.pk)).text
    assert "Waiting" in client.get(page("list")).text
    sweeping.sweep()
    batch.refresh_from_db()
    actions.work_now(batch)
    assert "The list is in." in client.get(page("job", batch.pk)).text


def test_stopping_says_what_is_done_and_what_is_not(sign_in, batch):
    client = sign_in("data_lead")
    assert "Nothing of this list has reached your people" in client.get(page("job", batch.pk)).text
    client.post(reverse("imports:cancel", args=["north", batch.pk]))

    ended = client.get(page("job", batch.pk)).text
    assert "Stopped by a person" in ended
    assert "Stop it now" not in ended


def test_one_sees_ones_own_work_and_not_that_of_others(sign_in, batch, person):
    client = sign_in("organizer")
    assert client.get(page("job", batch.pk)).status_code == 404
    assert page("job", batch.pk) not in client.get(page("list")).text
    ImportBatch.objects.filter(pk=batch.pk).update(started_by=person("organizer"))

    own = client.get(page("job", batch.pk))
    assert own.status_code == 200
    assert "Stop it" not in own.text
    assert reverse("imports:detail", args=["north", batch.pk]) not in own.text


def test_nothing_under_way_is_said(sign_in, north):
    assert "Nothing is under way" in sign_in("viewer").get(page("list")).text


def test_list_needs_the_same_statements_for_one_and_for_three(sign_in, batch):
    client = sign_in("data_lead")

    def statements():
        with CaptureQueriesContext(connection) as captured:
            client.get(page("list"))
        return len(captured)

    one = statements()
    for _ in range(2):
        apply(plan(receive(LIST)))
    assert statements() == one
