"""Lists that other tools really wrote, brought in as a person would and from a terminal, where a checkout has them."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from imports import actions, queries
from imports.models import ImportBatch
from members.models import Member
from stpnet.in_org import on_public_side
from tests.conftest import SignIn
from tests.imports.conftest import posted, upload, url

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
ENDINGS = {".csv", ".tsv", ".txt", ".xls", ".xlsx", ".ods"}
FILES = sorted(path for path in DATA.rglob("*") if path.suffix.lower() in ENDINGS)
LARGE = 20_000
# Whole lists that are refused, and what their sentence says; every other file is read.
REFUSED = {
    "calamine_empty_sheet.xlsx": "nothing in it that we could read",
    "calamine_errors.xlsx": "takes values from other files",
    "calamine_pass_protected.xlsx": "protected with a password",
    "calamine_picture.xlsx": "nothing in it that we could read",
    "qsv_password-protected-password123.xlsx": "protected with a password",
}

pytestmark = pytest.mark.skipif(not FILES, reason="The folder of real files is not beside this checkout.")


def each(*, every: int) -> list[Any]:
    """Make a case of each file. Large ones run with the slow tests, and so do those between every so many.

    That each is read, row by row, or refused is seen every time in `test_reading_real.py`, in a tenth of the time.
    """
    small = [path for path in FILES if path.stat().st_size < LARGE]
    quick = {*small[::every], *(path for path in FILES if path.name in REFUSED)}
    return [pytest.param(path, id=path.name, marks=[] if path in quick else [pytest.mark.slow]) for path in FILES]


def command(path: Path) -> tuple[int, dict[str, Any], str]:
    """Run `import_members` on a file: the exit code, the object printed and what was said of a refusal."""
    out, code, said = io.StringIO(), 0, ""
    with on_public_side():
        try:
            call_command("import_members", str(path), "--organization", "north", "--json", stdout=out)
        except CommandError as error:
            code, said = error.returncode, str(error)
    return code, json.loads(out.getvalue() or "{}"), said


@pytest.mark.parametrize("path", each(every=5))
def test_each_row_of_each_file_has_its_fate(north, sign_in: SignIn, path: Path):
    client = sign_in("data_lead")
    batch = upload(client, path.read_bytes(), path.name)
    actions.work_now(batch)
    pages = [client.get(url("detail", batch.pk))]
    if batch.status == ImportBatch.Status.TO_MATCH:
        # A list that says of nobody who they are goes no further on the page; its rows are refused one by one here.
        answer = client.post(url("match", batch.pk), posted(batch, client))
        if answer.status_code == 422:
            actions.match(batch, mapping=batch.mapping, by=None)
        batch.refresh_from_db()
        pages.append(client.get(url("detail", actions.work_now(batch).pk)))
        client.post(url("confirm", batch.pk))
        batch.refresh_from_db()
        pages.append(client.get(url("detail", actions.work_now(batch).pk)))

    assert {page.status_code for page in pages} == {200}
    if path.name in REFUSED:
        assert (batch.status, REFUSED[path.name] in batch.trouble) == ("failed", True)
        assert batch.trouble in pages[-1].text
        return
    counts_add_up(batch)


def counts_add_up(batch: ImportBatch) -> None:
    """Every row has one fate, the one that was shown before the button; who came in or was changed is found again."""
    fates = queries.figures(batch, "fate")
    assert (batch.status, fates.open, fates.rows) == ("done", 0, batch.n_rows)
    assert queries.figures(batch, "plan")[:5] == fates[:5]
    kept = batch.rows.filter(fate__in=["created", "updated", "unchanged"])
    assert set(kept.values_list("member_id", flat=True)) <= set(Member.objects.people().values_list("pk", flat=True))
    assert len(set(batch.rows.filter(fate="created").values_list("member_id", flat=True))) == fates.created


@pytest.mark.parametrize("path", each(every=15))
def test_each_file_from_a_terminal(north, path: Path):
    code, told, said = command(path)

    if path.name in REFUSED:
        assert (code, told) == (1, {})
        assert REFUSED[path.name] in said
        return
    batch = ImportBatch.objects.get(pk=told["batch"])
    assert (code, told["held_back"]) == (1 if told["refused"] else 0, 0)
    assert told["rows"] == batch.n_rows == sum(told[key] for key in ("created", "updated", "unchanged", "refused"))
    counts_add_up(batch)
