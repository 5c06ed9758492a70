"""What a person does about taking a list back: ask what it would do, agree or leave it, bring it in again."""

from django.utils import timezone
from django.utils.translation import gettext as _

from audit.recording import action, record
from imports import fixes, registry
from imports.actions import NotNow, go
from imports.models import ImportBatch, ImportKept, ImportRow
from imports.undo import passes
from members.models import Member

Status = ImportBatch.Status


def why_not(batch: ImportBatch) -> str:
    """Say why a list that has come in cannot be taken back; empty when it can."""
    if batch.undo_until is None or batch.status not in (*Status.ended(), *Status.going_back()):
        return _("A list can be taken back once it has come in.")
    if batch.undo_until < timezone.now():
        return _("A list can be taken back for 30 days. They are over, and what stood before is forgotten.")
    # In one statement, as pages ask.
    handed_over = (rows.order_by().values("pk") for rows in registry.going(batch.pk))
    if batch.changes.values("pk").union(batch.aside.values("pk"), *handed_over).exists():
        return ""
    if batch.rows.filter(fate__in=[ImportRow.Fate.CREATED, ImportRow.Fate.UPDATED]).exists():
        return _("What this list changed was not written down when it came in, so it cannot be taken back.")
    return _("This list changed nothing, so there is nothing to take back.")


def _lock(batch: ImportBatch) -> None:
    """Let nobody else move the list on, and know where it stands."""
    ImportBatch.objects.select_for_update(no_key=True, of=("self",)).only("pk").get(pk=batch.pk)
    batch.refresh_from_db()


@action
def ask(batch: ImportBatch, *, by: Member | None) -> None:
    """Queue a look at what taking the list back would do. Raises NotNow with the reason when it cannot be."""
    _lock(batch)
    if batch.status in Status.ended() and (reason := why_not(batch)):
        raise NotNow(reason)
    undo = {"people": passes.n_people(batch)}
    go(batch, Status.ended(), Status.TO_WEIGH, came_from=batch.status, undone_by=by, undo=undo, n_weighed=0)
    record("import.undo", of=batch, by=by, fields=["asked"])


@action
def keep(batch: ImportBatch, *, by: Member | None) -> None:
    """Leave the list in after all."""
    _lock(batch)
    go(batch, [Status.TO_AGREE], Status(batch.came_from or Status.DONE), came_from="", undo={}, undone_by=None)
    ImportKept.objects.filter(batch=batch).delete()
    record("import.undo", of=batch, by=by, fields=["left in"])


@action
def agree(batch: ImportBatch, *, by: Member | None) -> None:
    """Queue the list to be taken back; a second press finds it queued already."""
    _lock(batch)
    if batch.status == Status.TO_AGREE and (reason := why_not(batch)):
        raise NotNow(reason)
    undo = {"people": passes.n_people(batch)}
    go(batch, [Status.TO_AGREE], Status.TO_UNDO, undone_by=by, undo=undo, n_weighed=0)
    ImportKept.objects.filter(batch=batch).delete()
    record("import.undo", of=batch, by=by, fields=["agreed"])


# What the list before was told, and the one brought in again need not be told once more.
_TOLD = (
    "name", "kind", "whose", "promised", "keep_until", "layout", "headers", "samples", "notes", "n_rows", "mapping", "date_order", "date_years", "ladder_id", "as_of",
    "modes", "holds_back", "keeps_all_rows", "keeps_aside", "like_id",
)  # fmt: skip


def may_come_again(batch: ImportBatch) -> bool:
    """Whether a list that was taken back is still known row by row.

    Rows brought over from a sheet hold a value or two each, not a person: they come again by the comparison.
    """
    if batch.purpose == ImportBatch.Purpose.CARRY:
        return False
    return batch.status == Status.UNDONE and batch.rows.exclude(clean={}).exists()


@action
def bring_in_again(batch: ImportBatch, *, by: Member | None) -> ImportBatch:
    """Make a new list of what the rows of this one said, and queue it to be checked. Returns the new one."""
    _lock(batch)
    if batch.purpose == ImportBatch.Purpose.CARRY:
        raise NotNow(_("This came over from a sheet. Open where the sheet was compared, and choose it there again."))
    if not may_come_again(batch):
        raise NotNow(_("What the rows of this list said is no longer kept. Upload the file again."))
    waiting = ImportBatch.objects.filter(
        again_of=batch, status__in=[Status.TO_PLAN, Status.PLANNING, Status.TO_CONFIRM]
    )
    if (same := waiting.first()) is not None:
        return same
    told = {name: getattr(batch, name) for name in _TOLD}
    # Whoever typed a sheet said of each line who it is. Where that person went with the sheet, somebody is asked.
    told["holds_back"] |= batch.kind == ImportBatch.Kind.SHEET
    new: ImportBatch = ImportBatch.objects.create(**told, started_by=by, status=Status.TO_PLAN, again_of=batch)
    fixes.take_over(new, of=batch)
    record("import.run", of=new, by=by, fields=["again"])
    return new
