"""One typed way to the default connection: django-tenants' own attributes are untyped."""

from typing import cast

from django.db import DEFAULT_DB_ALIAS, connections

from stpnet.db.base import DatabaseWrapper


def current() -> DatabaseWrapper:
    """Return this thread's connection with what the wall adds to it."""
    return cast("DatabaseWrapper", connections[DEFAULT_DB_ALIAS])
