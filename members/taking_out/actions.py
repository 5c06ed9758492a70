"""What happens to a take-out: asked for, made, stopped, and removed after an hour."""

import errno
import logging
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from audit.recording import action, record
from members import long_work
from members.acting import NoLongerMay, owners, request_as
from members.exporting import files
from members.models import Member, TakeOut
from members.taking_out import sheets, writing
from organizations.ending import letters
from organizations.models import Organization, User
from organizations.registry import went
from stpnet.in_org import on_public_side

logger = logging.getLogger("stpnet.exports")
RIGHT = "organization.take_out"
Status = TakeOut.Status
KEPT = timedelta(hours=1)
# A night and a day: who reads their mail once a day can still stop it.
TIME_TO_STOP = timedelta(hours=24)


def ask(organization: Organization, *, by: Member) -> TakeOut:
    """Queue the file; one that is on its way already is the answer to asking twice.

    Where there are other owners they are told at once, and it begins when one agrees, or when nobody stopped it in time.
    """
    others = [each for each in owners(organization) if each != by]
    if going_on := TakeOut.objects.going_on().filter(asked_by=by).first():
        return going_on
    made = _ask(by=by, begins_at=timezone.now() + TIME_TO_STOP if others else None)
    if made.begins_at:
        when = date_format(localtime(made.begins_at, organization.zone), "l, g:i A")
        with on_public_side():
            letters.take_out_asked(organization, by=_account(by), key=f"take-out asked {made.pk}", until=when)
    return made


@action
def _ask(*, by: Member, begins_at: datetime | None) -> TakeOut:
    made: TakeOut = TakeOut.objects.create(asked_by=by, begins_at=begins_at)
    record(RIGHT, of=made, by=by, fields=["asked"])
    nudge(made)
    return made


@action
def agree(made: TakeOut, *, by: Member) -> bool:
    """Another owner says yes: it begins now. Whether it still waited for that."""
    if not TakeOut.objects.asked_of(by).filter(pk=made.pk).update(begins_at=Now(), answered_by=by):
        return False
    record(RIGHT, of=made, by=by, fields=["agreed"])
    nudge(made)
    return True


@action
def refuse(made: TakeOut, *, by: Member) -> bool:
    """Another owner stops it before it began; whoever asked for it reads by whom."""
    waiting = TakeOut.objects.asked_of(by).filter(pk=made.pk)
    if not waiting.update(status=Status.STOPPED, answered_by=by, finished_at=Now()):
        return False
    record(RIGHT, of=made, by=by, fields=["stopped"])
    return True


@action
def stop(made: TakeOut, *, by: Member) -> bool:
    """Make no file of it; what was written of it goes at once."""
    if not long_work.stop(made):
        return False
    record(RIGHT, of=made, by=by, fields=["stopped"])
    transaction.on_commit(lambda: _remove(made))
    return True


def work(pk: UUID | str) -> None:
    """Make a file that waits, from the start. One that is taken or has ended is left."""
    if (made := TakeOut.objects.claim(pk)) is None:
        return
    try:
        _make(made)
    except long_work.Lost:
        _remove(made)
    except NoLongerMay:
        _stumble(made, _("Whoever asked for it is no owner any more."))
        _remove(made)
    except OSError as trouble:
        full = trouble.errno == errno.ENOSPC
        _stumble(made, _("There is no room left for files. Tell who runs this site.") * full)
        _remove(made)
        logger.exception("take-out %s", made.pk)
    except Exception:
        _stumble(made)
        _remove(made)
        raise


def _make(made: TakeOut) -> None:
    organization = request_as(made.asked_by, RIGHT).organization
    files.delete(made.stored_as)
    key = files.new_key()
    # Named before it is there, so that whatever happens somebody knows of it.
    long_work.beat(made, stored_as=key, n_done=0, n_asked=0)
    made.stored_as = key
    with translation.override(organization.language):
        place, aside = files.made(key), files.aside(key)
        about = writing.spool(organization, aside)
        n = len(about["tables"]) + len(about["files"]) + sheets.n_books(about)
        long_work.beat(made, n_asked=n)
        writing.pack(organization, about, aside, place, lambda n_done: long_work.beat(made, n_done=n_done))
    files.delete_aside(key)
    _finish(made, sum(each["rows"] for each in about["tables"].values()), place.stat().st_size)
    _tell_owners(made, organization)


@action
def _finish(made: TakeOut, n_rows: int, n_bytes: int) -> None:
    long_work.end(made, Status.DONE, n_rows=n_rows, n_bytes=n_bytes, expires_at=timezone.now() + KEPT)
    record(RIGHT, of=made, by=made.asked_by, fields=["made", f"rows:{n_rows}"])


def _tell_owners(made: TakeOut, organization: Organization) -> None:
    """Write to whoever asked that it is there, and to the other owners that everything was taken out."""
    until = date_format(localtime(timezone.now() + KEPT, organization.zone), "g:i A")
    with on_public_side():
        letters.taken_out(organization, by=_account(made.asked_by), key=f"take-out {made.pk}", until=until)


def _account(member: Member | None) -> User | None:
    """Return who signs in as this person. On the public side only."""
    return User.objects.filter(pk=member.user_id).first() if member and member.user_id else None


@action
def _stumble(made: TakeOut, sentence: str = "") -> None:
    if long_work.stumble(made, sentence):
        record(RIGHT, of=made, by=made.asked_by, fields=["failed"])


def nudge(made: TakeOut) -> None:
    """Tell a worker, once this is committed, that a file waits. Without a broker the sweeper does it later."""
    from members.tasks import take_out  # noqa: PLC0415 - tasks import this module

    if made.is_asked:
        return
    take_out.delay_on_commit(take_out_id=str(made.pk))


def sweep() -> None:
    """Wake what waits too long, and let go of files."""
    long_work.sweep(TakeOut, nudge, _stumble)
    if n := let_go():
        went("files", n)


def let_go() -> int:
    """Remove files whose hour is over, or that nobody will finish; returns how many."""
    kept = TakeOut.objects.exclude(stored_as="")
    gone = list(kept.filter(expires_at__lt=Now()) | kept.filter(status__in=[Status.FAILED, Status.STOPPED]))
    for made in gone:
        _remove(made)
    return len(gone)


def forget() -> None:
    """Remove the files at once: somebody who is in them was erased. One that is being made is made anew."""
    for made in TakeOut.objects.exclude(stored_as="").filter(status=Status.DONE):
        transaction.on_commit(partial(_remove, made))
    TakeOut.objects.filter(status=Status.RUNNING).update(status=Status.QUEUED, claim=None, queued_at=Now())


def _remove(made: TakeOut) -> None:
    files.delete(made.stored_as)
    TakeOut.objects.filter(pk=made.pk, stored_as=made.stored_as).update(stored_as="")
