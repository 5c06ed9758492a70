"""Long arrays as parameters."""

from collections.abc import Iterable
from uuid import UUID


def array(values: Iterable[str | UUID | None]) -> str:
    """Write texts or ids as PostgreSQL reads an array; the statement casts it: `%s::uuid[]`.

    psycopg looks at each element of a list by itself: of a thousand ids, that takes longer than the statement.
    """
    return "{" + ",".join([_element(value) for value in values]) + "}"


def _element(value: str | UUID | None) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, UUID):
        return str(value)
    if "\\" in value or '"' in value:
        value = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{value}"'
