"""An organization made by the recipe is, in every part, one made by the migrations."""

import json

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection
from django.db.migrations.loader import MigrationLoader

from organizations import recipes, schemas
from organizations.actions import create_organization, delete_organization
from organizations.models import Recipe
from stpnet.db.owner import as_owner
from tests.catalog import told
from tests.template import said


def test_replayed_organization_is_a_migrated_one(committed):
    """The first organization of the template was made by migrations: what the catalog said of it was kept."""
    by_migrations = json.loads(said(settings.DATABASES["default"]["TEST"]["TEMPLATE"]).read_text())
    replayed = create_organization("replayed")
    try:
        assert told(replayed.schema_name) == by_migrations
        assert all(by_migrations.values())
        with as_owner():
            schemas.migrate(replayed)
        assert told(replayed.schema_name) == by_migrations
    finally:
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
