"""A7: every kind of message, in a worker that forks and in one of threads: in its organization or nowhere."""

import uuid

import pytest

from members.models import Tag
from organizations.actions import create_organization, delete_organization
from organizations.models import Organization
from stpnet.celery import HEADER, app
from stpnet.in_org import in_org, on_public_side
from tests import tasks
from tests.isolation.world import told
from tests.seeds import make_organization
from tests.worker import running_worker, send_to, wait_for

pytestmark = pytest.mark.slow
TURNS = 100


@pytest.fixture
def both(east):
    west = make_organization("west", "West Valley")
    yield [east, west]
    delete_organization(west)


@pytest.fixture
def queue(monkeypatch):
    return send_to("pools", tasks.tag_at_last, monkeypatch) and send_to("pools", tasks.tag, monkeypatch)


def names(organization: Organization) -> set[str]:
    with in_org(organization):
        return set(Tag.objects.values_list("name", flat=True))


def send_bad(queue: str) -> int:
    """Send what names no living organization: nobody, the public side, one that never was, a slug, one that is gone."""
    gone = create_organization("gone")
    delete_organization(gone)
    headers = [{}, {HEADER: None}, {HEADER: ""}, {HEADER: "public"}, {HEADER: f"t_{uuid.uuid4().hex[:12]}"},
               {HEADER: "east"}, {HEADER: gone.schema_name}]  # fmt: skip
    with on_public_side():
        for each in headers:
            app.send_task("tests.tag", kwargs={"name": "never"}, headers=each, queue=queue)
    return len(headers)


@pytest.mark.parametrize("pool", [("-P", "prefork", "-c", "2"), ("-P", "threads", "-c", "8")], ids=lambda pool: pool[1])
def test_every_message_acts_in_its_organization_or_nowhere(both, queue, tmp_path, pool):
    with running_worker(tmp_path / "log", "-Q", queue, *pool) as worker:
        refused = send_bad(queue)
        for turn in range(TURNS):
            with in_org(here := both[turn % 2]):
                tasks.tag.delay(name=f"{here.slug} {turn}")
        for here in both:
            with in_org(here):
                tasks.tag_at_last.delay(name=f"{here.slug} again")
                # What follows a task is sent by the worker, from nowhere.
                tasks.tag.apply_async(kwargs={"name": f"{here.slug} then"}, link=tasks.tag.si(name="never"))
        wanted = [{f"{here.slug} {n}" for n in [*range(at, TURNS, 2), "again", "then"]} for at, here in enumerate(both)]
        wait_for(lambda: [names(here) for here in both] == wanted)
        wait_for(lambda: (tmp_path / "log").read_text().count("NoOrganization") >= refused)
        assert worker.poll() is None
    assert [names(here) for here in both] == wanted
    told("A7 tasks", pool=pool[1], messages=TURNS + 4 + refused, refused=refused, foreign=0)
