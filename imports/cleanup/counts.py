"""How much of a list needs a person, and how much was put right: counted in the database, over all its rows."""

from typing import Any, NamedTuple

from imports.models import ImportBatch, ImportFix, ImportRow
from organizations import sealing
from stpnet.db.wrapper import current

_ROWS = ImportRow._meta.db_table  # noqa: SLF001 - the models' own tables
_FIXES = ImportFix._meta.db_table  # noqa: SLF001
# Cells of left-out rows are nobody's business any more; they keep what is wrong with them, as they may be brought back.
_TAKEN = f"""NOT EXISTS (
    SELECT FROM {_FIXES} AS skip WHERE skip.batch_id = line.batch_id AND skip.number = line.number AND skip.column = '')
"""
_COUNT = f"""
    SELECT count(*), coalesce(sum(jsonb_array_length(problems)) FILTER (WHERE {_TAKEN}), 0),
           coalesce(sum(jsonb_array_length(offers)) FILTER (WHERE {_TAKEN}), 0),
           coalesce(sum(jsonb_array_length(notes)), 0),
           count(*) FILTER (WHERE (problems <> '[]' OR offers <> '[]') AND {_TAKEN}),
           count(*) FILTER (WHERE notes <> '[]' OR EXISTS (
               SELECT FROM {_FIXES} AS fix WHERE fix.batch_id = line.batch_id AND fix.number = line.number)),
           (SELECT count(*) FROM {_FIXES} WHERE batch_id = %s)
    FROM {_ROWS} AS line WHERE batch_id = %s
"""  # noqa: S608 - a constant
_ALIKE = f"""
    SELECT cell->>'column', cell->>'value', count(*), bool_or(stays_out)
    FROM (
        SELECT jsonb_array_elements(problems) AS cell, true AS stays_out FROM {_ROWS} AS line
        WHERE batch_id = %s AND {_TAKEN}
        UNION ALL
        SELECT jsonb_array_elements(offers), false FROM {_ROWS} AS line WHERE batch_id = %s AND {_TAKEN}
    ) AS told
    GROUP BY 1, 2 ORDER BY 3 DESC, 2 LIMIT %s
"""  # noqa: S608 - a constant
MOST_ALIKE = 1000


class Counts(NamedTuple):
    """Rows, cells that stay out, cells that may be a slip, cells put right by us; rows to look at or put right; fixes by people."""

    rows: int
    problems: int
    offers: int
    notes: int
    rows_open: int
    rows_fixed: int
    fixes: int

    @property
    def needs(self) -> int:
        return self.problems + self.offers

    @property
    def fixed(self) -> int:
        return self.notes + self.fixes

    @property
    def ready(self) -> int:
        return self.rows - self.rows_open


def count(batch: ImportBatch) -> Counts:
    """Count everything in one statement."""
    with current().cursor() as cursor:
        cursor.execute(_COUNT, [batch.pk, batch.pk])
        return Counts(*map(int, cursor.fetchone()))


class Alike(NamedTuple):
    """The same text in the same column that needs a person, in `n` rows."""

    column: str
    value: str
    n: int
    stays_out: bool


def alike(batch: ImportBatch) -> list[Alike]:
    """List what needs a person by column and text, the most frequent first."""
    with current().cursor() as cursor:
        cursor.execute(_ALIKE, [batch.pk, batch.pk, MOST_ALIKE])
        found = cursor.fetchall()
    # Closed cells are never alike while they are closed.
    added: dict[tuple[str, str], list[Any]] = {}
    for column, value, n, stays_out in found:
        told = added.setdefault((column, str(sealing.unseal(value) or "")), [0, False])
        told[0], told[1] = told[0] + n, told[1] or stays_out
    return sorted((Alike(*key, *told) for key, told in added.items()), key=lambda each: -each.n)
