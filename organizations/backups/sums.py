"""Counts and checksums of tables: what a backup says of itself, and what is held against it afterwards."""

from collections.abc import Mapping

from psycopg import sql

from stpnet.db.wrapper import current

type Sums = dict[str, tuple[int, str]]
_TABLES = """
    SELECT c.relname FROM pg_class c WHERE c.relnamespace = %s::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1
"""
_SUM = "SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)), 0)::text FROM {} t"


def of(schema: str) -> Sums:
    """Add up every table of a schema."""
    with current().cursor() as cursor:
        cursor.execute(_TABLES, [schema])
        names = [name for (name,) in cursor.fetchall()]
        found: Sums = {}
        for name in names:
            cursor.execute(sql.SQL(_SUM).format(sql.Identifier(schema, name)))
            n, total = cursor.fetchone()
            found[name] = (n, total)
    return found


def differing(schema: str, said: Mapping[str, tuple[int, str]]) -> list[str]:
    """Name the tables that are not what was said."""
    here = of(schema)
    return sorted(f"{schema}.{name}" for name in {*here, *said} if tuple(said.get(name, ())) != here.get(name))


def checks(schema: str, said: Mapping[str, tuple[int, str]]) -> str:
    """Return statements that fail, and with them their transaction, where a table is not what was said."""
    one = "DO $$ BEGIN IF ({}) <> {} THEN RAISE EXCEPTION {}; END IF; END $$;\n"
    row = "SELECT concat(count(*), ' ', coalesce(sum(hashtextextended(t::text, 0)), 0)) FROM {} t"
    made = [
        sql.SQL(one).format(
            sql.SQL(row).format(sql.Identifier(schema, name)),
            sql.Literal(f"{n} {total}"),
            sql.Literal(f"{name} is not what the backup says"),
        )
        for name, (n, total) in said.items()
    ]
    return "".join(statement.as_string(current().connection) for statement in made)
