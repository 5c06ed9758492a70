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
from imports.applying import Chunk
from imports.claims import one_import_at_a_time
from imports.models import ImportBatch, ImportChange, ImportRow
from imports.person import Person, Problem
from imports.sheets.columns import Column, always
from imports.undo.chunk import Chunk as TakingBack
from members.models import Member

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
        started_by=by,
        finished_at=timezone.now(),
        **(told or {}),
    )
    record("import.run", of=batch, by=by, fields=["sheet begun"])
    return batch


class Line:
    """What one line says, cleaned, and who the one who types says it is: somebody here, or nobody yet."""

    def __init__(self, person: Person, problems: list[Problem], cells: dict[str, str], who: UUID | None) -> None:
        self.who = who
        self.stored: dict[str, Any] = {
            "cells": cells,
            "clean": person.stored(),
            "problems": [problem._asdict() for problem in problems],
            "decision": Decision.SAME if who else Decision.NEW,
        }

    def says_what(self, row: ImportRow) -> bool:
        """Whether this stands in the row already: a line sent twice changes nothing."""
        same_word = self.who in (None, row.member_id)
        return same_word and all(getattr(row, name) == value for name, value in self.stored.items())


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
    stays = _take_back(batch, row) if row.member_id else None
    was, row.member, row.fate = row.member_id, None, ""
    for name, value in line.stored.items():
        setattr(row, name, value)
    row.candidate_id = line.who or stays
    row.decision = Decision.SAME if row.candidate_id else Decision.NEW
    is_new = row._state.adding  # noqa: SLF001 - a key made up beforehand hides it
    row.save(force_insert=is_new)
    _apply(batch, [row], keeping=was)
    row.decision = line.stored["decision"]
    row.save(update_fields=["decision"])
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
    if row.member_id:
        _take_back(batch, row)
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


def _apply(batch: ImportBatch, rows: list[ImportRow], *, keeping: UUID | None = None) -> None:
    chunk = Chunk(batch, rows)
    if keeping and not Member.objects.filter(pk=keeping).exists():
        # The first id goes to the person: who is written down anew stays at the address they had.
        chunk.writer.ids = chain([keeping], chunk.writer.ids)
    chunk.apply()


def _take_back(batch: ImportBatch, row: ImportRow) -> UUID | None:
    """Make undone what a line did; other lines about the same person count anew. Returns them if they stay."""
    who = row.member_id
    if who is None:
        return None
    others = list(batch.rows.filter(member=who).exclude(pk=row.pk).order_by("number"))
    was_new = ImportRow.objects.filter(batch=batch, member=who, fate=Fate.CREATED).exists()
    TakingBack(batch, [who], locked=True).write()
    ImportChange.objects.filter(batch=batch, about=who).delete()
    is_here = Member.objects.filter(pk=who).exists()
    if others:
        for other in others if is_here else []:
            # For this once: somebody has worked with them, and they stay whoever the line says they are.
            other.decision, other.candidate_id = Decision.SAME, who
        _apply(batch, others, keeping=who)
        return None
    return who if was_new and is_here else None


def _note(batch: ImportBatch, *, more: int) -> None:
    """Count the lines, and let the 30 days of taking back begin with the last of them."""
    ImportBatch.objects.filter(pk=batch.pk).update(
        n_rows=F("n_rows") + more, n_done=F("n_done") + more, finished_at=Now()
    )
