"""What happens to a list on its way in. Each step is a row with a status; the message only says "look"."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from audit.recording import action, record
from imports import applying, checking, files, headers, mappings, noticed, reading, wide
from imports.claims import ClaimLost
from imports.context import extra_targets, levels_of
from imports.leaving import steps as leaving
from imports.models import ImportBatch
from imports.undo import passes
from ladders.models import Ladder
from members.models import Member

Status = ImportBatch.Status
MOST_ATTEMPTS = 3
# Of the file's first rows, so much is shown to choose the headings from.
SHOWN, SHOWN_CELLS, SHOWN_TEXT = 12, 8, 40


class NotNow(Exception):
    """The list is at another step by now; the message is a sentence for the person who asked."""


@action
def receive(chunks: Iterable[bytes], *, name: str, by: Member | None, **settings: Any) -> ImportBatch:
    """Keep an upload and queue it to be read. Raises ValidationError when it is too large.

    `settings` are further fields of ImportBatch, such as `holds_back` or `keeps_all_rows`.
    """
    key = files.store(chunks)
    try:
        with transaction.atomic():
            batch = ImportBatch.objects.create(name=name[:255], stored_as=key, started_by=by, **settings)
            record("import.run", of=batch, by=by, fields=["uploaded"])
    except BaseException:
        files.delete(key)
        raise
    return batch


def read(batch: ImportBatch) -> None:
    """Look into the file and guess the columns. Raises UnreadableFile."""
    chosen = batch.layout.get("chosen", {})
    try:
        found = reading.examine(files.path(batch.stored_as), **chosen)
    except reading.UnreadableFile as refusal:
        if not batch.headers:
            raise
        _stay_as_read(batch, str(refusal))
        return
    is_elsewhere = _is_elsewhere(batch, found)
    batch.headers, batch.n_rows, batch.notes = found.headers, found.n_rows, found.notes
    batch.samples = [[row.cell(at)[:200] for at in range(len(found.headers))] for row in found.samples[:20]]
    batch.layout = {
        "format": found.format,
        "encoding": found.encoding,
        "delimiter": found.delimiter,
        "sheets": found.sheets,
        "sheet": found.sheet,
        "header_row": found.header_row,
        "has_header": found.has_header,
        "first": [[row.number, [cell[:SHOWN_TEXT] for cell in row.cells[:SHOWN_CELLS]]] for row in found.first[:SHOWN]],
        "chosen": chosen,
    }
    batch.notes += [note] if (note := leaving.note_of(batch)) else []
    _guess(batch, found)
    read = ("layout", "headers", "n_rows", "notes", "samples", "mapping", "like", "ladder", "date_order", "modes")
    with transaction.atomic():
        if is_elsewhere:
            _forget_rows(batch)
        batch.save(update_fields=read)
    leaving.match_as_before(batch)


def _is_elsewhere(batch: ImportBatch, found: reading.Examined) -> bool:
    """Whether another sheet or heading row was read than before: its row 12 is about somebody else."""
    before = batch.layout
    return bool(batch.headers) and (before["sheet"], before["header_row"]) != (found.sheet, found.header_row)


def _forget_rows(batch: ImportBatch) -> None:
    """Drop what was said of rows, which is kept by their numbers: cells, rows left out, words on pairs."""
    batch.rows.all().delete()
    if batch.fixes.all().delete()[0]:
        batch.notes += [_("What you had put right by hand was in the other rows, so it is not taken over.")]


def _guess(batch: ImportBatch, found: reading.Examined) -> None:
    """Guess the columns: by headings and cells, then by what people said of such columns before."""
    extra = extra_targets()
    levels = levels_of(Ladder.objects.filter(is_default=True).first())
    guesses = headers.guess(found.headers, found.samples, filled=found.filled, extra=extra, levels=levels.keys())
    batch.layout |= {
        "plain": [[guess.key, guess.why] for guess in guesses],
        "scales": [header for header, guess in zip(found.headers, guesses, strict=True) if guess.ask_scale],
        "groups": wide.groups([guess.key for guess in guesses], [guess.group for guess in guesses]),
    }
    among = mappings.standing()
    mappings.guess_by(batch, mappings.find(found.headers, among, chosen=batch.like_id), among, extra)


def _stay_as_read(batch: ImportBatch, sentence: str) -> None:
    """Keep to the way the file was read before, when a person's other way of reading it led nowhere."""
    batch.notes = [_("That did not work, so we read the list as before. %s") % sentence]
    batch.layout = {**batch.layout, "chosen": {}}
    batch.save(update_fields=["layout", "notes"])


