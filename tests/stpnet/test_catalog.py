"""What PostgreSQL's catalog says of our schemas. Ways to grow later ask for these from the first day."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from organizations.schemas import tenant_tables


def rows(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


OURS = "(n.nspname = 'public' OR n.nspname LIKE 't\\_%%')"


def test_organizations_have_the_same_tables(north, south):
    def columns(organization):
        return set(
            rows(
                "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull"
                " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
                " WHERE c.relnamespace = %s::regnamespace AND c.relkind = 'r' AND a.attnum > 0",
                organization.schema_name,
            )
        )

    assert columns(north) == columns(south)
    assert {table for table, *_ in columns(north)} == {*tenant_tables(), "django_migrations"}


def test_no_foreign_key_leaves_its_schema(north):
    crossing = rows(
        "SELECT con.conrelid::regclass::text, con.conname FROM pg_constraint con"
        " JOIN pg_class here ON here.oid = con.conrelid JOIN pg_class there ON there.oid = con.confrelid"
        " WHERE con.contype = 'f' AND here.relnamespace <> there.relnamespace"
    )

    assert crossing == []


def test_constraints_are_checked_at_once(north):
    deferrable = rows(
        "SELECT con.conname FROM pg_constraint con JOIN pg_namespace n ON n.oid = con.connamespace"
        f" WHERE {OURS} AND con.condeferrable"
    )

    assert deferrable == []


def test_foreign_keys_are_there_and_validated(north):
    keys = rows(
        "SELECT con.conname, con.convalidated, con.conenforced FROM pg_constraint con"
        " WHERE con.contype = 'f' AND con.connamespace = %s::regnamespace",
        north.schema_name,
    )

    assert len(keys) > 20
    assert all(validated and enforced for _name, validated, enforced in keys)


def test_every_table_has_a_primary_key(north):
    without = rows(
        f"SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {OURS}"
        " AND c.relkind IN ('r', 'p') AND NOT EXISTS"
        " (SELECT FROM pg_constraint p WHERE p.conrelid = c.oid AND p.contype = 'p')"
    )

    assert without == []


def test_keys_of_organization_tables_are_uuid_or_bigint(north):
    types = rows(
        "SELECT c.relname, format_type(a.atttypid, NULL) FROM pg_constraint con JOIN pg_class c ON c.oid = con.conrelid"
        " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY(con.conkey)"
        " WHERE con.contype IN ('p', 'f') AND con.connamespace = %s::regnamespace",
        north.schema_name,
    )

    assert {kind for _table, kind in types} == {"uuid", "bigint"}
    # Django's own list of migrations counts; nothing of ours does.
    assert {table for table, kind in types if kind == "bigint"} == {"django_migrations"}


def test_functions_of_an_organization_fix_their_own_path(north):
    functions = rows(
        "SELECT p.proname, p.proconfig FROM pg_proc p WHERE p.pronamespace = %s::regnamespace", north.schema_name
    )

    assert functions
    for name, config in functions:
        paths = [word for word in config or [] if word.startswith("search_path=")]
        assert paths, name
        assert "public" not in paths[0]


def test_triggers_of_an_organization_call_its_own_functions(north):
    foreign = rows(
        "SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid"
        " WHERE NOT t.tgisinternal AND c.relnamespace = %s::regnamespace AND p.pronamespace <> c.relnamespace",
        north.schema_name,
    )

    assert foreign == []


def test_no_inheritance_view_or_materialized_view_in_an_organization(north):
    assert rows("SELECT inhrelid FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid AND c.relkind = 'r'") == []
    kinds = rows("SELECT DISTINCT relkind FROM pg_class WHERE relnamespace = %s::regnamespace", north.schema_name)
    assert {kind for (kind,) in kinds} <= {"r", "i", "S", "t"}


@pytest.mark.parametrize(
    "label", [config.label for config in apps.get_app_configs() if config.name in settings.SHARED_APPS]
)
def test_tables_of_the_public_side_are_only_there(north, label):
    tables = [model._meta.db_table for model in apps.get_app_config(label).get_models(include_auto_created=True)]
    schemas = rows(
        "SELECT DISTINCT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE c.relkind = 'r' AND c.relname = ANY(%s)",
        tables,
    )

    assert schemas == ([("public",)] if tables else [])


def test_no_index_is_there_twice(north):
    twice = rows(
        "SELECT a.indexrelid::regclass::text, b.indexrelid::regclass::text FROM pg_index a"
        " JOIN pg_index b ON b.indrelid = a.indrelid AND b.indexrelid <> a.indexrelid AND b.indkey = a.indkey"
        " AND b.indclass = a.indclass AND b.indoption = a.indoption AND b.indexprs IS NULL AND b.indpred IS NULL"
        " JOIN pg_class c ON c.oid = a.indrelid"
        " WHERE c.relnamespace = %s::regnamespace AND a.indexprs IS NULL AND a.indpred IS NULL AND NOT a.indisunique",
        north.schema_name,
    )

    assert twice == []
