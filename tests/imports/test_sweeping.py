"""What the clock does for lists that wait, whose worker died, or that are old."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models.functions import Now

from imports import actions, applying, files, sweeping
from imports.claims import ClaimLost
from imports.models import ImportBatch, ImportChange
from ladders import history
from members.models import ContactPoint, Member
from organizations import registry
from tests.imports.conftest import Bring, apply, fates, plan, receive, row

TEXT = "name,phone,level\n" + "".join(f"Given{i} Family{i},503-555-{i:04},{i % 4}\n" for i in range(1, 41))


@pytest.fixture
def nudged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The steps for which a message was sent."""
    sent: list[str] = []
    monkeypatch.setattr("imports.sweeping.nudge", lambda batch: sent.append(batch.status))
    return sent


def test_the_sweeper_is_one_of_the_houses(north):
    assert sweeping.sweep in registry.sweepers


def test_a_lost_message_is_sent_again(north, nudged: list[str]):
    fresh, lost = (actions.receive([b"name\nMaria\n"], name="a.csv", by=None) for _ in range(2))
    ImportBatch.objects.filter(pk=lost.pk).update(queued_at=Now() - timedelta(minutes=1))

    sweeping.sweep()

    assert nudged == ["to_read"]
    assert fresh.status == "to_read"


def test_a_list_of_a_dead_worker_is_given_to_another(north, nudged: list[str]):
    batch = plan(receive(TEXT))
    actions.confirm(batch, by=None)
    dead = ImportBatch.objects.claim(batch.pk, ImportBatch.Status.TO_APPLY)
    ImportBatch.objects.update(heartbeat_at=Now() - timedelta(hours=1))

    sweeping.sweep()
    batch.refresh_from_db()
    actions.work_now(batch)

    assert batch.status == "done"
    with pytest.raises(ClaimLost):
        applying.apply_chunk(dead)


def test_after_three_attempts_it_gives_up_with_a_sentence(north, monkeypatch: pytest.MonkeyPatch):
    batch = plan(receive(TEXT))
    actions.confirm(batch, by=None)
    monkeypatch.setattr("imports.applying.Chunk.apply", _fail)

    for _attempt in range(3):
        with pytest.raises(ZeroDivisionError):
            actions.work_now(batch)
        batch.refresh_from_db()

    assert (batch.status, batch.stored_as) == ("failed", "")
    assert "Something went wrong three times" in batch.trouble


def _fail(_chunk: object) -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize("at", [1, 2, 4])
def test_an_import_broken_off_anywhere_and_resumed_equals_one_in_a_single_run(
    north, monkeypatch: pytest.MonkeyPatch, at: int
):
    monkeypatch.setattr(applying, "CHUNK", 10)
    batch = plan(receive(TEXT + TEXT.split("\n", 1)[1]))
    actions.confirm(batch, by=None)
    whole, done = applying.Chunk.apply, []

    def breaking(chunk: applying.Chunk) -> None:
        done.append(chunk)
        whole(chunk)
        if len(done) == at:
            raise ConnectionError

    monkeypatch.setattr(applying.Chunk, "apply", breaking)
    with pytest.raises(ConnectionError):
        actions.work_now(batch)
    batch.refresh_from_db()
    assert batch.rows.exclude(fate="").count() == 10 * (at - 1)
    actions.work_now(batch)

    assert fates(batch) == fates(batch, "plan") == ["created"] * 40 + ["unchanged"] * 40
    assert Member.objects.filter(family_name__startswith="Family").count() == 40
    assert ContactPoint.objects.filter(kind="phone").count() == 40
    assert (batch.n_done, history.differences()) == (80, [])


def test_a_plan_broken_off_starts_afresh(north, monkeypatch: pytest.MonkeyPatch):
    from imports import planning

    monkeypatch.setattr(planning, "CHUNK", 10)
    batch = plan(receive(TEXT))
    actions.match(batch, mapping=batch.mapping, by=None)
    actions.work_now(batch)

    assert (batch.rows.count(), batch.n_looked_at) == (40, 40)


def test_after_thirty_days_what_rows_said_is_forgotten(bring: Bring):
    bring("name,phone\nMaria Lopez,503-555-0101\n")
    batch = bring("name,phone,level\nOmar Haddad,503-555-0101,\nAda Byron,503-555-0102,nine\n")
    ImportBatch.objects.update(finished_at=Now() - timedelta(days=31))

    sweeping.sweep()

    held, ada = row(batch, 2), row(batch, 3)
    assert (held.fate, held.clean, held.cells) == ("refused", {}, {})
    assert "within 30 days" in held.reason
    assert (ada.fate, ada.problems, ada.member.given_name) == ("created", [], "Ada")
    assert ImportChange.objects.count() == 0


def test_a_list_that_nobody_came_back_to_is_let_go(north):
    batch = plan(receive(TEXT))
    ImportBatch.objects.update(created_at=Now() - timedelta(days=31))

    sweeping.sweep()

    batch.refresh_from_db()
    assert (batch.status, batch.stored_as) == ("cancelled", "")


def test_the_file_is_deleted_once_it_is_in(north, django_capture_on_commit_callbacks):
    batch = plan(receive(TEXT))
    file = Path(settings.MEDIA_ROOT, batch.stored_as)
    assert file.is_file()

    with django_capture_on_commit_callbacks(execute=True):
        apply(batch)

    assert not file.exists()


def test_upload_that_no_list_names_is_removed_after_a_day(north):
    waiting = receive("name\nAna\n")
    stray, young = (files.path(files.store([b"name\n"])) for _ in range(2))
    others = stray.parent / "reports"
    others.mkdir(exist_ok=True)
    for file in (stray, files.path(waiting.stored_as), others):
        os.utime(file, (0, 0))
    sweeping.clear()

    assert (stray.exists(), young.exists(), files.path(waiting.stored_as).exists()) == (False, True, True)
    # A folder is another room's: what lies there is named in rows of its own.
    assert others.exists()
