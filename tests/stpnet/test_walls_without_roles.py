"""A server on which nobody may make roles: chosen aloud, and the other walls stand without the role's help."""

import psycopg
import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from members.models import Member
from organizations import grants, schemas
from organizations.actions import create_organization, delete_organization
from stpnet.db.errors import WrongSearchPath
from stpnet.db.owner import as_owner
from stpnet.embedded.cluster import SUPERUSER
from stpnet.in_org import in_org
from tests.imports.own_site import own_site
from tests.seeds import of


@pytest.fixture
def without_roles(settings):
    settings.ORGANIZATION_ROLES = False


@pytest.fixture
def west(committed, without_roles):
    made = create_organization("west", name="West End")
    yield made
    delete_organization(made)


def test_organization_works_without_a_role_of_its_own(west):
    with in_org(west), connection.cursor() as cursor:
        Member.objects.create(given_name="Ana")
        cursor.execute("SELECT current_user, current_setting('search_path')")

        assert cursor.fetchone() == ("stp_app", west.schema_name)
        assert not grants.role_is_there(west.schema_name)
        assert grants.differences(west.schema_name, "stp_app", schemas.tenant_tables()) == []


@pytest.mark.parametrize("schema", ["north", "public"])
def test_statement_that_names_another_schema_is_refused(west, schema):
    named = of(schema).schema_name if schema == "north" else "public"
    table = "members_member" if schema == "north" else "organizations_user"
    with in_org(west), connection.cursor() as cursor:
        for quoted in (f'"{named}"."{table}"', f"{named}.{table}"):
            with pytest.raises(WrongSearchPath, match="names"):
                cursor.execute(f"SELECT * FROM {quoted}")


def test_a_function_that_reads_no_table_may_be_named_where_it_stands(west):
    with in_org(west), connection.cursor() as cursor:
        cursor.execute("SELECT public.similarity('Porch lights', 'Porch light')")
        assert cursor.fetchone()[0] > 0.5


def test_every_start_says_that_a_wall_is_missing(without_roles):
    assert [warning.id for warning in run_checks() if warning.id == "organizations.W001"] == ["organizations.W001"]


def test_nothing_is_said_where_all_walls_stand():
    assert [warning for warning in run_checks() if warning.id == "organizations.W001"] == []


def test_roles_come_back_with_the_next_migration(west, settings):
    settings.ORGANIZATION_ROLES = True
    with as_owner():
        schemas.migrate(west)

    with in_org(west), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (west.schema_name,)
    assert {who for _what, who, _right in grants.given(west.schema_name)} == {west.schema_name}


MAKE = """
from django.core.management import call_command
from organizations.actions import create_organization
call_command("migrate_organizations", verbosity=0)
try:
    print(create_organization("west").slug)
except Exception as error:
    print(f"{type(error).__name__}: {error}")
"""


@pytest.mark.slow
def test_server_that_makes_no_roles_says_what_to_do_and_works_when_told(tmp_path, monkeypatch):
    with own_site(tmp_path) as site:
        with psycopg.connect(host=site.address.host, user=SUPERUSER, dbname="postgres") as server:
            server.execute("ALTER ROLE stp_owner NOCREATEROLE")
        refused = site.run(MAKE).splitlines()[-1]
        assert refused.startswith(ImproperlyConfigured.__name__)
        assert "ORGANIZATION_ROLES=no" in refused
        monkeypatch.setenv("ORGANIZATION_ROLES", "no")
        assert site.run(MAKE).splitlines()[-1] == "west"
