"""A database with all tables and no rows, migrated once and copied by each run until a migration changes.

Run as a program it fills the empty database that its environment names, and prints what the catalog says of an
organization made there by migrations: tests compare with it those that are made by what the migrations said.
"""

import fcntl
import hashlib
import inspect
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import django
import psycopg
from django.conf import settings
from psycopg.sql import SQL, Identifier

from stpnet.embedded.folders import CHECKOUT

FOLDER = CHECKOUT / "var" / "tests"
PREFIX = "test_template_"

type Environment = Callable[[str], Mapping[str, str]]


@contextmanager
def template(owner: psycopg.Connection, environment: Environment) -> Iterator[str]:
    """Name the database to copy, made when there is none of these migrations; nobody takes it away meanwhile.

    `environment` says for the name of a database what makes our programs use it.
    """
    name = named()
    with _locked():
        if (name,) not in owner.execute("SELECT datname FROM pg_database").fetchall() or not said(name).exists():
            _make(owner, name, environment)
        yield name


def named() -> str:
    """Name the template of these migrations, and of the way in which we run them."""
    from django.db.migrations.loader import MigrationLoader

    from organizations import recipes, schemas
    from tests import catalog

    told = hashlib.sha256(recipes.fingerprint(MigrationLoader(None)).encode())
    for module in (recipes, schemas, catalog, sys.modules[__name__]):
        told.update(inspect.getsource(module).encode())
    return PREFIX + told.hexdigest()[:16]


def said(name: str) -> Path:
    """Where it is kept what the catalog said of the migrated organization."""
    return FOLDER / f"{name}.json"


def addresses(parts: dict[str, Any]) -> dict[str, str]:
    """Return where both logins find a database."""
    return {"DATABASE_URL": url(parts), "DATABASE_OWNER_URL": url({**parts, **settings.DATABASE_OWNER})}


def url(parts: dict[str, Any]) -> str:
    login = f"{quote(parts['USER'])}:{quote(parts['PASSWORD'])}"
    return f"postgresql://{login}@:{parts['PORT']}/{quote(parts['NAME'])}?host={quote(parts['HOST'], safe='')}"


@contextmanager
def _locked() -> Iterator[None]:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make(owner: psycopg.Connection, name: str, environment: Environment) -> None:
    """Make it under another name first: one that is there is whole."""
    older = owner.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX]).fetchall()
    for (database,) in older:
        owner.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(database)))
        said(database).unlink(missing_ok=True)
    unfinished = f"{PREFIX}unfinished"
    owner.execute(SQL("CREATE DATABASE {}").format(Identifier(unfinished)))
    command, env = [sys.executable, "-m", "tests.template"], {**os.environ, **environment(unfinished)}
    made = subprocess.run(command, cwd=CHECKOUT, env=env, check=True, stdout=subprocess.PIPE)
    said(name).write_bytes(made.stdout)
    owner.execute(SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(unfinished), Identifier(name)))


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stpnet.settings")
    django.setup()
    from organizations import schemas
    from organizations.actions import create_organization, delete_organization
    from stpnet.db.owner import as_owner
    from tests.catalog import told

    with as_owner():
        schemas.migrate_public()
    migrated = create_organization("migrated")
    json.dump(told(migrated.schema_name), sys.stdout)
    delete_organization(migrated)


if __name__ == "__main__":
    main()
