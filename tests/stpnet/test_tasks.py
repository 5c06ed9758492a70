"""Tasks run in the organization they were sent from, or not at all; a broker that is down loses nothing."""

import json
import logging
import time
import uuid

import pytest
from django.db import transaction
from kombu import pools

from members.models import Tag
from organizations import registry, versions
from organizations import tasks as organization_tasks
from organizations.actions import create_organization, delete_organization
from organizations.models import Organization
from stpnet.celery import HEADER, NoOrganization, app
from stpnet.db.wrapper import current
from stpnet.in_org import in_org, on_public_side
from tests import tasks
from tests.seeds import of, whose
from tests.worker import broker, wait_for


def names():
    return sorted(Tag.objects.values_list("name", flat=True))


def run(task, headers, **kwargs):
    """Run as a worker would: from the public side, with only the message in hand."""
    with on_public_side():
        return task.apply(kwargs=kwargs, headers=headers).get()


@pytest.fixture
def sent(monkeypatch):
    """The headers of what would have gone to the broker."""
    messages = []
    monkeypatch.setattr(app, "send_task", lambda *_, headers=None, **__: messages.append(headers))
    return messages


def test_task_runs_in_the_organization_of_its_header(north, south):
    run(tasks.tag, {HEADER: north.schema_name}, name="ran")

    assert names() == ["ran"]
    with in_org(south):
        assert names() == []


def test_task_that_is_tried_again_stays_in_its_organization(north):
    run(tasks.tag_at_last, {HEADER: north.schema_name}, name="ran")

    assert names() == ["ran"]


FORGED = [None, {}, {HEADER: None}, {HEADER: ""}, {HEADER: "public"}, {HEADER: "t_000000000000"}, {HEADER: "north"}]


@pytest.mark.parametrize("headers", FORGED, ids=str)
def test_task_is_refused_without_a_living_organization(db, headers):
    with pytest.raises(NoOrganization):
        run(tasks.tag, headers, name="never")


def test_task_is_refused_when_its_organization_was_deleted(committed):
    gone = create_organization("west")
    delete_organization(gone)

    with pytest.raises(NoOrganization):
        run(tasks.tag, {HEADER: gone.schema_name}, name="never")


def test_task_leaves_its_organization_when_it_fails(db):
    with pytest.raises(TypeError):
        run(tasks.tag, {HEADER: of("north").schema_name}, nme="wrong word")

    assert current().schema_name == "public"


def test_task_called_like_a_function_is_refused(north):
    with pytest.raises(NoOrganization):
        tasks.tag(name="never")


def test_sending_outside_any_organization_is_refused(db):
    with pytest.raises(NoOrganization):
        tasks.tag.delay(name="never")


def test_message_carries_the_organization_it_was_sent_from(north, sent):
    tasks.tag.delay(name="x")

    assert sent == [{HEADER: north.schema_name}]


def test_public_task_needs_no_organization(db, sent):
    tasks.count_organizations.delay()

    assert run(tasks.count_organizations, None) == 2
    assert sent == [None]


def test_message_waits_for_the_commit_and_keeps_its_organization(
    north, south, sent, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as callbacks, transaction.atomic():
        tasks.tag.delay_on_commit(name="x")
    assert sent == []
    for after, send in zip((south, None), callbacks * 2, strict=True):
        with in_org(after) if after else on_public_side():
            send()

    assert sent == [{HEADER: north.schema_name}] * 2


def test_message_of_what_was_rolled_back_is_not_sent(east, sent):
    with in_org(east), pytest.raises(ZeroDivisionError), transaction.atomic():
        tasks.tag.delay_on_commit(name="x")
        raise ZeroDivisionError

    assert sent == []


@pytest.fixture
def broker_is_down(monkeypatch, tmp_path):
    """Messages go to a socket where nobody listens."""
    with app.connection_for_write(url=f"redis+socket://{tmp_path}/nobody.sock") as nobody:
        monkeypatch.setattr(app.amqp, "_producer_pool", pools.producers[nobody])
        yield


@pytest.mark.urls("tests.probes")
def test_broker_that_is_down_fails_no_request_and_loses_no_row(east, committed_sign_in, broker_is_down, caplog):
    client, before = committed_sign_in("director", "east"), time.monotonic()
    response = client.post("/o/east/probe/queues/")

    assert response.text == "kept"
    assert time.monotonic() - before < 10  # nobody waits for it
    with in_org(east):
        assert names() == ["kept"]
    assert [record.levelno for record in caplog.records if record.name == "django.db.backends.base"] == [logging.ERROR]


@pytest.fixture
def sweepers(monkeypatch):
    found = []
    monkeypatch.setattr(registry, "sweepers", found)
    return found


def test_sweep_looks_into_every_organization(committed, sweepers):
    seen = []
    sweepers.append(lambda: seen.append(whose()))
    organization_tasks.sweep()

    assert sorted(map(sorted, seen)) == [["north"], ["south"]]
    assert current().schema_name == "public"


def test_sweep_goes_on_after_one_organization_fails(committed, sweepers, caplog):
    seen = []
    failing = Organization.objects.order_by("schema_name")[0]

    def sweeper():
        if current().schema_name == failing.schema_name:
            raise ZeroDivisionError
        seen.append(current().schema_name)

    sweepers += [sweeper, lambda: seen.append("second")]
    organization_tasks.sweep()

    other = Organization.objects.order_by("schema_name")[1].schema_name
    assert seen == ["second", other, "second"]
    assert f"sweep failed in {failing.schema_name}" in caplog.text


def test_sweep_goes_on_after_an_organization_whose_schema_is_gone(committed, sweepers, caplog):
    gone = {"schema_name": "t_000000000000", "schema_version": versions.ours()}
    lost = Organization.objects.create(slug="lost", name="Lost", **gone)
    seen = []
    sweepers.append(lambda: seen.append(whose()))
    try:
        organization_tasks.sweep()
    finally:
        lost.delete()

    assert sorted(map(sorted, seen)) == [["north"], ["south"]]
    assert "sweep failed in t_000000000000" in caplog.text


def test_real_worker_runs_in_the_organization_that_sent(worker, east):
    with in_org(east):
        tasks.tag.delay(name="one")
        tasks.tag_at_last.delay(name="two")

        assert wait_for(lambda: names() == ["one", "two"])
    with in_org(of("north")):
        assert names() == []


def test_real_worker_runs_what_was_sent_at_commit(worker, east):
    with in_org(east), transaction.atomic():
        tasks.tag.delay_on_commit(name="sent at commit")
    with in_org(east):
        assert wait_for(names) == ["sent at commit"]


def test_real_worker_refuses_a_forged_message_and_goes_on(worker, east, committed):
    unknown = f"t_{uuid.uuid4().hex[:12]}"
    with in_org(east):
        tasks.tag.apply_async(kwargs={"name": "forged"}, headers={HEADER: unknown})
        tasks.tag.delay(name="after")

        assert wait_for(names) == ["after"]
    assert worker.poll() is None


def test_message_holds_ids_and_no_organization_but_its_own(committed):
    north = of("north")
    with in_org(north):
        tasks.tag.apply_async(kwargs={"name": "x"}, queue="read-by-nobody")
    with broker() as client:
        message = json.loads(client.lpop("read-by-nobody"))

    assert message["headers"][HEADER] == north.schema_name
    assert north.name not in json.dumps(message)
