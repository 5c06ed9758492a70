"""COPY that cannot reach another organization.

psycopg's copy() bypasses Django's execute wrappers, and with them the path guard: these are the only places it is called.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from psycopg import sql

from stpnet.db.base import PUBLIC
from stpnet.db.errors import WrongOrganization
from stpnet.db.wrapper import current


def copy_into(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write rows to a table of the current organization with COPY; returns how many.

    Raises WrongOrganization outside an organization, WrongSearchPath when the connection is elsewhere.
    """
    connection = current()
    if connection.schema_name == PUBLIC:
        raise WrongOrganization(f"COPY into {table} outside in_org()")
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(connection.schema_name, table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    # All of them first: a query made by whoever yields them would wait for this COPY to end, forever.
    ready = list(rows)
    with connection.cursor() as cursor:
        connection.check_path()
        with cursor.cursor.copy(statement) as copy:  # the one allowed call
            for row in ready:
                copy.write_row(row)
    return len(ready)


def copy_out(table: str, columns: Sequence[str], keep: Callable[[str], object]) -> int:
    """Hand every row of a table of the current organization to `keep`, as a line of JSON; returns how many.

    In the order of keys and columns, and as exact as the database writes it: the same rows are the same lines.
    """
    connection = current()
    if connection.schema_name == PUBLIC:
        raise WrongOrganization(f"COPY out of {table} outside in_org()")
    statement = sql.SQL("COPY (SELECT row_to_json(r)::text FROM (SELECT {} FROM {} ORDER BY id) r) TO STDOUT").format(
        sql.SQL(", ").join(map(sql.Identifier, columns)), sql.Identifier(connection.schema_name, table)
    )
    n = 0
    with connection.cursor() as cursor:
        connection.check_path()
        with cursor.cursor.copy(statement) as copy:  # allowed, as above
            for (line,) in copy.rows():
                keep(line)
                n += 1
    return n
