"""What happens to a file about one person: asked for, made, fetched once, and removed after an hour."""

import errno
import logging
from datetime import timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from audit.recording import action, record
from members import long_work
from members.acting import NoLongerMay, request_as
from members.exporting import files
from members.fields import readers
from members.models import Field, Member, RightsFile
from members.requests import OrgRequest
from members.rights import writing
from members.rights.removing import let_go, remove
from organizations.ending import letters
from organizations.models import Organization, User
from organizations.registry import went
from stpnet.in_org import on_public_side

logger = logging.getLogger("stpnet.exports")
RIGHT = "member.rights_file"
Status = RightsFile.Status
KEPT = timedelta(hours=1)


def is_for_owners(request: OrgRequest) -> bool:
    """Whether something is asked here whose answers are closed to who asks: the file would tell them."""
    return Field.objects.exclude(readers__in=readers.open_to(request.roles)).exists()


@action
def ask(member: Member, *, by: Member) -> RightsFile:
    """Queue the file; one that is on its way already is the answer to asking twice."""
    if going_on := RightsFile.objects.going_on().filter(asked_by=by, member=member).first():
        return going_on
    made: RightsFile = RightsFile.objects.create(asked_by=by, member=member)
    record(RIGHT, of=member, by=by, fields=["asked"])
    nudge(made)
    return made


@action
def stop(made: RightsFile, *, by: Member) -> bool:
    """Make no file of it; what was written of it goes at once."""
    if not long_work.stop(made):
        return False
    record(RIGHT, of=made.member, by=by, fields=["stopped"])
    transaction.on_commit(lambda: remove(made))
    return True


def fetch(made: RightsFile, *, by: Member) -> bytes | None:
    """Hand the file over, once: it is gone from here with that. None: it is gone already."""
    place = files.path(made.stored_as)
    if not made.is_there or not place.is_file():
        return None
    content = place.read_bytes()
    return content if _fetched(made, by=by) else None


@action
def _fetched(made: RightsFile, *, by: Member) -> bool:
    if not RightsFile.objects.filter(pk=made.pk, stored_as=made.stored_as).update(stored_as="", expires_at=Now()):
        return False
    record(RIGHT, of=made.member, by=by, fields=["fetched"])
    transaction.on_commit(partial(files.delete, made.stored_as))
    return True


def work(pk: UUID | str) -> None:
    """Make a file that waits, from the start. One that is taken or has ended is left."""
    if (made := RightsFile.objects.claim(pk)) is None:
        return
    try:
        _make(made)
    except long_work.Lost:
        remove(made)
    except NoLongerMay:
        _stumble(made, _("Whoever asked for it may not have such a file any more."))
        remove(made)
    except OSError as trouble:
        full = trouble.errno == errno.ENOSPC
        _stumble(made, files.no_room() * full)
        remove(made)
        logger.exception("rights file %s", made.pk)
    except Exception:
        _stumble(made)
        remove(made)
        raise


def _make(made: RightsFile) -> None:
    request = request_as(made.asked_by, RIGHT)
    organization = request.organization
    member = Member.objects.read_by(request).filter(pk=made.member_id).first()
    if member is None or is_for_owners(request):
        raise NoLongerMay
    files.delete(made.stored_as)
    key = files.new_key()
    # Named before it is there, so that whatever happens somebody knows of it.
    long_work.beat(made, stored_as=key)
    made.stored_as = key
    with translation.override(organization.language), timezone.override(organization.zone):
        told = writing.gather(member, organization)
        long_work.beat(made)
        place = files.made(key)
        writing.pack(told, place)
    _finish(made, writing.n_rows(told), place.stat().st_size)
    _tell_owners(made, organization)


@action
def _finish(made: RightsFile, n_rows: int, n_bytes: int) -> None:
    long_work.end(made, Status.DONE, n_rows=n_rows, n_bytes=n_bytes, expires_at=timezone.now() + KEPT)
    record(RIGHT, of=made.member, by=made.asked_by, fields=["made"])


def _tell_owners(made: RightsFile, organization: Organization) -> None:
    """Write to the owners that such a file is there, and not about whom."""
    user_id = made.asked_by.user_id if made.asked_by else None
    with on_public_side():
        asked = User.objects.filter(pk=user_id).first() if user_id else None
        letters.rights_file(organization, by=asked, key=f"rights file {made.pk}")


@action
def _stumble(made: RightsFile, sentence: str = "") -> None:
    if long_work.stumble(made, sentence):
        record(RIGHT, of=made.member, by=made.asked_by, fields=["failed"])


def nudge(made: RightsFile) -> None:
    """Tell a worker, once this is committed, that a file waits. Without a broker the sweeper does it later."""
    from members.tasks import make_rights_file  # noqa: PLC0415 - tasks import this module

    make_rights_file.delay_on_commit(rights_file_id=str(made.pk))


def sweep() -> None:
    """Wake what waits too long, and remove files whose hour is over, or that nobody will finish."""
    long_work.sweep(RightsFile, nudge, _stumble)
    if n := let_go():
        went("files", n)
