"""Lists that other tools really wrote, uploaded as a person would, where a checkout has them beside it."""

from pathlib import Path

import pytest

from imports import actions, queries
from imports.models import ImportBatch
from members.models import Member
from tests.conftest import SignIn
from tests.imports.conftest import posted, upload, url

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
FILES = sorted(
    path
    for folder in ("crm", "torture/csv", "torture/xlsx", "torture/lists")
    for path in DATA.glob(f"{folder}/*")
    if path.suffix != ".json"
)

pytestmark = pytest.mark.skipif(not FILES, reason="The folder of real files is not beside this checkout.")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
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
    if batch.status == ImportBatch.Status.FAILED:
        assert batch.trouble in pages[-1].text
        return
    fates = queries.figures(batch, "fate")
    assert (batch.status, fates.open, fates.rows) == ("done", 0, batch.n_rows)
    assert queries.figures(batch, "plan")[:5] == fates[:5]
    kept = batch.rows.filter(fate__in=["created", "updated", "unchanged"])
    assert set(kept.values_list("member_id", flat=True)) <= set(Member.objects.people().values_list("pk", flat=True))
    assert len(set(batch.rows.filter(fate="created").values_list("member_id", flat=True))) == fates.created