def choose_layout(batch: ImportBatch, *, chosen: dict[str, Any]) -> None:
    """Read the file again with another sheet, heading row, encoding or delimiter."""
    layout = {**batch.layout, "chosen": chosen}
    go(batch, [Status.TO_MATCH, Status.TO_CONFIRM], Status.TO_READ, layout=layout)


@action
def match(
    batch: ImportBatch,
    *,
    mapping: Sequence[str | None],
    by: Member | None,
    ladder: Ladder | None = None,
    as_of: date | None = None,
    date_order: str = "",
    keeps_aside: bool = False,
    modes: dict[str, str] | None = None,
) -> None:
    """Take the person's word on what each column is, and queue the list to be checked.

    `modes`: how it comes to what is here; without them, as was said before.
    """
    settings: dict[str, Any] = {
        "mapping": list(mapping),
        "ladder": ladder,
        "as_of": as_of,
        "date_order": date_order,
        "keeps_aside": keeps_aside,
        **({} if modes is None else {"modes": modes}),
    }
    go(batch, [Status.TO_MATCH, Status.TO_CONFIRM], Status.TO_PLAN, n_looked_at=0, **settings)
    record("import.run", of=batch, by=by, fields=["matched"])


@action
def confirm(batch: ImportBatch, *, by: Member | None) -> None:
    """Queue a checked list to be brought in; a second press finds it queued already. Raises NotNow.

    So it does for an effect that nobody was shown yet: words on its rows were given since it was counted.
    """
    rows = ImportBatch.objects.select_for_update(no_key=True, of=("self",)).select_related("ladder")
    counted = rows.only("is_to_recount", "ladder__name", "ladder__put_away_at").get(pk=batch.pk)
    if counted.ladder and counted.ladder.put_away_at:
        raise NotNow(
            _("The ladder “%s” was put away meanwhile: nobody is placed on it any more. Match the columns again.")
            % counted.ladder
        )
    if counted.is_to_recount:
        raise NotNow(
            _("You have said more of its rows since this was counted. Have it counted again, then bring it in.")
        )
    go(batch, [Status.TO_CONFIRM], Status.TO_APPLY, n_done=0)
    record("import.run", of=batch, by=by, fields=["confirmed"])


@action
def recount(batch: ImportBatch, *, by: Member | None) -> None:
    """Queue a checked list to be looked at once more, now that a person has said something of its rows."""
    go(batch, [Status.TO_CONFIRM], Status.TO_PLAN, n_looked_at=0)
    record("import.run", of=batch, by=by, fields=["counted again"])


@action
def choose_modes(batch: ImportBatch, *, modes: dict[str, str], by: Member | None) -> None:
    """Say how a checked list comes to what is here, and queue it to be looked at once more."""
    go(batch, [Status.TO_CONFIRM], Status.TO_PLAN, n_looked_at=0, modes=modes)
    record("import.run", of=batch, by=by, fields=["ways chosen"])


@action
def cancel(batch: ImportBatch, *, by: Member | None) -> None:
    """Stop before the next chunk. What is in stays in; what is not stays out."""
    stays = [*Status.ended(), *Status.going_back(), Status.UNDONE, Status.COMPARED]
    stoppable = [status for status in Status if status not in stays]
    go(batch, stoppable, Status.CANCELLED, finished_at=Now(), trouble=_("Cancelled by a person."))
    let_go_of_file(batch)
    record("import.run", of=batch, by=by, fields=["cancelled"])


