"""The role: whatever a statement names, PostgreSQL refuses what is another organization's (trap T8)."""

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction
from django_tenants.postgresql_backend.base import FakeTenant

from organizations.schemas import tenant_tables
from stpnet.in_org import in_org

VERBS = {
    "SELECT": "SELECT * FROM {}",
    "INSERT": "INSERT INTO {} SELECT * FROM {}",
    "INSERT of nothing": "INSERT INTO {} DEFAULT VALUES",
    "UPDATE": "UPDATE {} SET {column} = {column}",
    "DELETE": "DELETE FROM {}",
    "TRUNCATE": "TRUNCATE {}",
    "COPY": "COPY {} TO STDOUT",
}


def tables_in(schema):
    """Every table with its first column, whoever may use it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, (SELECT attname FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0"
            " AND NOT attisdropped ORDER BY attnum LIMIT 1) FROM pg_class c"
            " WHERE c.relkind IN ('r', 'p', 'v', 'm') AND c.relnamespace = %s::regnamespace ORDER BY 1",
            [schema],
        )
        return cursor.fetchall()


def refused(statement):
    """Whether PostgreSQL refuses it for want of a right; anything else that it says is no refusal."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except ProgrammingError as error:
        return "permission denied" in str(error)
    return False


def allowed_by(schema):
    """All verbs on all tables of a schema that are not refused."""
    return [
        (verb, table)
        for table, column in tables_in(schema)
        for verb, statement in VERBS.items()
        if not refused(statement.format(*[f'"{schema}"."{table}"'] * 2, column=f'"{column}"'))
    ]


def test_t8_organization_may_do_nothing_with_any_public_table(north):
    assert len(tables_in("public")) > 10

    assert allowed_by("public") == []


@pytest.mark.parametrize("verb", ["SELECT", "INSERT of nothing", "UPDATE", "DELETE"])
def test_t8_missing_table_does_not_fall_through_to_the_public_one(north, verb):
    """Unqualified, as the ORM writes it: the path names this schema alone, so the table is nowhere."""
    with pytest.raises(ProgrammingError, match="does not exist"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(VERBS[verb].format("organizations_user", column="email"))


@pytest.mark.parametrize(("here", "there"), [("north", "south"), ("south", "north")])
def test_organization_may_do_nothing_with_another_organizations_tables(request, here, there):
    here, there = request.getfixturevalue(here), request.getfixturevalue(there)
    with in_org(here):
        assert {table for table, _ in tables_in(there.schema_name)} >= set(tenant_tables())

        assert allowed_by(there.schema_name) == []


@pytest.mark.parametrize("statement", ['CREATE TABLE "{}".mine ()', "CREATE TABLE public.mine ()", "CREATE ROLE mine"])
@pytest.mark.parametrize("inside", [True, False])
def test_nobody_but_the_owner_login_makes_anything(north, inside, statement):
    with in_org(north if inside else FakeTenant("public")):
        assert refused(statement.format(north.schema_name))


def test_application_login_reads_no_organization_without_its_role(north):
    with in_org(FakeTenant("public")):
        assert allowed_by(north.schema_name) == []


def test_application_login_has_no_power_of_its_own(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls,"
            " (SELECT count(*) FROM pg_class WHERE relowner = r.oid)"
            " + (SELECT count(*) FROM pg_namespace WHERE nspowner = r.oid)"
            " + (SELECT count(*) FROM pg_proc WHERE proowner = r.oid)"
            " + (SELECT count(*) FROM pg_database WHERE datdba = r.oid)"
            " FROM pg_roles r WHERE rolname = %s",
            [settings.APP_LOGIN],
        )
        assert cursor.fetchone() == (False, False, False, False, False, False, 0)


def test_role_may_do_with_its_tables_what_the_models_say_and_no_more(north):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, a.privilege_type FROM pg_class c, aclexplode(c.relacl) a"
            " WHERE c.relnamespace = %s::regnamespace AND a.grantee <> c.relowner",
            [north.schema_name],
        )
        granted = set(cursor.fetchall())

    whole = {(table, right) for table, rights in tenant_tables().items() for right in rights if "(" not in right}
    assert granted == whole
