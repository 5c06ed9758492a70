"""Look at tables of the current schema only, without getting in the way of the path guard."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import django.db.backends.postgresql.base  # noqa: F401 - introspection alone would import in a circle
from django.db.backends.postgresql.introspection import DatabaseIntrospection as PostgresIntrospection

if TYPE_CHECKING:
    from stpnet.db.base import DatabaseWrapper


class DatabaseIntrospection(PostgresIntrospection):
    """Postgres introspection that sees one schema.

    django-tenants sets its own search path behind the backend's back here, which the guard would refuse.
    """

    connection: "DatabaseWrapper"

    @contextmanager
    def _one_schema(self, cursor: Any) -> Iterator[None]:
        connection = self.connection
        before = connection.include_public_schema
        connection.include_public_schema = False
        connection.handle_search_path(cursor)
        try:
            yield
        finally:
            connection.include_public_schema = before
            connection.handle_search_path(cursor)

    def get_table_list(self, cursor: Any) -> Any:
        with self._one_schema(cursor):
            return super().get_table_list(cursor)

    def get_table_description(self, cursor: Any, table_name: str) -> Any:
        with self._one_schema(cursor):
            return super().get_table_description(cursor, table_name)

    def get_sequences(self, cursor: Any, table_name: str, table_fields: Any = ()) -> Any:
        with self._one_schema(cursor):
            return super().get_sequences(cursor, table_name, table_fields)

    def get_constraints(self, cursor: Any, table_name: str) -> Any:
        with self._one_schema(cursor):
            return super().get_constraints(cursor, table_name)
