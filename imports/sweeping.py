"""What the clock does: wakes lists that wait too long, takes them from dead workers, forgets what is old."""

from datetime import timedelta

from django.conf import settings
from django.db.models.functions import Now

from imports import actions
from imports.models import ImportBatch, ImportRow
from imports.tasks import nudge

Status = ImportBatch.Status
# A message that has not been taken by then is taken for lost.
LOST_AFTER = timedelta(seconds=20)
KEEP_CELLS = timedelta(days=30)
KEEP_UNFINISHED = timedelta(days=30)


def sweep() -> None:
    """Run in every organization now and then; each part does nothing when there is nothing to do."""
    for batch in ImportBatch.objects.running().filter(heartbeat_at__lt=Now() - silent_after()):  # type: ignore[attr-defined]
        actions.stumble(batch)
    for batch in ImportBatch.objects.waiting().filter(queued_at__lt=Now() - LOST_AFTER):  # type: ignore[attr-defined]
        nudge(batch)
    forget()


def silent_after() -> timedelta:
    """How long a worker may say nothing: longer than the longest reading of a file."""
    return timedelta(seconds=settings.WORKER_SILENT_SECONDS)


def forget() -> None:
    """Drop the cells of lists brought in long ago, and lists that nobody came back to."""
    old = ImportRow.objects.filter(batch__finished_at__lt=Now() - KEEP_CELLS).exclude(cells={}, clean={})
    old.update(cells={}, clean={})
    unfinished = ImportBatch.objects.filter(status__in=[Status.TO_MATCH, Status.TO_CONFIRM])
    for batch in unfinished.filter(created_at__lt=Now() - KEEP_UNFINISHED):
        actions.cancel(batch, by=None)
