"""What is done about a typed sheet: begin it, put a line down, take one out. Each line is complete by itself."""

from collections.abc import Sequence
from datetime import date
from itertools import chain
from typing import Any
from uuid import UUID

from django.db.models import F, Max
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.recording import action, record
from imports.actions import NotNow
from imports.applying import Chunk, next_rows
from imports.claims import one_import_at_a_time
from imports.models import ImportBatch, ImportChange, ImportRow, KeptAside
from imports.paper.columns import Column, always
from imports.person import Cleaned
from imports.undo.chunk import Chunk as TakingBack
from imports.undo.chunk import made_by
from members.models import Member
from organizations.sealing import seal, unseal

Decision = ImportRow.Decision
Fate = ImportRow.Fate


@action
def begin(
    *, name: str, day: date, columns: Sequence[Column], by: Member, told: dict[str, Any] | None = None
) -> ImportBatch:
    """Lay an empty sheet before somebody. It is in from the start, as each line is when it is put down."""
    columns = [*always(), *columns]
    batch: ImportBatch = ImportBatch.objects.create(
        name=name,
        kind=ImportBatch.Kind.SHEET,
        status=ImportBatch.Status.DONE,
        headers=[column.header for column in columns],
        mapping=[column.key for column in columns],
        as_of=day,
        # Who types has the people before them: nobody is asked a second time.
        holds_back=False,
        keeps_aside=True,
        started_by=by,
        finished_at=timezone.now(),
        **(told or {}),
    )
    record("import.run", of=batch, by=by, fields=["sheet begun"])
    return batch


class Line:
    """What one line says, cleaned, and who the one who types says it is: somebody here, or nobody yet."""

    def __init__(self, cleaned: Cleaned, who: UUID | None) -> None:
        self.who = who
        self.cleaned = cleaned
        self.decision = Decision.SAME if who else Decision.NEW

    def says_what(self, row: ImportRow) -> bool:
        """Whether this stands in the row already: a line sent twice changes nothing."""
        cells = {header: unseal(cell) for header, cell in row.cells.items()}
        same_cells = cells == {header: unseal(cell) for header, cell in self.cleaned.stood.items()}
        return same_cells and self.who in (None, row.member_id) and self.decision == row.decision

    def write_on(self, row: ImportRow, batch: ImportBatch) -> None:
        """Put it on a row; whoever signed came, which waits for the room of meetings."""
        came = {"what": batch.name, "on": batch.as_of.isoformat() if batch.as_of else "", "value": "came"}
        self.cleaned.person.aside["attendance"] = seal([came])
        row.cells, row.clean = self.cleaned.stood, self.cleaned.person.stored()
        row.problems = [problem._asdict() for problem in self.cleaned.problems]
        row.offers = [offer._asdict() for offer in self.cleaned.offers]
        row.notes = [note._asdict() for note in self.cleaned.notes]


@action
def put(batch: ImportBatch, *, key: UUID, line: Line, by: Member) -> ImportRow:
    """Put a line down under a key that the page made up, or change the one that has it. Raises NotNow."""
    _hold(batch)
    row = ImportRow.objects.filter(pk=key).first()
    if row is None:
        last = batch.rows.aggregate(last=Max("number"))["last"] or 0
        row = ImportRow(pk=key, batch=batch, number=last + 1, plan=Fate.CREATED)
    elif row.batch_id != batch.pk:
        raise NotNow(_("This line stands on another sheet."))
    elif line.says_what(row):
        return row
    was = row.member_id
    made, others = _take_back(batch, row)
    # Of several lines about somebody new, the one that says so comes first: a correction of it is one of them.
    leads = made and line.who is None and row.decision == Decision.NEW
    leads = leads and (row.fate == Fate.CREATED or Decision.NEW not in others.values())
    if not leads:
        _count_anew(batch, was, others)
    row.member, row.fate = None, ""
    line.write_on(row, batch)
    row.candidate_id = line.who or (was if leads and _is_here(was) else None)
    row.decision = Decision.SAME if row.candidate_id else Decision.NEW
    is_new = row._state.adding  # noqa: SLF001 - a key made up beforehand hides it
    row.save(force_insert=is_new)
    _apply(batch, keeping=was)
    row.decision = line.decision
    row.save(update_fields=["decision"])
    if leads:
        _count_anew(batch, was, others)
    _note(batch, more=int(is_new))
    record("import.run", of=batch, by=by, fields=[f"line {row.number}"])
    row.refresh_from_db()
    return row


@action
def take_out(batch: ImportBatch, *, key: UUID, by: Member) -> None:
    """Strike a line through: whom it brought goes, unless somebody has worked with them since. Raises NotNow."""
    _hold(batch)
    row = batch.rows.filter(pk=key).first()
    if row is None:
        return
    _made, others = _take_back(batch, row)
    _count_anew(batch, row.member_id, others)
    row.delete()
    _note(batch, more=-1)
    record("import.run", of=batch, by=by, fields=[f"line {row.number} taken out"])


def _hold(batch: ImportBatch) -> None:
    """Keep everybody else from the sheet until commit, and see that it still takes lines."""
    one_import_at_a_time()
    ImportBatch.objects.select_for_update(no_key=True, of=("self",)).only("pk").get(pk=batch.pk)
    batch.refresh_from_db()
    if not batch.takes_lines:
        raise NotNow(_("Nothing can be typed on this sheet any more. Begin another one for what is missing."))


def _apply(batch: ImportBatch, *, keeping: UUID | None) -> None:
    """Bring in the lines without a fate. Nobody else's: the sheet is held."""
    chunk = Chunk(batch, next_rows(batch))
    if keeping and not _is_here(keeping):
        # The first id goes to the person: who is written down anew stays at the address they had.
        chunk.writer.ids = chain([keeping], chunk.writer.ids)
    chunk.apply()


def _take_back(batch: ImportBatch, row: ImportRow) -> tuple[bool, dict[UUID, str]]:
    """Make undone what was done to whom a line is about.

    Returns whether the sheet had made them, and the other lines about them, which are to count anew.
    """
    who = row.member_id
    if who is None:
        return False, {}
    others = batch.rows.filter(member=who).exclude(pk=row.pk).order_by("number")
    words = dict(others.values_list("pk", "decision"))
    records = ImportChange.objects.filter(batch=batch, about=who)
    made = made_by(records)
    TakingBack(batch, [who], locked=True).write()
    if not (made and _is_here(who)):
        # Somebody new goes or stays as a whole: of whom stays, the sheet still knows that it made them.
        records.delete()
    KeptAside.objects.filter(batch=batch, member=who).delete()
    return made, words


def _count_anew(batch: ImportBatch, who: UUID | None, words: dict[UUID, str]) -> None:
    """Bring lines in again that are about one person: the first that says so makes them, the others mean the same."""
    for pk, word in sorted(words.items(), key=lambda line: line[1] == Decision.SAME):
        stays = {"decision": Decision.SAME, "candidate": who} if _is_here(who) else {}
        batch.rows.filter(pk=pk).update(fate="", **stays)
        _apply(batch, keeping=who)
        batch.rows.filter(pk=pk).update(decision=word)


def _is_here(who: UUID | None) -> bool:
    return who is not None and Member.objects.filter(pk=who).exists()


def _note(batch: ImportBatch, *, more: int) -> None:
    """Count the lines, and let the 30 days of taking back begin with the last of them."""
    ImportBatch.objects.filter(pk=batch.pk).update(
        n_rows=F("n_rows") + more, n_done=F("n_done") + more, finished_at=Now()
    )
