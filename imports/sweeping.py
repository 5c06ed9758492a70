"""What the clock does: wakes lists that wait too long, takes them from dead workers, forgets what is old."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from imports import actions, aside, files, resealing
from imports.leaving import actions as leaving
from imports.leaving import before
from imports.models import KEEP, ImportBatch, ImportChange, ImportFix, ImportRow
from imports.tasks import nudge
from imports.undo import actions as undo_actions
from organizations.models import Organization
from organizations.registry import Rule, went

Status = ImportBatch.Status
# A message that has not been taken by then is taken for lost.
LOST_AFTER = timedelta(seconds=20)
KEEP_UNFINISHED = timedelta(days=30)


def sweep() -> None:
    """Run in every organization now and then; each part does nothing when there is nothing to do."""
    for batch in ImportBatch.objects.running().filter(heartbeat_at__lt=Now() - silent_after()):
        actions.stumble(batch)
    for batch in ImportBatch.objects.waiting().filter(queued_at__lt=Now() - LOST_AFTER):
        nudge(batch)
    if n := clear_old():
        went("lists", n)


def silent_after() -> timedelta:
    """How long a worker may say nothing: longer than the longest reading of a file."""
    return timedelta(seconds=settings.WORKER_SILENT_SECONDS)


def clear_old() -> int:
    """Forget what is old of lists; returns of how many rows."""
    return forget() + aside.forget()


def forget() -> int:
    """Drop the cells of lists brought in long ago, and lists that nobody came back to; returns of how many rows."""
    late = ImportBatch.objects.filter(finished_at__lt=Now() - KEEP)
    for batch in late.filter(status=Status.TO_AGREE):
        undo_actions.keep(batch, by=None)
    # What is being taken back goes on to its end; then its cells go too.
    old = late.exclude(status__in=Status.going_back())
    for batch in old.exclude(sheet=None).filter(purpose=ImportBatch.Purpose.BRING_IN).select_related("sheet"):
        before.remember(batch)
    leaving.forget(old)
    rows = ImportRow.objects.filter(batch__in=old)
    undecided = _("Nobody said within 30 days whether this is someone new, so the row was left behind.")
    rows.filter(fate=ImportRow.Fate.HELD_BACK).update(fate=ImportRow.Fate.REFUSED, reason=undecided)
    n = rows.exclude(cells={}, clean={}, problems=[]).update(
        cells={}, clean={}, problems=[], offers=[], notes=[], likely=None
    )
    ImportChange.objects.filter(batch__in=old).delete()
    ImportFix.objects.filter(batch__in=old).delete()
    old.exclude(spellings={}).update(spellings={})
    unfinished = ImportBatch.objects.filter(status__in=[Status.TO_MATCH, Status.TO_CONFIRM])
    for batch in unfinished.filter(created_at__lt=Now() - KEEP_UNFINISHED):
        actions.cancel(batch, by=None)
    return n


def due(_organization: Organization, at: datetime) -> int:
    """Count the rows whose cells are old enough at a moment."""
    old = ImportBatch.objects.filter(finished_at__lt=at - KEEP).exclude(status__in=Status.going_back())
    return ImportRow.objects.filter(batch__in=old).exclude(cells={}, clean={}, problems=[]).count()


def clear() -> None:
    """Remove uploads that no list names (a worker was killed between file and row, or a disk was full); close cells."""
    kept = set(ImportBatch.objects.exclude(stored_as="").values_list("stored_as", flat=True))
    files.clear(kept, older_than=timedelta(days=1))
    resealing.close_left_open()


RULE = Rule(
    "lists", gettext_lazy("Rows of lists, as they stood in the file"), 30,
    lambda _organization: ngettext("%(n)d day", "%(n)d days", KEEP.days) % {"n": KEEP.days}, due, clear_old,
)  # fmt: skip
