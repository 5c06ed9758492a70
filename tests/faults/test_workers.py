"""kill -9 of a Celery child (D1) or of the whole worker (D2) while a list comes in; messages that come twice at once (D3)."""

import os
import random
import signal
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now

from imports import actions, sweeping
from imports.models import ImportBatch
from imports.tasks import nudge, work
from organizations.models import Organization
from stpnet.in_org import in_org
from tests.faults.runs import children, runs
from tests.imports import test_faults
from tests.imports.test_faults import emptied, ready, refreshed, state
from tests.isolation.world import told
from tests.worker import running_worker, send_to, wait_for

pytestmark = pytest.mark.slow
Status = ImportBatch.Status
ROWS = 3_000  # more than one chunk


@pytest.fixture
def queue(east: Organization, monkeypatch: pytest.MonkeyPatch) -> str:
    return send_to("faults-of-lists", work, monkeypatch)


def calm(east: Organization) -> object:
    """Bring the list in once, in calm weather."""
    with in_org(east):
        actions.work_now(ready())
        return state()


def given_up() -> None:
    """Do what the clock does some minutes later: a worker that fell silent is taken for dead."""
    ImportBatch.objects.exclude(status=Status.DONE).update(heartbeat_at=Now() - timedelta(hours=1))
    sweeping.sweep()


def done_by_the_next(batch: ImportBatch) -> None:
    """Let another worker take it up; a row that is worked on is not taken away again."""
    given_up()
    wait_for(lambda: refreshed(batch).status == Status.DONE, seconds=180)


def killed(batch: ImportBatch, kill: Callable[[], None]) -> bool:
    """Let the worker begin, kill it at some moment; return whether it was in the middle."""
    nudge(batch)
    wait_for(lambda: refreshed(batch).status != Status.TO_APPLY)
    time.sleep(random.random() * 1.5)
    kill()
    return refreshed(batch).status == Status.APPLYING


def test_d1_killed_child_loses_and_doubles_no_row(east, queue, tmp_path, monkeypatch):
    monkeypatch.setattr(test_faults, "ROWS", ROWS)
    whole, midway = calm(east), 0
    with running_worker(tmp_path / "log", "-Q", queue) as worker, in_org(east):
        for _ in range(runs(20)):
            emptied()
            batch = ready()
            midway += killed(batch, lambda: os.kill(children(worker)[0], signal.SIGKILL))
            done_by_the_next(batch)
            assert state() == whole
        assert worker.poll() is None
    told("D1 killed children", runs=runs(20), midway=midway, rows=ROWS)


def test_d2_killed_worker_loses_and_doubles_no_row(east, queue, tmp_path, monkeypatch):
    """Its message comes again, too, as the broker sends it to the next worker."""
    monkeypatch.setattr(test_faults, "ROWS", ROWS)
    whole, midway = calm(east), 0
    for _ in range(runs(10)):
        with in_org(east):
            emptied()
            batch = ready()
            with running_worker(tmp_path / "log", "-Q", queue) as worker:
                midway += killed(
                    batch, lambda worker=worker: [os.kill(pid, 9) for pid in (*children(worker), worker.pid)]
                )
            with running_worker(tmp_path / "next", "-Q", queue, "--keep-queues"):
                work.apply_async(kwargs={"batch_id": str(batch.pk), "step": Status.TO_APPLY})
                done_by_the_next(batch)
            assert state() == whole
    told("D2 killed workers", runs=runs(10), midway=midway, rows=ROWS)


def test_d3_message_twice_at_once_and_a_double_click_bring_a_list_in_once(east, queue, tmp_path):
    whole: Any = calm(east)
    with running_worker(tmp_path / "log", "-Q", queue, "-c", "2"), in_org(east):
        for _ in range(runs(20)):
            emptied()
            batch = ready()
            with pytest.raises(actions.NotNow):
                actions.confirm(batch, by=None)
            for _message in range(2):
                nudge(batch)
            wait_for(lambda batch=batch: refreshed(batch).status == Status.DONE)
            assert state() == whole
    told("D3 doubled messages", runs=runs(20))
