"""What of a list needs somebody, and what they are told when it is in."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conversations.models import Notice
from conversations.notices import tell
from conversations.reader import Reader
from conversations.registry import Line
from imports import queries
from imports.models import ImportBatch, ImportRow

DONE, FAILED, UNDONE = "imports.done", "imports.failed", "imports.undone"
COMPARED = "imports.compared"
Status = ImportBatch.Status
MOST = 10


def tell_done(batch: ImportBatch) -> None:
    if batch.started_by:
        tell(to=batch.started_by, kind=DONE, by=None, about=batch.pk)


def tell_failed(batch: ImportBatch) -> None:
    if batch.started_by:
        tell(to=batch.started_by, kind=FAILED, by=None, about=batch.pk)


def tell_undone(batch: ImportBatch) -> None:
    if batch.undone_by:
        tell(to=batch.undone_by, kind=UNDONE, by=None, about=batch.pk)


def tell_compared(batch: ImportBatch) -> None:
    if batch.started_by:
        tell(to=batch.started_by, kind=COMPARED, by=None, about=batch.pk)


def waiting(reader: Reader) -> Iterator[Line]:
    """Rows that wait for a word, and the reader's own lists that wait for their next step."""
    if not reader.may("import.run"):
        return
    held = ImportRow.objects.filter(batch=OuterRef("pk"), fate=ImportRow.Fate.HELD_BACK).order_by()
    counted = held.values("batch").annotate(n=Count("pk")).values("n")
    closed = [Status.CANCELLED, Status.TO_WEIGH, Status.WEIGHING, Status.TO_UNDO, Status.UNDOING, Status.UNDONE]
    batches = ImportBatch.objects.exclude(status__in=closed).annotate(n_held=Coalesce(Subquery(counted), 0))
    mine = Q(started_by=reader.member, status__in=[Status.TO_MATCH, Status.TO_CONFIRM])
    mine |= Q(undone_by=reader.member, status=Status.TO_AGREE)
    over = Q(pk__in=queries.due(reader.organization.today()).order_by().values("pk"))
    for batch in batches.filter(Q(n_held__gt=0) | mine | over).order_by("-created_at")[:MOST]:
        yield _line(reader, batch)


def _line(reader: Reader, batch: ImportBatch) -> Line:
    url, n = reader.url("imports:detail", batch.pk), batch.n_held  # type: ignore[attr-defined]
    if batch.status == Status.TO_AGREE:
        title = _("You can see what taking your list back would do.")
        return Line(title, _("Take it back, or leave it in."), url, "undo-2")
    if n:
        title = ngettext("%(n)d row of a list waits for your word.", "%(n)d rows of a list wait for your word.", n)
        return Line(title % {"n": n}, _("Are they new, or here already?"), url, "download")
    if batch.keep_until and batch.status in Status.ended():
        until = _("A list was to be kept until %s.") % date_format(batch.keep_until, "M j, Y")
        return Line(until, _("Ask its people, or say how much longer."), reader.url("imports:list"), "clock", "warn")
    if batch.status == Status.TO_MATCH:
        return Line(_("Your list is read."), _("Look whether its columns are matched rightly."), url, "download")
    return Line(
        _("Your list is ready to bring in."), _("Look at what will happen, then press the button."), url, "download"
    )


def say_done(reader: Reader, notices: Sequence[Notice]) -> Mapping[UUID, Line]:
    return {
        pk: Line(_("Your list is in."), _rows(batch), url, "check", "ok")
        for pk, batch, url in _with_batches(reader, notices)
    }


def say_failed(reader: Reader, notices: Sequence[Notice]) -> Mapping[UUID, Line]:
    return {
        pk: Line(_("Your list could not be brought in."), batch.trouble, url, "triangle-alert", "bad")
        for pk, batch, url in _with_batches(reader, notices)
    }


def say_undone(reader: Reader, notices: Sequence[Notice]) -> Mapping[UUID, Line]:
    return {
        pk: Line(_("Your list is taken back."), _("What stayed, and why, stands on its page."), url, "undo-2", "ok")
        for pk, _batch, url in _with_batches(reader, notices)
    }


def say_compared(reader: Reader, notices: Sequence[Notice]) -> Mapping[UUID, Line]:
    said = _("See what differs, and what is newer where.")
    return {
        pk: Line(_("Your sheet is compared with what is here."), said, url, "table-2")
        for pk, _batch, url in _with_batches(reader, notices)
    }


def _rows(batch: ImportBatch) -> str:
    return ngettext("%(n)d row was looked at.", "%(n)d rows were looked at.", batch.n_rows) % {"n": batch.n_rows}


def _with_batches(reader: Reader, notices: Sequence[Notice]) -> Iterator[tuple[UUID, ImportBatch, str]]:
    batches = ImportBatch.objects.in_bulk([notice.about for notice in notices])
    for notice in notices:
        if batch := batches.get(notice.about):
            url = reader.url("imports:detail", batch.pk) if reader.may("import.run") else ""
            yield notice.pk, batch, url
