"""Columns of many rows, each with its own values, set in one statement."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.apps import apps
from psycopg import sql

from stpnet.db.arrays import array
from stpnet.db.wrapper import current


def update_many(model: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Set columns of many rows in one statement; each row is (id, value, …), no id twice."""
    if not rows:
        return
    fields = [_column(model, name) for name in columns]
    assignments = sql.SQL(", ").join(sql.SQL("{} = v.{}").format(*[sql.Identifier(name)] * 2) for name, _t in fields)
    arrays = sql.SQL(", ").join(
        sql.SQL("%s::{}[]").format(sql.SQL(kind)) for kind in ("uuid", *(t for _n, t in fields))
    )
    names = sql.SQL(", ").join(map(sql.Identifier, ("id", *(name for name, _type in fields))))
    table = apps.get_model(model)._meta.db_table  # noqa: SLF001 - the model's own table
    statement = sql.SQL("UPDATE {} AS t SET {} FROM unnest({}) AS v({}) WHERE t.id = v.id").format(
        sql.Identifier(table), assignments, arrays, names
    )
    with current().cursor() as cursor:
        cursor.execute(statement, [_parameter(values) for values in zip(*rows, strict=True)])


def _parameter(values: Sequence[Any]) -> str | list[Any]:
    """Write a column of texts or ids as one text; others as psycopg does."""
    is_plain = all(value is None or isinstance(value, str | UUID) for value in values)
    return array(values) if is_plain else list(values)


def _column(model: str, name: str) -> tuple[str, str]:
    found = apps.get_model(model)._meta.get_field(name.removesuffix("_id"))  # noqa: SLF001
    kind = found.rel_db_type(current()) if found.is_relation else found.db_type(current())
    return found.column, str(kind).split("(", maxsplit=1)[0]


def delete_pairs(model: str, columns: tuple[str, str], pairs: Sequence[tuple[UUID, UUID]]) -> None:
    """Delete the rows that have one of these pairs in two columns of ids, in one statement."""
    if not pairs:
        return
    table = apps.get_model(model)._meta.db_table  # noqa: SLF001
    one, other = map(sql.Identifier, columns)
    statement = sql.SQL(
        "DELETE FROM {0} AS t USING unnest(%s::uuid[], %s::uuid[]) AS v({1}, {2}) WHERE t.{1} = v.{1} AND t.{2} = v.{2}"
    ).format(sql.Identifier(table), one, other)
    with current().cursor() as cursor:
        cursor.execute(statement, [array(values) for values in zip(*pairs, strict=True)])
