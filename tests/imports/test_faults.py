"""kill -9 of the worker after a random committed chunk, a doubled message, a double click: the end is the same."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.db.models.functions import Now

from imports import actions, sweeping
from imports.models import ImportBatch, ImportRow
from imports.undo import actions as undo_actions
from ladders import history
from ladders.models import Assessment, Ladder, Standing
from members.models import Belonging, ContactPoint, Member, MemberTag, Tag, Unit
from organizations.models import Organization
from stpnet.in_org import in_org
from tests.imports.conftest import plan, receive
from tests.worker import ROOT, environment

Status = ImportBatch.Status
ROWS, CHUNK = 60, 5
# Does one step of one batch in small chunks, saying when each is committed, and slowly enough to be killed in between.
WORK = """
import sys, time, django
django.setup()
from imports import actions, applying
from imports.models import ImportBatch
from imports.undo import passes
from organizations.models import Organization
from stpnet.in_org import in_org
_, slug, batch, step, size = sys.argv
applying.CHUNK = passes.CHUNK = int(size)
def told(do):
    def chunk(batch):
        n = do(batch)
        print("chunk", flush=True)
        time.sleep(0.15)
        return n
    return chunk
applying.apply_chunk, passes.undo_chunk = told(applying.apply_chunk), told(passes.undo_chunk)
with in_org(Organization.objects.get(slug=slug)):
    actions.work(batch, ImportBatch.Status(step))
"""


def listed() -> str:
    rows = (f"G{i} F{i},+1503{2_000_000 + i},{i % 5 + 1},t{i % 3},U{i % 4}" for i in range(ROWS))
    again = (f"G{i} F{i},+1503{2_000_000 + i},{i % 4 + 1},t{i % 2},U{i % 5}" for i in range(0, ROWS, 7))
    return "name,phone,level,tags,Home area\n" + "\n".join([*rows, *again]) + "\n"


def state() -> Counter[object]:
    """Read what an organization holds of its people, by what they are called and not by ids."""
    found: Counter[object] = Counter(Member.objects.values_list("name", "status"))
    found.update(ContactPoint.objects.values_list("member__name", "normal"))
    found.update(Belonging.objects.values_list("member__name", "unit__name"))
    found.update(MemberTag.objects.values_list("member__name", "tag__name"))
    found.update(Assessment.objects.values_list("member__name", "level__position", "on", "void_reason"))
    found.update(Standing.objects.values_list("member__name", "level__position", "since"))
    found.update(
        [(model.__name__, name) for model in (Tag, Unit) for name in model.objects.values_list("name", flat=True)]
    )
    found.update(ImportRow.objects.values_list("batch__name", "number", "fate"))
    assert history.differences() == []
    return found


def ready() -> ImportBatch:
    """Bring in a few people of before and check a list that adds to them and makes new ones."""
    head, *lines = listed().splitlines()
    actions.confirm(before := plan(receive("\n".join([head, *lines[:10]]), name="before.csv")), by=None)
    actions.work_now(before)
    batch = plan(receive(listed(), name="list.csv"))
    actions.confirm(batch, by=None)
    return batch


def going_back() -> ImportBatch:
    batch = actions.work_now(ready())
    undo_actions.ask(batch, by=None)
    undo_actions.agree(actions.work_now(refreshed(batch)), by=None)
    return refreshed(batch)


def refreshed(batch: ImportBatch) -> ImportBatch:
    batch.refresh_from_db()
    return batch


def work_and_be_killed(batch: ImportBatch, after: int) -> None:
    """Let another process do the step, and kill it once so many chunks are committed."""
    command = [sys.executable, "-W", "ignore", "-c", WORK, "east", str(batch.pk), batch.status, str(CHUNK)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE)
    assert process.stdout is not None
    for _ in range(after):
        assert process.stdout.readline() == b"chunk\n"
    time.sleep(random.random() / 5)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=20)


def picked_up(batch: ImportBatch) -> ImportBatch:
    """Do what the clock does for a dead worker's list, and the next worker after it."""
    ImportBatch.objects.filter(pk=batch.pk).update(heartbeat_at=Now() - timedelta(hours=1))
    sweeping.sweep()
    return actions.work_now(refreshed(batch))


def emptied() -> None:
    """Take everything away that a try brought."""
    ImportBatch.objects.all().delete()
    Member.objects.filter(name__regex=r"^G\d+ F\d+$").delete()
    Tag.objects.all().delete()
    Unit.objects.filter(name__regex=r"^U\d$").delete()


def killed_as_often(east: Organization, step: str, tries: int) -> None:
    make = ready if step == "apply" else going_back
    with in_org(east):
        Ladder.objects.get(is_default=True)
        actions.work_now(make())
        whole = state()
        for _ in range(tries):
            emptied()
            batch = make()
            work_and_be_killed(batch, random.randrange(1, ROWS // CHUNK - 1))
            assert refreshed(batch).status in (Status.APPLYING, Status.UNDOING)
            assert picked_up(batch).status in (Status.DONE, Status.UNDONE)
            assert state() == whole


@pytest.mark.parametrize("step", ["apply", "undo"])
def test_killed_after_a_chunk_the_end_is_the_same(east: Organization, step: str):
    killed_as_often(east, step, 1)


@pytest.mark.slow
@pytest.mark.parametrize("step", ["apply", "undo"])
def test_killed_twenty_times_the_end_is_the_same(east: Organization, step: str):
    killed_as_often(east, step, 20)


def test_a_doubled_message_and_a_double_click_take_back_once(east: Organization):
    with in_org(east):
        batch = going_back()
        with pytest.raises(actions.NotNow):
            undo_actions.agree(batch, by=None)
        actions.work(batch.pk, Status.TO_UNDO)
        once = state()
        actions.work(batch.pk, Status.TO_UNDO)
        actions.work(batch.pk, Status.TO_APPLY)

        assert refreshed(batch).status == "undone"
        assert state() == once
        emptied()
