"""Tables of a new organization in a fraction of the time: what the migrations said the first time is said again.

Rendering every model at every step of every migration takes Django a second and more; PostgreSQL needs a tenth of it.
"""

import hashlib
import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import django
from django.db import transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from organizations.models import Recipe
from stpnet.db.base import HasSchema
from stpnet.db.wrapper import current
from stpnet.in_org import on_public_side

# Stands for the name of the schema in a statement: no other word of ours looks like it.
PLACE = "t_............"
_READS = ("SELECT", "WITH", "SHOW")


def fingerprint(loader: MigrationLoader) -> str:
    """Return what changes with Django, and with any migration's text."""
    told = hashlib.sha256(django.__version__.encode())
    for key in sorted(loader.graph.nodes):
        source = inspect.getsource(inspect.getmodule(type(loader.graph.nodes[key])))  # type: ignore[arg-type]
        told.update(f"{key}{source}".encode())
    return told.hexdigest()


def find(loader: MigrationLoader) -> list[str] | None:
    """Return the statements for these migrations, if an organization has been made by them before."""
    with on_public_side():
        found = Recipe.objects.filter(pk=fingerprint(loader)).first()
    return found.statements if found else None


def follow(statements: list[str], organization: HasSchema, loader: MigrationLoader) -> None:
    """Make the tables in the empty schema that the connection is in, and mark all migrations as done."""
    recorder = MigrationRecorder(current())
    with transaction.atomic(), current().cursor() as cursor:
        cursor.execute(";\n".join(statements).replace(PLACE, organization.schema_name))
        recorder.migration_qs.bulk_create([recorder.Migration(app=app, name=name) for app, name in loader.graph.nodes])


@contextmanager
def written_down(organization: HasSchema, loader: MigrationLoader) -> Iterator[None]:
    """Keep what is executed meanwhile as the recipe of these migrations. Begins in an empty schema."""
    said: list[str] = []
    plain = True

    def listen(execute: Any, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        nonlocal plain
        text = sql if isinstance(sql, str) else sql.as_string(current().connection)
        if not text.lstrip().upper().startswith(_READS) and "django_migrations" not in text:
            plain = plain and not params
            said.append(text.strip().rstrip(";").replace(organization.schema_name, PLACE))
        return execute(sql, params, many, context)

    with current().execute_wrapper(listen):
        yield
    # A migration that writes rows of its own cannot be said again word by word: such a set is always migrated.
    if plain:
        with on_public_side():
            recipe, _made = Recipe.objects.update_or_create(pk=fingerprint(loader), defaults={"statements": said})
            Recipe.objects.exclude(pk=recipe.pk).delete()
