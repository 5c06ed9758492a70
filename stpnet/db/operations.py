"""Foreign keys are checked at once: a violation found only at commit comes back as an opaque error."""

from django.db.backends.postgresql.operations import DatabaseOperations as PostgresOperations
from django.db.backends.postgresql.schema import DatabaseSchemaEditor as PostgresSchemaEditor


class DatabaseOperations(PostgresOperations):
    def deferrable_sql(self) -> str:
        return ""


class DatabaseSchemaEditor(PostgresSchemaEditor):
    """One statement to a string, and no SET CONSTRAINTS: ours are never deferred.

    A database that spreads schemas over several servers accepts single statements only.
    """

    sql_create_column_inline_fk = (
        "CONSTRAINT %(name)s REFERENCES %(to_table)s(%(to_column)s)%(on_delete_db)s%(deferrable)s"
    )
    sql_update_with_default = "UPDATE %(table)s SET %(column)s = %(default)s WHERE %(column)s IS NULL"
    sql_delete_fk = "ALTER TABLE %(table)s DROP CONSTRAINT %(name)s"
