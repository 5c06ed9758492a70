"""kill -9 of the worker that changes many, takes it back or writes a file: whoever follows ends where it would have."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now
from django.test import Client
from django.urls import reverse

from members.bulk import actions as bulk
from members.exporting import actions as exporting
from members.exporting import files
from members.models import CellChange, ChangeSet, Export, Member, MemberTag, Tag
from members.tasks import change_many, make_export
from organizations.models import Organization
from stpnet.in_org import in_org
from tests.committed import SignIn
from tests.conftest import Visitor
from tests.seeds import PASSWORD
from tests.worker import ROOT, environment, send_to

N, CHUNK = 40, 5
# Does one job in small chunks, saying when each is done for good, and slowly enough to be killed in between.
WORK = """
import sys, time, django
django.setup()
from members.bulk import actions as bulk
from members.exporting import actions as exporting, lists
from organizations.models import Organization
from stpnet.in_org import in_org
_, kind, pk, size = sys.argv
bulk.CHUNK = lists.CHUNK = int(size)
def say(given):
    print("chunk", flush=True)
    time.sleep(0.1)
    return given
def told(do):
    return lambda *given: say(do(*given))
bulk._chunk, bulk._undo_chunk = told(bulk._chunk), told(bulk._undo_chunk)
chunks = lists.chunks
lists.chunks = lambda *given: map(say, chunks(*given))
with in_org(Organization.objects.get(slug="east")):
    {"bulk": bulk, "export": exporting}[kind].work(pk)
"""


@pytest.fixture
def director(east: Organization, committed_sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """Somebody who just proved who they are, among people of whom every third has the tag already."""
    for task in (change_many, make_export):
        send_to("faults-of-people", task, monkeypatch)
    monkeypatch.setattr(bulk, "AT_ONCE", 3)
    client = Visitor()
    client.cookies = committed_sign_in("director", "east").cookies
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    with in_org(east):
        tag = Tag.objects.create(name="steward", folded="steward")
        people = Member.objects.bulk_create(
            Member(given_name=f"P{n:02}", family_name="Q", folded=f"p{n:02} q", status="contact") for n in range(N)
        )
        MemberTag.objects.bulk_create(MemberTag(member=each, tag=tag) for each in people[::3])
        yield client


def tagged(client: Client) -> ChangeSet:
    """Ask for everyone to be tagged, as the page does, after what was asked before is gone."""
    ChangeSet.objects.all().delete()
    sent = {"sure": "1", "n": str(N), "everyone": "1", "tag": str(Tag.objects.get().pk)}
    client.post(reverse("members:bulk", args=["east"]) + "?status=contact&do=tag", sent)
    return ChangeSet.objects.get()


def taken_back(client: Client, made: ChangeSet) -> ChangeSet:
    client.post(reverse("members:bulk_undo", args=["east", made.pk]))
    made.refresh_from_db()
    return made


def exported(client: Client) -> Export:
    Export.objects.all().delete()
    sent = {"reason": "Bao, to call", "shape": "list", "format": "csv", "columns": ["status", "tags"]}
    client.post(reverse("members:export_new", args=["east"]) + "?status=contact", sent)
    return Export.objects.get()


def killed(job: ChangeSet | Export, after: int) -> None:
    """Let another process do it, kill it once so many chunks are done, and do what the clock does for a dead worker."""
    kind = "export" if isinstance(job, Export) else "bulk"
    command = [sys.executable, "-W", "ignore", "-c", WORK, kind, str(job.pk), str(CHUNK)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE)
    assert process.stdout is not None
    for _ in range(after):
        assert process.stdout.readline() == b"chunk\n"
    time.sleep(random.random() / 8)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=20)
    job.refresh_from_db()
    assert job.status == "running"
    type(job)._default_manager.update(heartbeat_at=Now() - timedelta(hours=1))
    (exporting if kind == "export" else bulk).sweep()


def state() -> Counter[Any]:
    """Read whom the change has reached, what was kept of it, and what the page says of it; no ids, no times."""
    found: Counter[Any] = Counter(MemberTag.objects.values_list("member__name", "tag__name"))
    kept = CellChange.objects.values_list("member__name", "before", "after", "is_back")
    found.update((name, str(before), str(after), back) for name, before, after, back in kept)
    for made in ChangeSet.objects.all():
        found[made.status, made.n_done, made.says["changed"], made.says.get("left"), made.undone_at is None] += 1
    return found


def in_file(export: Export) -> tuple[str, int, str, int]:
    """Read the file, and how many lie beside it in the folder of the group."""
    export.refresh_from_db()
    place = files.path(export.stored_as)
    return export.status, export.n_written, place.read_text(), len([*place.parent.iterdir()])


def change_and_undo(client: Client, after: list[int]) -> list[Counter[Any]]:
    """Tag everyone and take it back, each killed after so many chunks and then gone on with."""
    states, made = [], tagged(client)
    for n in after:
        if n:
            killed(made, n)
        bulk.work(made.pk)
        states.append(state())
        made = taken_back(client, made)
    return states


def changes_killed_as_often(client: Client, tries: int) -> None:
    whole = change_and_undo(client, [0, 0])
    for _ in range(tries):
        assert change_and_undo(client, [random.randrange(1, N // CHUNK - 1), random.randrange(1, 4)]) == whole


def files_killed_as_often(client: Client, tries: int) -> None:
    exporting.work((export := exported(client)).pk)
    whole = in_file(export)
    files.delete(export.stored_as)
    for _ in range(tries):
        export = exported(client)
        killed(export, random.randrange(1, N // CHUNK - 1))
        exporting.work(export.pk)
        assert in_file(export) == whole
        files.delete(export.stored_as)


def test_change_of_many_and_its_undo_killed_after_a_chunk_end_the_same(director: Client):
    changes_killed_as_often(director, 1)


def test_file_killed_after_a_chunk_is_the_same_and_alone(director: Client):
    files_killed_as_often(director, 1)


@pytest.mark.slow
def test_changes_of_many_killed_twenty_times_end_the_same(director: Client):
    changes_killed_as_often(director, 20)


@pytest.mark.slow
def test_files_killed_twenty_times_are_the_same_and_alone(director: Client):
    files_killed_as_often(director, 20)


def test_doubled_message_and_double_click_change_and_undo_once(director: Client):
    made = tagged(director)
    for _ in range(2):
        bulk.work(made.pk)
    done = state()
    for _ in range(2):
        taken_back(director, made)
    for _ in range(2):
        bulk.work(made.pk)

    assert done[("done", N, N - len(range(0, N, 3)), None, True)] == 1
    assert MemberTag.objects.count() == len(range(0, N, 3))
    assert CellChange.objects.filter(is_back=True).count() == CellChange.objects.count()
