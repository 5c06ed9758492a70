"""Schemas and roles of organizations: made, brought up to date and taken away by the owner login.

Everything here runs inside `as_owner()`; `drop` also outside, for what was closed 29 days ago.
"""

import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import ProgrammingError
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from psycopg import sql
from psycopg.errors import InsufficientPrivilege

from organizations import grants, recipes, versions
from organizations.models import Organization
from stpnet.db.base import PUBLIC, HasSchema
from stpnet.db.wrapper import current
from stpnet.in_org import in_org, on_public_side
from stpnet.models import TenantModel

# Creation and migration of schemas wait for each other: any number that nothing else locks.
_LOCK = 7_401_958_231
# How long a migration waits for a table that is in use.
LOCK_TIMEOUT = "3s"


def new_schema_name() -> str:
    """Return an opaque name for a schema and its role; it says nothing of the group and never changes."""
    return f"t_{secrets.token_hex(6)}"


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold the lock under which schemas are made and migrated."""
    with current().cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
    try:
        yield
    finally:
        with current().cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def migrate_public() -> None:
    """Bring the public schema up to date and let the application's login use its tables."""
    _migrate(settings.SHARED_APPS)
    # Nothing is left to migrate: what Django does after it remains.
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    app = sql.Identifier(settings.APP_LOGIN)
    for statement in (
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}",
        # What stands there is run as the owner.
        "REVOKE ALL ON organizations_recipe FROM {}",
        # When a group was closed is for the database to say.
        "REVOKE UPDATE ON organizations_tombstone FROM {}",
        "GRANT UPDATE (began_at, gone_at) ON organizations_tombstone TO {}",
        "GRANT EXECUTE ON FUNCTION organizations_drop_ended(text) TO {}",
    ):
        _run(sql.SQL(statement).format(app))


def create(organization: HasSchema) -> None:
    """Make the schema, its role and its tables: by migrations the first time, by what they said after that."""
    name = sql.Identifier(organization.schema_name)
    if settings.ORGANIZATION_ROLES:
        _make_role(name)
    _run(sql.SQL("CREATE SCHEMA {}").format(name))
    with _migrating(organization) as loader:
        if statements := recipes.find(loader):
            recipes.follow(statements, organization, loader)
            return
        with recipes.written_down(organization, loader):
            _migrate(settings.TENANT_APPS)


def ensure_role(organization: HasSchema) -> None:
    """Make the organization's role where there are such roles and it is missing."""
    if settings.ORGANIZATION_ROLES and not grants.role_is_there(organization.schema_name):
        _make_role(sql.Identifier(organization.schema_name))


def _make_role(name: sql.Identifier) -> None:
    """Make an organization's role; raises ImproperlyConfigured, with what to do, where the server lets nobody."""
    try:
        _run(sql.SQL("CREATE ROLE {} NOLOGIN").format(name))
    except ProgrammingError as error:
        if not isinstance(error.__cause__, InsufficientPrivilege):
            raise
        raise ImproperlyConfigured(
            "The owner's login may not make roles on this server. Give it CREATEROLE; where that cannot be, read in "
            "docs/deploy.md what ORGANIZATION_ROLES=no takes away, and set it."
        ) from error
    _run(sql.SQL("GRANT {} TO {} WITH INHERIT FALSE, SET TRUE").format(name, sql.Identifier(settings.APP_LOGIN)))


def migrate(organization: HasSchema) -> None:
    """Bring the tables of one organization up to date, and its role's rights with them."""
    with _migrating(organization):
        _migrate(settings.TENANT_APPS)


def _migrate(names: Collection[str]) -> None:
    """Migrate the applications whose tables stand where the connection is, and only note the others' as done.

    No key crosses the wall, so neither side waits for the other. Going through the others' migrations did nothing
    but render their models, at every step: half of the time.
    """
    with _impatient():
        _migrate_these(names)


@contextmanager
def _impatient() -> Iterator[None]:
    """Give up on a table that is in use for long: who waits for it with the strongest lock keeps everybody else out."""
    _run(sql.SQL("SET lock_timeout = {}").format(sql.Literal(LOCK_TIMEOUT)))
    try:
        yield
    finally:
        _run(sql.SQL("SET lock_timeout = {}").format(sql.Literal("0")))


