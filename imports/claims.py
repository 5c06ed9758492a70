"""A worker's hold on a batch: each chunk renews it, and a worker that lost it stops before it writes."""

from collections.abc import Iterable, Iterator

from django.db.models import F
from django.db.models.functions import Now

from imports.models import ImportBatch
from stpnet.db.wrapper import current


class ClaimLost(Exception):
    """The batch was cancelled, or another worker has taken it over."""


def renew(batch: ImportBatch, *, looked_at: int = 0, done: int = 0, weighed: int = 0) -> None:
    """Say that this worker is alive and how far it is. Raises ClaimLost.

    Inside a transaction the batch's row stays locked until commit, so that two workers never apply at once.
    """
    mine = ImportBatch.objects.filter(pk=batch.pk, claim=batch.claim, status=batch.status)
    if not mine.update(
        heartbeat_at=Now(),
        n_looked_at=F("n_looked_at") + looked_at,
        n_done=F("n_done") + done,
        n_weighed=F("n_weighed") + weighed,
    ):
        raise ClaimLost


def one_import_at_a_time() -> None:
    """Wait until no other import of this organization applies a chunk; held until commit."""
    with current().cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 1))", [current().schema_name])


def chunked[T](rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """Cut a stream into lists of at most `size`."""
    chunk: list[T] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
