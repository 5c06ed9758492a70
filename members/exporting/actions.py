"""What happens to a file that somebody asks for: asked, made, stopped, and removed after an hour."""

import errno
import logging
from collections.abc import Collection, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from audit.recording import action, record
from documents import csv, xlsx
from members import choosing, long_work, registry
from members.acting import NoLongerMay, owners, request_as
from members.exporting import files, lists, texting
from members.models import Export, Member
from members.requests import OrgRequest
from organizations.registry import went

logger = logging.getLogger("stpnet.exports")
RIGHT = "member.export"
Status = Export.Status
KEPT = timedelta(hours=1)
# So long the row still knows the filter, whose words may be names. Who took what out, for whom and why stays.
FILTER_KEPT = timedelta(days=30)


@action
def ask(chosen: choosing.Chosen, *, n: int, by: Member, **wanted: Any) -> Export:
    """Queue a file: `wanted` are its shape, format, columns and reason."""
    export: Export = Export.objects.create(asked_by=by, n_asked=n, **chosen.stored(), **wanted)
    record(RIGHT, of=export, by=by, fields=["asked", f"people:{n}", *export.columns])
    nudge(export)
    return export


@action
def stop(export: Export, *, by: Member) -> bool:
    """Make no file of it; what was written of it goes at once."""
    if not long_work.stop(export):
        return False
    record(RIGHT, of=export, by=by, fields=["stopped"])
    transaction.on_commit(lambda: _remove(export))
    return True


def work(pk: UUID | str) -> None:
    """Make a file that waits. One that is taken or has ended is left.

    It is made from the start each time: a killed worker leaves half a file, and the next one throws it away.
    """
    if (export := Export.objects.claim(pk)) is None:
        return
    try:
        _make(export)
    except long_work.Lost:
        _remove(export)
    except NoLongerMay:
        _stumble(export, _("Whoever asked for it may not take lists out any more."))
        _remove(export)
    except choosing.FilterGone:
        _stumble(export, _("A filter of this list is gone. Open the list, and ask for the file again."))
        _remove(export)
    except OSError as trouble:
        full = trouble.errno == errno.ENOSPC
        _stumble(export, files.no_room() * full)
        _remove(export)
        logger.exception("export %s", export.pk)
    except Exception:
        _stumble(export)
        _remove(export)
        raise


@action
def _stumble(export: Export, sentence: str = "") -> None:
    """Try again, or give up: whoever asked for the file hears that none will come."""
    if long_work.stumble(export, sentence):
        record(RIGHT, of=export, by=export.asked_by, fields=["failed"])
        for handle in registry.on_no_export:
            handle(export)


def _make(export: Export) -> None:
    request = request_as(export.asked_by, RIGHT)
    files.delete(export.stored_as)
    files.room()
    key = files.new_key()
    # Named before it is there, so that whatever happens somebody knows of it.
    long_work.beat(export, stored_as=key, n_done=0)
    export.stored_as = key
    left_out = texting.LeftOut()
    with translation.override(request.organization.language), timezone.override(request.organization.zone):
        n = _write(request, export, left_out)
    _finish(export, n, left_out, owners(request.organization))


def _write(request: OrgRequest, export: Export, left_out: texting.LeftOut) -> int:
    ids = choosing.of_job(export, request).in_order(request)
    if export.is_for_texting:
        headings, chunks = texting.headings(request, export), texting.chunks(request, export, ids, left_out)
    else:
        headings, chunks = lists.headings(request, export), lists.chunks(request, export, ids)
    place, rows = files.made(export.stored_as), _told(export, chunks, len(ids))
    if export.format == Export.Format.XLSX:
        about = {"title": _("People"), "author": str(export.asked_by), "comments": export.reason}
        meanwhile = files.aside(export.stored_as)
        n = xlsx.write(place, headings, rows, sheet=_("People"), about=about, meanwhile=meanwhile)
        files.delete_aside(export.stored_as)
        return n
    # The mark lets Excel know that this is UTF-8; texting tools would take it for a part of the first heading.
    with place.open("w", encoding="utf-8" if export.is_for_texting else "utf-8-sig", newline="") as file:
        return csv.write(file, headings, rows)


def _told(export: Export, chunks: Iterator[list[lists.Row]], n: int) -> Iterator[lists.Row]:
    """Yield row by row, and tell with each chunk how far it is."""
    for number, chunk in enumerate(chunks, start=1):
        long_work.beat(export, n_done=min(number * lists.CHUNK, n))
        yield from chunk


@action
def _finish(export: Export, n: int, left_out: texting.LeftOut, told: Collection[Member]) -> None:
    long_work.end(
        export,
        Status.DONE,
        n_written=n,
        left_out=dict(left_out.counts),
        shares_phone=[str(pk) for pk in left_out.shared],
        expires_at=timezone.now() + KEPT,
    )
    record(RIGHT, of=export, by=export.asked_by, fields=["made", f"people:{n}", *export.columns])
    for handle in registry.on_export:
        handle(export, told)


def nudge(export: Export) -> None:
    """Tell a worker, once this is committed, that a file waits. Without a broker the sweeper does it later."""
    from members.tasks import make_export  # noqa: PLC0415 - tasks import this module

    make_export.delay_on_commit(export_id=str(export.pk))


def sweep() -> None:
    """Wake what waits too long, and let go of files."""
    long_work.sweep(Export, nudge, _stumble)
    if n := let_go():
        went("files", n)


def let_go() -> int:
    """Remove files whose hour is over, or that nobody will finish; returns how many."""
    over = Export.objects.exclude(stored_as="").filter(expires_at__lt=Now())
    dropped = Export.objects.exclude(stored_as="").filter(status__in=[Status.FAILED, Status.STOPPED])
    gone = list(over | dropped)
    for export in gone:
        _remove(export)
    return len(gone)


def clear() -> int:
    """Forget the words of filters, and who was ticked, of files made long ago; returns of how many."""
    old = Export.objects.filter(created_at__lt=Now() - FILTER_KEPT)
    known = Q(picks__isnull=False) | ~Q(filters={}) | ~Q(shares_phone=[])
    return old.filter(known).update(picks=None, filters={}, shares_phone=[])


def _remove(export: Export) -> None:
    """Delete the file that this row is known to name; another worker's is left to that worker."""
    files.delete(export.stored_as)
    Export.objects.filter(pk=export.pk, stored_as=export.stored_as).update(stored_as="")