def _migrate_these(names: Collection[str]) -> None:
    labels = {config.label for config in apps.get_app_configs() if config.name in names}
    for is_here in (False, True) if names is settings.TENANT_APPS else (True, False):
        executor = MigrationExecutor(current())
        leaves = [key for key in executor.loader.graph.leaf_nodes() if (key[0] in labels) is is_here]
        executor.migrate(leaves, fake=not is_here)


@contextmanager
def _migrating(organization: HasSchema) -> Iterator[MigrationLoader]:
    """Go into the organization with all that migrating needs; its role has its rights, and no others, at the end."""
    connection = current()
    _take_from_the_login(organization)
    with in_org(organization):
        MigrationRecorder(connection).ensure_schema()
        yield MigrationLoader(connection)
        _grant(organization)
    _note_version(organization)


def _note_version(organization: HasSchema) -> None:
    """Remember how far the schema was brought; on the row in hand, too."""
    if isinstance(organization, Organization):
        organization.schema_version = versions.ours()
        with on_public_side():
            here = Organization.objects.filter(pk=organization.pk)
            here.update(schema_version=organization.schema_version)


def _take_from_the_login(organization: HasSchema) -> None:
    """Where roles may be made again: make the one that is missing, and leave the application's login nothing."""
    name, app = sql.Identifier(organization.schema_name), sql.Identifier(settings.APP_LOGIN)
    if not settings.ORGANIZATION_ROLES:
        return
    ensure_role(organization)
    _run(sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA {} FROM {}").format(name, app))
    _run(sql.SQL("REVOKE ALL ON SCHEMA {} FROM {}").format(name, app))


def drop(schema_name: str) -> None:
    """Take schema and role away at once; there is no way back. Any login but the owner's: only what ended long ago."""
    if schema_name == PUBLIC:
        raise ValueError("public is not an organization")
    if not current().as_owner:
        _run(sql.SQL("SELECT organizations_drop_ended({})").format(sql.Literal(schema_name)))
        return
    name = sql.Identifier(schema_name)
    _run(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(name))
    if settings.ORGANIZATION_ROLES and _has_role(schema_name):
        _run(sql.SQL("DROP ROLE {}").format(name))


def _has_role(name: str) -> bool:
    """Ask first: a server that lets nobody make roles refuses DROP ROLE IF EXISTS for one that never was, too."""
    with current().cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %s)", [name])
        return bool(cursor.fetchone()[0])


def tenant_tables() -> dict[str, tuple[str, ...]]:
    """Map each organization table to what the organization's role may do with it."""
    models = [model for label in settings.TENANT_APPS for model in apps.get_app_config(label).get_models(True)]
    return {
        model._meta.db_table: tuple(getattr(model, "role_may", TenantModel.role_may))  # noqa: SLF001
        for model in models
        if not model._meta.proxy  # noqa: SLF001
    }


def _grant(organization: HasSchema) -> None:
    """Give the organization's role what the models say, or the application's login where there are no such roles."""
    schema, role = sql.Identifier(organization.schema_name), sql.Identifier(grantee(organization))
    _run(sql.SQL("GRANT USAGE ON SCHEMA {} TO {}").format(schema, role))
    for table, rights in tenant_tables().items():
        place = sql.Identifier(organization.schema_name, table)
        _run(sql.SQL("REVOKE ALL ON {} FROM {}").format(place, role))
        # The rights are our own words, from the models; some name columns.
        _run(sql.SQL("GRANT {} ON {} TO {}").format(sql.SQL(", ".join(rights)), place, role))
    if wrong := grants.differences(organization.schema_name, grantee(organization), tenant_tables()):
        raise RuntimeError(f"Rights differ from what the models say: {'; '.join(wrong)}")


def grantee(organization: HasSchema) -> str:
    """Name the role that works with an organization's tables."""
    return organization.schema_name if settings.ORGANIZATION_ROLES else settings.APP_LOGIN


def _run(statement: sql.Composed) -> None:
    with current().cursor() as cursor:
        cursor.execute(statement)
