"""A request stays in its organization, and leaves the connection on the public side (trap T9)."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.signals import request_finished
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organizations.middleware import back_to_public
from organizations.models import User
from organizations.schemas import tenant_tables
from stpnet.in_org import in_org
from tests.isolation.world import told
from tests.seeds import of, whose

pytestmark = pytest.mark.urls("tests.probes")
THREADS = 8


@pytest.fixture
def without_net():
    """What the middleware alone does."""
    request_finished.disconnect(back_to_public)
    yield
    request_finished.connect(back_to_public)


def login():
    """The role that PostgreSQL would judge the next statement by."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("address", "status"),
    [("names/", 200), ("fails/", 500), ("nowhere/", 404), ("may/audit.view/", 403), ("names-no-right/", 404)],
)
def test_t9_connection_is_public_after_every_kind_of_answer(committed_sign_in, without_net, address, status):
    client = committed_sign_in("director", "north")
    client.raise_request_exception = False

    assert client.get(f"/o/north/probe/{address}").status_code == status
    assert (connection.schema_name, login()) == ("public", "stp_app")


def test_t9_connection_is_public_after_a_view_that_raises(committed_sign_in, without_net):
    client = committed_sign_in("director", "north")
    with pytest.raises(ZeroDivisionError):
        client.get("/o/north/probe/fails/")

    assert (connection.schema_name, login()) == ("public", "stp_app")


def test_t9_end_of_a_request_is_a_second_net(committed):
    connection.set_tenant(of("north"))
    assert whose() == {"north"}
    Client().get("/healthz")

    assert (connection.schema_name, login()) == ("public", "stp_app")


def test_t9_second_net_hangs_on_the_signal():
    assert back_to_public in [receiver() for _, receiver, *_ in request_finished.receivers]


def test_t9_page_read_on_a_wrong_connection_fails_and_shows_nothing(committed, committed_sign_in):
    client = committed_sign_in("director", "north")
    client.raise_request_exception = False
    connection.set_tenant(of("south"))

    assert client.get("/o/north/probe/names/").status_code == 500


@pytest.mark.parametrize("address", ["nowhere/", "fails/"])
def test_t9_error_pages_read_no_row_of_the_organization(committed, committed_sign_in, address):
    client = committed_sign_in("director", "north")
    client.raise_request_exception = False
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/o/north/probe/{address}")

    # Who the signed-in person is there, asked before the view.
    assert [sql for sql in tenant_statements(asked) if "members_member" not in sql or "user_id" not in sql] == []


@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/no-such-page/"])
def test_t9_pages_without_organization_read_no_row_of_any(committed, address):
    with CaptureQueriesContext(connection) as asked:
        Client().get(address)

    assert tenant_statements(asked) == []


def tenant_statements(asked):
    return [query["sql"] for query in asked if any(f'"{table}"' in query["sql"] for table in tenant_tables())]


@pytest.mark.parametrize("often", [100, pytest.param(5_000, marks=pytest.mark.slow)])
def test_eight_threads_that_alternate_read_no_foreign_row(committed, settings, often):
    """Requests and in_org by turns, each thread on one connection through both organizations."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    settings.ORGANIZATION_THREADS = THREADS
    organizations = {slug: of(slug) for slug in ("north", "south")}

    def turns(start):
        clients = {slug: Client() for slug in organizations}
        for slug, client in clients.items():
            client.force_login(User.objects.get(email=f"director@{slug}.example.org"))
        foreign = 0
        for turn in range(start, start + often):
            slug = ("north", "south")[turn % 2]
            said = clients[slug].get(f"/o/{slug}/probe/names/").json()
            foreign += (said["login"], said["slug"]) != (organizations[slug].schema_name, slug)
            foreign += any(slug.title() not in name for name in said["names"])
            with in_org(organizations[slug]):
                foreign += whose() != {slug}
        connections.close_all()
        return foreign

    with ThreadPoolExecutor(THREADS) as pool:
        foreign = list(pool.map(turns, range(THREADS)))
    told("A5 threads", threads=THREADS, requests=THREADS * often, looks=2 * THREADS * often, foreign=sum(foreign))
    assert foreign == [0] * THREADS
