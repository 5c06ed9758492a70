"""The different words that stand in a list's columns of few words, counted once when the list is looked at."""

from collections import defaultdict

from imports.meanings.known import about
from imports.models import ImportBatch, ImportRow
from stpnet.db.wrapper import current

# A column with more words than that holds something else than was thought; the rest is asked cell by cell.
MOST = 300
LONGEST = 120


def keep(batch: ImportBatch) -> None:
    """Write down for each such column its words and how many rows say each, the most frequent first."""
    columns = zip(batch.headers, batch.mapping, strict=True)
    headers = [header for header, key in columns if key and about(key, ladder_id=batch.ladder_id)]
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    if headers:
        with current().cursor() as cursor:
            cursor.execute(_COUNT, [batch.pk, headers, LONGEST, MOST])
            for header, spelling, n in cursor.fetchall():
                found[header].append((spelling, n))
    ImportBatch.objects.filter(pk=batch.pk).update(spellings=dict(found))


_TABLE = ImportRow._meta.db_table  # noqa: SLF001 - the model's own table
_COUNT = f"""
    SELECT header, spelling, n FROM (
        SELECT cell.key AS header, cell.value AS spelling, count(*) AS n,
               row_number() OVER (PARTITION BY cell.key ORDER BY count(*) DESC, cell.value) AS place
        FROM {_TABLE} AS line, jsonb_each_text(line.cells) AS cell
        WHERE line.batch_id = %s AND cell.key = ANY(%s) AND length(cell.value) <= %s
        GROUP BY cell.key, cell.value
    ) AS counted
    WHERE place <= %s
    ORDER BY header, n DESC, spelling
"""  # noqa: S608 - a constant
