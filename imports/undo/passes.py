"""The two passes of taking a list back: looking what it would do, and doing it, in chunks that are each complete."""

from collections import Counter
from uuid import UUID

from django.db import transaction

from audit.recording import action, record
from imports import registry
from imports.claims import one_import_at_a_time, renew
from imports.models import ImportBatch, ImportChange, ImportKept
from imports.undo import words
from imports.undo.chunk import Chunk, void
from imports.undo.tally import Tally
from ladders.models import Assessment

CHUNK = 1000


def n_people(batch: ImportBatch) -> int:
    """Count whom there is something to take back of."""
    return ImportChange.objects.filter(batch=batch).exclude(about=None).values("about").distinct().count()


def weigh(batch: ImportBatch) -> None:
    """Write down what taking the list back would do; starts afresh when repeated. Nothing of people is changed."""
    ImportKept.objects.filter(batch=batch).delete()
    ImportBatch.objects.filter(pk=batch.pk).update(n_weighed=0)
    total, freed, last = Tally(), Counter[UUID](), None
    while abouts := _next(batch, after=last):
        with transaction.atomic():
            renew(batch, weighed=len(abouts))
            chunk = Chunk(batch, abouts, locked=False)
            total = total.plus(chunk.tally())
            freed.update(chunk.freed())
        last = abouts[-1]
    with transaction.atomic():
        renew(batch)
        goes, stays = words.judge(batch, freed, locked=False)
        ImportKept.objects.bulk_create(stays)
        # Of some nothing changed but what is kept aside; they are in no chunk.
        others = batch.aside.count() - total.aside
        _add_up(batch, total.plus(Tally(words=len(goes), words_stay=len(stays), aside=others)))


def undo(batch: ImportBatch) -> None:
    """Take everybody back, a chunk to a transaction, then what was made for the list as a whole."""
    while undo_chunk(batch):
        pass
    undo_rest(batch)


def _next(batch: ImportBatch, *, after: UUID | None = None) -> list[UUID]:
    left = ImportChange.objects.filter(batch=batch).exclude(about=None)
    if after is not None:
        left = left.filter(about__gt=after)
    return [pk for pk in left.order_by("about").values_list("about", flat=True).distinct()[:CHUNK] if pk]


@action
def undo_chunk(batch: ImportBatch) -> int:
    """Take the next people back and say how many. What is recorded of them goes with it: what is left is to be done."""
    one_import_at_a_time()
    abouts = _next(batch)
    renew(batch, weighed=len(abouts))
    if abouts:
        chunk = Chunk(batch, abouts, locked=True)
        _add_up(batch, chunk.tally())
        chunk.write()
        ImportChange.objects.filter(batch=batch, about__in=abouts).delete()
        record("import.undo", of=batch, by=batch.undone_by, fields=[f"{len(abouts)} people"])
    return len(abouts)


@action
def undo_rest(batch: ImportBatch) -> None:
    """Take back units, tags and fields that nothing uses any more, and levels that have moved to someone else."""
    one_import_at_a_time()
    renew(batch)
    goes, stays = words.judge(batch, Counter(), locked=True)
    ImportKept.objects.bulk_create(stays)
    words.remove(goes)
    moved = Assessment.objects.filter(import_id=batch.pk, voided_at=None)
    tally = Tally(words=len(goes), words_stay=len(stays), voided=moved.count(), aside=batch.aside.count())
    void(moved, batch)
    batch.aside.all().delete()
    for room in registry.rooms:
        if room.take_back:
            room.take_back(batch.pk)
    _add_up(batch, tally)
    ImportChange.objects.filter(batch=batch).delete()
    record("import.undo", of=batch, by=batch.undone_by, fields=["finished"])


def _add_up(batch: ImportBatch, more: Tally) -> None:
    """Keep the figures with the list; its row is locked by `renew`."""
    row = ImportBatch.objects.only("undo").get(pk=batch.pk)
    before = Tally(**row.undo.get("figures", {}))
    row.undo = {**row.undo, "figures": before.plus(more)._asdict()}
    row.save(update_fields=["undo"])
