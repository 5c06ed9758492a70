"""Background steps of an import: each a nudge to look at a row that waits."""

from celery import shared_task

from imports import actions, claims
from imports.models import ImportBatch


@shared_task(name="imports.work")
def work(*, batch_id: str, step: str) -> None:
    """Do the waiting step of a batch, if it still waits. A repeated or late message changes nothing."""
    try:
        actions.work(batch_id, ImportBatch.Status(step))
    except claims.ClaimLost:
        return  # cancelled, or taken over: the other side writes the end


def nudge(batch: ImportBatch) -> None:
    """Tell a worker, once this is committed, that a batch waits. Without a broker the sweeper does it later."""
    if batch.status in ImportBatch.Status.waiting():
        work.delay_on_commit(batch_id=str(batch.pk), step=batch.status)
