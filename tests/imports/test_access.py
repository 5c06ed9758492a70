"""Who may see and do what in the room of imports, and how many statements its pages take."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import ReadEvent
from imports import actions
from imports.models import ImportBatch
from organizations.models import Organization
from stpnet.in_org import in_org
from tests.conftest import SignIn
from tests.imports.conftest import Bring, apply, plan, receive, url

STATEMENTS = 12
POSTS = ("layout", "match", "confirm", "cancel", "decide_all")


def listed(n: int, *, start: int = 0) -> str:
    rows = range(start + 1, start + n + 1)
    return "name,phone,level\n" + "".join(f"Given{i} Family{i},503-555-{i:04},2\n" for i in rows)


@pytest.mark.parametrize("role", ["organizer", "coach", "viewer"])
def test_who_keeps_no_lists_gets_403(north, sign_in: SignIn, role: str):
    client, batch = sign_in(role), receive(listed(1))

    assert client.get(url("list")).status_code == 403
    assert client.post(url("upload")).status_code == 403
    assert [client.get(url(name, batch.pk)).status_code for name in ("detail", "match", "left_behind")] == [403] * 3
    assert [client.post(url(name, batch.pk)).status_code for name in POSTS] == [403] * len(POSTS)


@pytest.mark.parametrize("role", ["owner", "director", "data_lead"])
def test_who_keeps_lists_may(north, sign_in: SignIn, role: str):
    assert sign_in(role).get(url("list")).status_code == 200


def test_a_list_of_another_organization_is_not_there(north, south: Organization, sign_in: SignIn):
    with in_org(south):
        foreign = receive(listed(1)).pk
    client = sign_in("owner")

    for pk in (foreign, uuid4()):
        assert [client.get(url(name, pk)).status_code for name in ("detail", "match", "left_behind")] == [404] * 3
        assert [client.post(url(name, pk)).status_code for name in POSTS] == [404] * len(POSTS)
        assert client.post(url("decide", pk, uuid4()), {"who": "new"}).status_code == 404
    assert client.get(url("detail", foreign, slug="south")).status_code == 404


def test_a_row_of_another_list_is_not_there(north, sign_in: SignIn):
    one, other = apply(plan(receive(listed(1)))), apply(plan(receive(listed(1, start=5))))

    answer = sign_in("owner").post(url("decide", one.pk, other.rows.get().pk), {"who": "new"})

    assert answer.status_code == 404


@pytest.mark.parametrize("name", ["upload", "confirm", "cancel", "layout", "decide_all"])
def test_what_changes_something_takes_a_post(north, sign_in: SignIn, name: str):
    args = [] if name == "upload" else [receive(listed(1)).pk]

    assert sign_in("owner").get(url(name, *args)).status_code == 405


@pytest.mark.parametrize("step", ["list", "to_match", "to_confirm", "done", "held_back", "problems"])
def test_statements_do_not_grow_with_rows(bring: Bring, sign_in: SignIn, step: str):
    bring(listed(3))
    client = sign_in("data_lead")

    counts = [_statements(client, step, n) for n in (1, 3)]

    assert counts[0] == counts[1] <= STATEMENTS


def _statements(client, step: str, n: int) -> int:
    lines = [f"Other{i} Name{i},503-555-{i:04},nine" for i in range(1, n + 1)]
    batch = receive("name,phone,level\n" + "\n".join(lines) + "\n", name=f"{n}.csv")
    if step != "to_match":
        plan(batch)
    if step in ("done", "held_back", "problems"):
        apply(batch)
    page = url("list") if step == "list" else url("detail", batch.pk)
    with CaptureQueriesContext(connection) as found:
        answer = client.get(page, {"show": step} if step in ("held_back", "problems") else {})
    assert answer.status_code == 200
    return sum(not each["sql"].startswith(("SET", "SAVEPOINT", "RELEASE")) for each in found.captured_queries)


def test_a_long_page_of_people_is_written_down_as_read(bring: Bring, sign_in: SignIn):
    batch = bring(listed(60))
    client = sign_in("data_lead")

    client.get(url("detail", batch.pk), {"show": "created"})

    assert list(ReadEvent.objects.values_list("action", "n_objects")) == [("import.run", 60)]


def test_the_record_says_who_did_what(north, person, sign_in: SignIn):
    from audit.models import AuditEvent

    batch = actions.receive([listed(1).encode()], name="a.csv", by=person("data_lead"))
    apply(plan(actions.work_now(batch)))

    said = AuditEvent.objects.filter(object_id=batch.pk).order_by("seq").values_list("fields", flat=True)
    assert [fields[0] for fields in said] == ["uploaded", "matched", "confirmed", "rows 2 to 2"]
    assert ImportBatch.objects.get().started_by == person("data_lead")
