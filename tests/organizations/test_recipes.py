"""An organization made by the recipe is, in every part, one made by the migrations."""

import re

import pytest
from django.db import ProgrammingError, connection
from django.db.migrations.loader import MigrationLoader

from organizations import recipes, schemas
from organizations.actions import create_organization, delete_organization
from organizations.models import Recipe
from stpnet.db.owner import as_owner

CATALOG = {
    "columns": """
        SELECT c.relname, a.attname, a.attnum, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attgenerated,
               co.collname, pg_get_expr(d.adbin, d.adrelid)
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        LEFT JOIN pg_collation co ON co.oid = a.attcollation
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        WHERE c.relnamespace = %s::regnamespace AND a.attnum > 0 AND NOT a.attisdropped""",
    "relations": "SELECT relname, relkind, relrowsecurity, relacl::text FROM pg_class WHERE relnamespace = %s::regnamespace",
    "constraints": """
        SELECT conname, contype, condeferrable, convalidated, conrelid::regclass::text, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = %s::regnamespace""",
    "indexes": """
        SELECT pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class c ON c.oid = indexrelid
        WHERE c.relnamespace = %s::regnamespace""",
    "functions": "SELECT pg_get_functiondef(oid), proacl::text FROM pg_proc WHERE pronamespace = %s::regnamespace",
    "triggers": """
        SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE c.relnamespace = %s::regnamespace AND NOT t.tgisinternal""",
    "schema": "SELECT nspacl::text FROM pg_namespace WHERE oid = %s::regnamespace",
}  # fmt: skip


def told(schema):
    """Everything the catalog says of a schema, its own name taken out."""
    with as_owner(), connection.cursor() as cursor:
        found = {}
        for part, query in CATALOG.items():
            cursor.execute(query, [schema])
            found[part] = sorted(re.sub(schema, "HERE", repr(row)) for row in cursor.fetchall())
        cursor.execute(f'SELECT app, name FROM "{schema}".django_migrations')
        found["migrations"] = sorted(cursor.fetchall())
    return found


def test_replayed_organization_is_a_migrated_one(committed):
    with as_owner():
        Recipe.objects.all().delete()
    migrated, replayed = create_organization("migrated"), create_organization("replayed")
    try:
        by_migrations, by_recipe = told(migrated.schema_name), told(replayed.schema_name)
        assert by_recipe == by_migrations
        assert all(by_migrations.values())
        with as_owner():
            schemas.migrate(replayed)
        assert told(replayed.schema_name) == by_migrations
    finally:
        delete_organization(migrated)
        delete_organization(replayed)


def test_other_migrations_are_another_recipe(committed, monkeypatch):
    loader = MigrationLoader(connection)
    first = recipes.fingerprint(loader)
    loader.graph.nodes.pop(next(iter(loader.graph.nodes)))

    assert recipes.fingerprint(loader) != first
    with as_owner():
        assert recipes.find(loader) is None


def test_set_of_migrations_that_writes_rows_has_no_recipe(committed):
    loader = MigrationLoader(connection)
    with as_owner():
        Recipe.objects.all().delete()
        with recipes.written_down(connection, loader), connection.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE made (number int)")
            cursor.execute("INSERT INTO made VALUES (%s)", [3])
        assert recipes.find(loader) is None


@pytest.mark.parametrize("statement", ["SELECT * FROM", "DELETE FROM"])
def test_recipe_is_the_owners_alone(db, statement):
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(f"{statement} organizations_recipe")
