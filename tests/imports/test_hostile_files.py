"""C: every hostile file comes in or is refused in a sentence; nothing breaks, and nothing of it comes in by half."""

import resource
import time
from collections import Counter

import pytest

from imports import actions
from imports.models import ImportBatch, ImportRow
from members.models import Member
from tests.imports.conftest import fates, plan, receive, url
from tests.imports.hostile import every
from tests.isolation.world import told

pytestmark = pytest.mark.slow
Status = ImportBatch.Status


def through(batch: ImportBatch) -> str:
    """Take a list as far as it goes; return how it ended."""
    if batch.status == Status.TO_MATCH:
        batch = plan(batch)
    if batch.status == Status.TO_CONFIRM:
        actions.confirm(batch, by=None)
        batch = actions.work_now(batch)
    return str(batch.status)


def wrong_with(batch: ImportBatch, ended: str, before: int) -> str:
    """Say what is not as it should be."""
    came = Member.objects.count() - before
    if ended == Status.FAILED:
        is_said = batch.trouble.strip().endswith((".", "?")) and "%(" not in batch.trouble
        return "" if is_said and came == 0 else f"refused with {batch.trouble!r}, {came} people"
    if ended != Status.DONE:
        return f"stays {ended}"
    created = fates(batch).count(ImportRow.Fate.CREATED)
    return "" if came == created else f"{created} rows made {came} people"


def test_every_hostile_file_comes_in_or_is_refused_in_a_sentence(north, sign_in, tmp_path):
    client, kinds, ended, wrong, longest = sign_in("data_lead"), Counter(), Counter(), [], 0.0
    for n, (kind, name, make) in enumerate(every()):
        before, began = Member.objects.count(), time.monotonic()
        batch = receive(make(tmp_path / f"{n}.csv").read_bytes(), name=f"{n}.csv")
        how = through(batch)
        batch.refresh_from_db()
        longest = max(longest, time.monotonic() - began)
        kinds[kind] += 1
        ended[how] += 1
        if trouble := wrong_with(batch, how, before) or unseen(client, batch):
            wrong.append((kind, name, trouble))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    told("C hostile files", files=kinds.total(), **kinds, ended=ended, wrong=len(wrong), longest_seconds=round(longest, 1),
         megabytes_outside=memory)  # fmt: skip
    assert wrong == []
    assert kinds.total() >= 120


def unseen(client, batch: ImportBatch) -> str:
    """Open the list's page, and the rows left behind: a cell that a spreadsheet would work out has its apostrophe."""
    if client.get(url("detail", batch.pk)).status_code != 200:
        return "its page does not open"
    file = client.get(url("left_behind", batch.pk))
    cells = [cell for line in file.text.splitlines() for cell in line.split('","')] if file.status_code == 200 else []
    bad = [cell for cell in cells if cell.strip('"').startswith(("=", "@", "＝", "＠")) and cell.strip('"')]
    return f"formulas left behind: {bad}" if bad else ""
