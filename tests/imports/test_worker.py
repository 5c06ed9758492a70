"""A real Celery worker: from the upload to the end, and killed in the middle."""

import os
import signal
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from django.db.models.functions import Now
from django.test import Client

from imports import sweeping, tasks
from imports.models import ImportBatch, ImportRow
from ladders import history
from ladders.models import Standing
from members.models import ContactPoint, Member
from organizations.models import Organization
from stpnet.in_org import in_org
from tests.committed import SignIn
from tests.imports.conftest import url
from tests.worker import running_worker, send_to, wait_for

ROWS = 20_000


def listed(n: int) -> bytes:
    rows = (f"Given{i} Family{i},+1503{2_000_000 + i},{i % 5 + 1}" for i in range(n))
    return ("name,phone,level\n" + "\n".join(rows) + "\n").encode()


def step(pk: str, status: str, east: Organization, *, seconds: float = 60) -> None:
    """Wait until the worker has brought the list to this step."""

    def arrived() -> bool:
        with in_org(east):
            batch = ImportBatch.objects.get(pk=pk)
        assert batch.status != ImportBatch.Status.FAILED, batch.trouble
        return batch.status == status

    wait_for(arrived, seconds=seconds)


def start(client: Client, east: Organization, tmp_path: Path, n: int) -> str:
    """Upload, match and confirm through the pages; a worker does the rest."""
    path = tmp_path / "list.csv"
    path.write_bytes(listed(n))
    with path.open("rb") as file:
        pk = client.post(url("upload", slug="east"), {"file": file}).url.rstrip("/").rsplit("/", 1)[-1]
    step(pk, "to_match", east)
    form = client.get(url("match", pk, slug="east")).context["form"]
    client.post(url("match", pk, slug="east"), {name: str(form[name].value() or "") for name in form.fields})
    step(pk, "to_confirm", east)
    client.post(url("confirm", pk, slug="east"))
    return pk


def check(pk: str, n: int) -> None:
    """No row lost and none doubled."""
    rows = ImportRow.objects.filter(batch=pk, fate="created")
    assert rows.count() == rows.values("member").distinct().count() == n
    assert Member.objects.filter(family_name__startswith="Family").count() == n
    assert ContactPoint.objects.filter(kind="phone").values("normal").distinct().count() == n
    assert ContactPoint.objects.filter(kind="phone").count() == Standing.objects.count() == n
    assert history.differences() == []


def test_a_list_goes_all_the_way_in(
    east: Organization, committed_sign_in: SignIn, tmp_path: Path, worker: subprocess.Popen[bytes]
):
    pk = start(committed_sign_in("data_lead", "east"), east, tmp_path, 30)

    step(pk, "done", east)

    with in_org(east):
        check(pk, 30)
        assert not list(Path(tmp_path.parent).rglob(f"uploads/{east.pk}/*"))


@pytest.fixture
def own_queue(monkeypatch: pytest.MonkeyPatch) -> str:
    """A queue that no other worker of this run looks at: the one to be killed must have the list."""
    return send_to("killed", tasks.work, monkeypatch)


@pytest.mark.skipif(not Path("/proc").exists(), reason="The children of a process are read from /proc.")
def test_a_worker_killed_in_the_middle_loses_and_doubles_nothing(
    east: Organization, committed_sign_in: SignIn, tmp_path: Path, own_queue: str
):
    with running_worker(tmp_path / "first.log", "-Q", own_queue) as first:
        pk = start(committed_sign_in("data_lead", "east"), east, tmp_path, ROWS)
        wait_for(lambda: 0 < done(pk, east) < ROWS, seconds=60)
        kill_hard(first)
        assert 0 < done(pk, east) < ROWS

    with running_worker(tmp_path / "second.log", "-Q", own_queue), in_org(east):
        ImportBatch.objects.filter(pk=pk).update(heartbeat_at=Now() - timedelta(hours=1))
        sweeping.sweep()
        ImportBatch.objects.filter(pk=pk).update(queued_at=Now() - timedelta(hours=1))
        sweeping.sweep()
        step(pk, "done", east)
        check(pk, ROWS)


def done(pk: str, east: Organization) -> int:
    with in_org(east):
        return ImportBatch.objects.get(pk=pk).n_done


def kill_hard(process: subprocess.Popen[bytes]) -> None:
    """kill -9 of the worker and of the child that does its work."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    for pid in [process.pid, *map(int, children)]:
        os.kill(pid, signal.SIGKILL)
    process.wait(10)
