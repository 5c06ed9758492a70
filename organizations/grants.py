"""What PostgreSQL lets an organization's role do, compared with what the models say. Asked after every migration."""

import re
from collections.abc import Iterable, Mapping

from stpnet.db.wrapper import current

# Every right that somebody other than the owner has on a schema, and on the tables, columns, sequences in it.
_GIVEN = """
    SELECT 'schema', a.grantee::regrole::text, a.privilege_type FROM pg_namespace n, aclexplode(n.nspacl) a
    WHERE n.nspname = %(schema)s AND a.grantee <> n.nspowner
    UNION ALL
    SELECT c.relname, a.grantee::regrole::text, a.privilege_type FROM pg_class c, aclexplode(c.relacl) a
    WHERE c.relnamespace = %(schema)s::regnamespace AND a.grantee <> c.relowner
    UNION ALL
    SELECT c.relname, a.grantee::regrole::text, a.privilege_type || ' (' || t.attname || ')'
    FROM pg_class c JOIN pg_attribute t ON t.attrelid = c.oid, aclexplode(t.attacl) a
    WHERE c.relnamespace = %(schema)s::regnamespace AND a.grantee <> c.relowner
"""
_COLUMNS = re.compile(r"(\w+) ?\((.+)\)")


def given(schema: str) -> set[tuple[str, str, str]]:
    """Return (table or "schema", who, right) for everything that is granted in a schema."""
    with current().cursor() as cursor:
        cursor.execute(_GIVEN, {"schema": schema})
        return {(what, who.strip('"'), right) for what, who, right in cursor.fetchall()}


def meant(role: str, tables: Mapping[str, Iterable[str]]) -> set[tuple[str, str, str]]:
    """Return what the models say in the same words."""
    said = {("schema", role, "USAGE")}
    for table, rights in tables.items():
        for right in rights:
            columns = _COLUMNS.fullmatch(right)
            words = [f"{columns[1]} ({name.strip()})" for name in columns[2].split(",")] if columns else [right]
            said |= {(table, role, word) for word in words}
    return said


def differences(schema: str, role: str, tables: Mapping[str, Iterable[str]]) -> list[str]:
    """List rights that are too many or missing."""
    found, wanted = given(schema), meant(role, tables)
    return [
        *(f"{who} may {right} on {what} and should not" for what, who, right in sorted(found - wanted)),
        *(f"{who} may not {right} on {what}" for what, who, right in sorted(wanted - found)),
    ]


def role_is_there(name: str) -> bool:
    """Whether the server has this role."""
    with current().cursor() as cursor:
        cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", [name])
        return cursor.fetchone() is not None
