"""The traps that stand in no other file of walls: T10 to T13, T15, and T17 to T20 (T14 is in organizations/test_versions.py)."""

import inspect
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import get_commands
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from imports import files as uploads
from members.exporting import files
from members.models import Member
from organizations.checks import organization_patterns
from organizations.schemas import tenant_tables
from organizations.signing_in.limits import MemoryUnavailable
from stpnet.db.errors import WrongOrganization
from stpnet.db.wrapper import current
from stpnet.in_org import in_org
from tests.committed import in_threads
from tests.seeds import of

ROOT = Path(__file__).parents[2]


def test_t10_new_thread_begins_on_the_public_side_and_reads_nothing(committed):
    def read():
        with pytest.raises(ProgrammingError, match="does not exist"):
            Member.objects.exists()
        return current().schema_name

    with in_org(of("north")):
        assert in_threads(read, read) == ["public", "public"]


def test_t10_no_view_is_asynchronous():
    views = [pattern.callback for pattern in organization_patterns()]

    assert [view for view in views if inspect.iscoroutinefunction(inspect.unwrap(view))] == []


def test_t11_connections_are_pooled_by_nobody():
    database = settings.DATABASES["default"]

    assert "pool" not in database["OPTIONS"]
    assert (database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]) == (60, True)


def test_t12_only_an_address_leads_to_an_organization_and_never_a_host(db, sign_in):
    client = sign_in("owner")

    assert not settings.USE_X_FORWARDED_HOST
    assert "*" not in settings.ALLOWED_HOSTS
    assert client.get("/o/example.com/").status_code == 404
    assert client.get("/ladder/", headers={"Host": "north.localhost"}).status_code == 400
    assert client.get("/o/south/ladder/", headers={"X-Forwarded-Host": "north"}).status_code == 404


def test_t13_cache_is_out_of_reach_inside_an_organization(north):
    for use in (lambda: cache.set("people", "x"), lambda: cache.get("people")):
        with pytest.raises((DatabaseError, MemoryUnavailable)), transaction.atomic():
            use()


def test_t13_cache_is_used_by_signing_in_alone():
    rooms = [Path(app.rpartition(".")[2]) for app in settings.TENANT_APPS] + [Path("organizations/views")]
    used = [str(file) for room in rooms for file in (ROOT / room).rglob("*.py") if "core.cache" in file.read_text()]
    tags = [str(file) for file in (ROOT / "templates").rglob("*.html") if "{% cache " in file.read_text()]

    assert (used, tags) == ([], [])


@pytest.mark.parametrize("place", [files.path, uploads.path])
def test_t15_file_of_another_organization_is_out_of_reach(north, south, place):
    assert place(f"{north.pk}/x") == Path(settings.MEDIA_ROOT) / str(north.pk) / "x"
    for key in (f"{south.pk}/x", f"{north.pk}/../{south.pk}/x", "x", "/etc/passwd"):
        with pytest.raises(WrongOrganization):
            place(key)
    assert not place("").is_file()


def test_t17_triggers_call_functions_of_their_own_schema_whose_path_is_fixed(north):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname, p.pronamespace = c.relnamespace, array_to_string(p.proconfig, ',') FROM pg_trigger t"
            " JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE NOT t.tgisinternal AND c.relnamespace = %s::regnamespace",
            [north.schema_name],
        )
        found = cursor.fetchall()

    assert found
    assert [name for name, is_own, said in found if not is_own or "search_path" not in (said or "")] == []


def test_t18_no_command_and_no_page_that_forgets_where_it_is():
    assert not {"django_tenants", "django.contrib.admin", "tenant_schemas_celery"} & set(settings.INSTALLED_APPS)
    assert not {"tenant_command", "all_tenants_command", "migrate_schemas"} & set(get_commands())


def test_t19_who_is_signed_in_is_known_before_the_organization_is_entered(north, sign_in):
    client = sign_in("owner")
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/o/north/ladder/").status_code == 200
    said = [query["sql"] for query in asked]
    of_rows = [n for n, sql in enumerate(said) if any(f'"{table}"' in sql for table in tenant_tables())]
    between = said[of_rows[0] : of_rows[-1]]

    assert [sql for sql in between if "organizations_user" in sql or "django_session" in sql] == []


def test_t20_addresses_are_read_once(db, sign_in):
    before, client = get_resolver(), sign_in("owner")
    answer = client.get("/o/north/ladder/")

    assert get_resolver() is before
    assert not hasattr(answer.wsgi_request, "urlconf")
    assert Client().get("/healthz").status_code == 200