def go(batch: ImportBatch, allowed: Sequence[ImportBatch.Status], to: ImportBatch.Status, **changes: Any) -> None:
    """Move a batch on in one conditional update; raises NotNow when it is elsewhere by now."""
    changes |= {"status": to, "queued_at": Now(), "n_attempts": 0, "claim": None}
    if not ImportBatch.objects.filter(pk=batch.pk, status__in=allowed).update(**changes):
        raise NotNow(_("This list has gone on to another step meanwhile. Here is where it stands now."))
    batch.refresh_from_db()


WORK = {
    Status.TO_READ: (read, Status.TO_MATCH),
    Status.TO_PLAN: (checking.check, Status.TO_CONFIRM),
    Status.TO_APPLY: (applying.apply, Status.DONE),
    Status.TO_WEIGH: (passes.weigh, Status.TO_AGREE),
    Status.TO_UNDO: (passes.undo, Status.UNDONE),
}


def work(batch_id: UUID | str, step: ImportBatch.Status) -> None:
    """Take a waiting batch, do its step and move it on; a late or doubled message finds nothing to take.

    Raises what went wrong after putting the batch back, or after giving up with a sentence at the last attempt.
    """
    batch = ImportBatch.objects.claim(batch_id, step)
    if batch is None:
        return
    act, then = WORK[step]
    do = leaving.planned_by(batch) if step is Status.TO_PLAN else act
    try:
        do(batch)
        while not finish(batch, then):
            do(batch)
    except ClaimLost:
        raise
    except reading.UnreadableFile as refusal:
        give_up(batch, str(refusal))
    except Exception:
        stumble(batch)
        raise
    if batch.purpose and (now := leaving.next_step(batch)):
        work(batch_id, now)


@transaction.atomic
def finish(batch: ImportBatch, then: ImportBatch.Status) -> bool:
    """Move a worked batch on; False when rows were decided meanwhile and wait to be applied. Raises ClaimLost."""
    mine = ImportBatch.objects.select_for_update(no_key=True).filter(
        pk=batch.pk, claim=batch.claim, status=batch.status
    )
    if not mine.exists():
        raise ClaimLost
    then = leaving.goes_on_to(batch, then)
    if then is Status.DONE:
        if batch.rows.filter(fate="").exists():
            return False
        mine.update(finished_at=Now())
        let_go_of_file(batch)
        if batch.finished_at is None:  # not again when rows that were held back follow
            noticed.tell_done(batch)
            mappings.remember(batch)
    if then is Status.UNDONE:
        mine.update(undone_at=Now())
        noticed.tell_undone(batch)
    if then is Status.COMPARED:
        leaving.close(batch)
        let_go_of_file(batch)
        noticed.tell_compared(batch)
    mine.update(status=then, claim=None, n_attempts=0, queued_at=Now())
    return True


def stumble(batch: ImportBatch) -> None:
    """Put a batch back into the queue after trouble; after the third time, give up and say so."""
    if batch.n_attempts >= MOST_ATTEMPTS:
        give_up(batch, _("Something went wrong three times while we worked on this list. What is in stays in."))
        return
    waiting = next(step for step in Status.waiting() if step.running() == batch.status)
    ImportBatch.objects.filter(pk=batch.pk, claim=batch.claim).update(status=waiting, claim=None, queued_at=Now())


@transaction.atomic
def give_up(batch: ImportBatch, sentence: str) -> None:
    """End a batch with the sentence that says why."""
    ended = ImportBatch.objects.filter(pk=batch.pk, claim=batch.claim).update(
        status=Status.FAILED, trouble=sentence[:500], finished_at=Now(), claim=None
    )
    if ended:
        let_go_of_file(batch)
        noticed.tell_failed(batch)


def let_go_of_file(batch: ImportBatch) -> None:
    """Delete the upload once the change that makes it useless is committed."""
    key = batch.stored_as
    # What the file's first rows said goes with it: columns that were left out stand there too.
    layout = {**batch.layout, "first": []}
    ImportBatch.objects.filter(pk=batch.pk).update(stored_as="", samples=[], layout=layout)
    transaction.on_commit(lambda: files.delete(key))


def work_now(batch: ImportBatch) -> ImportBatch:
    """Do the waiting step here, without a worker: for commands."""
    work(batch.pk, ImportBatch.Status(batch.status))
    batch.refresh_from_db()
    return batch
