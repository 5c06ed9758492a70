"""Look at tables of the current schema, without getting in the way of the path guard."""

import django.db.backends.postgresql.base  # noqa: F401 - introspection alone would import in a circle
from django.db.backends.postgresql.introspection import DatabaseIntrospection as PostgresIntrospection


class DatabaseIntrospection(PostgresIntrospection):
    """Postgres introspection as it is: the path holds one schema at any time.

    django-tenants sets its own search path behind the backend's back here, which the guard would refuse.
    """
