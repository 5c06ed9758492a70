"""What PostgreSQL's catalog says of a schema."""

import re

from django.db import connection

from stpnet.db.owner import as_owner

CATALOG = {
    "columns": """
        SELECT c.relname, a.attname, a.attnum, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attgenerated,
               co.collname, pg_get_expr(d.adbin, d.adrelid)
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        LEFT JOIN pg_collation co ON co.oid = a.attcollation
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        WHERE c.relnamespace = %s::regnamespace AND a.attnum > 0 AND NOT a.attisdropped""",
    # Rights that were never touched are those of the owner alone.
    "relations": (
        "SELECT relname, relkind, relrowsecurity, CASE WHEN relkind <> 'i' "
        "THEN COALESCE(relacl, acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::\"char\", relowner))::text END "
        "FROM pg_class WHERE relnamespace = %s::regnamespace"
    ),
    "constraints": """
        SELECT conname, contype, condeferrable, convalidated, conrelid::regclass::text, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = %s::regnamespace""",
    "indexes": """
        SELECT pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class c ON c.oid = indexrelid
        WHERE c.relnamespace = %s::regnamespace""",
    "functions": "SELECT pg_get_functiondef(oid), proacl::text FROM pg_proc WHERE pronamespace = %s::regnamespace",
    "triggers": """
        SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE c.relnamespace = %s::regnamespace AND NOT t.tgisinternal""",
    "schema": "SELECT nspacl::text FROM pg_namespace WHERE oid = %s::regnamespace",
}  # fmt: skip


def told(schema: str) -> dict[str, list[str]]:
    """Everything the catalog says of a schema, its own name taken out."""
    queries = {**CATALOG, "migrations": f'SELECT app, name FROM "{schema}".django_migrations'}
    found = {}
    with as_owner(), connection.cursor() as cursor:
        for part, query in queries.items():
            cursor.execute(query, [schema] if "%s" in query else None)
            found[part] = sorted(re.sub(schema, "HERE", repr(row)) for row in cursor.fetchall())
    return found
