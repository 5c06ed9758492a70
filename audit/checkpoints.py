"""Checkpoints: events that say up to where the record was let go as old enough, so that the rest still proves itself.

The database writes one before it removes a row (migration 0003). Its `fields` are `until:<number>`, `sha256:<hash of
that event>`, `reads_until:<moment>`, `events:<how many>`, `reads:<how many>` and `signed:<by a key outside the
database>`: whoever can write to the database alone cannot make one that holds.
"""

from typing import NamedTuple
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.utils.crypto import constant_time_compare

from audit.models import AuditEvent
from audit.recording import action, record
from organizations.models import Organization
from stpnet.db.wrapper import current

PRUNE, RENEW = "record.prune", "record.renew"


class Checkpoint(NamedTuple):
    """Where the record begins: after event `until`, whose hash was `hash`. `seq` is the event that says so."""

    seq: int
    until: int
    hash: str
    reads_until: str
    signed: str


BEGINNING = Checkpoint(0, 0, "", "", "")


def begins() -> Checkpoint:
    """Return the furthest checkpoint whose signature holds; BEGINNING where nothing was let go."""
    return max((each for each in said() if _holds(each)), key=lambda each: each.until, default=BEGINNING)


def forged() -> list[int]:
    """Return the numbers of checkpoints that nobody with the key signed; one that says no more than one who did is old."""
    here = begins()
    claims = [each for each in said() if each.until >= here.until and each[1:4] != here[1:4]]
    return [each.seq for each in claims if not _holds(each)]


def said() -> list[Checkpoint]:
    """Return all that call themselves checkpoints, the first first."""
    rows = AuditEvent.objects.filter(action__in=(PRUNE, RENEW)).order_by("seq")
    return [_read(row) for row in rows]


def sign(until: int, known: str, reads_until: str) -> str:
    return _signer().signature(_text(until, known, reads_until))


@action
def renew() -> None:
    """Say the checkpoint again, signed with the key of today, before the key that signed it is thrown away."""
    here = begins()
    if here.until and not constant_time_compare(here.signed, sign(here.until, here.hash, here.reads_until)):
        _say(here)


@action
def adopt() -> None:
    """Sign what came in from another site, whose key is not here, where it fits the rows that came with it."""
    first = AuditEvent.objects.order_by("seq").first()
    fitting = [] if first is None else [each for each in said() if _fits(each, first)]
    if fitting and not begins().until:
        _say(fitting[-1])


def _fits(checkpoint: Checkpoint, first: AuditEvent) -> bool:
    return (checkpoint.until + 1, checkpoint.hash) == (first.seq, bytes(first.previous).hex())


def _say(here: Checkpoint) -> None:
    signed = sign(here.until, here.hash, here.reads_until)
    fields = [f"until:{here.until}", f"sha256:{here.hash}", f"reads_until:{here.reads_until}", f"signed:{signed}"]
    record(RENEW, of=None, by=None, fields=fields)


def _read(event: AuditEvent) -> Checkpoint:
    told = dict(field.partition(":")[::2] for field in event.fields)
    until = told.get("until", "")
    number = int(until) if until.isascii() and until.isdigit() else event.seq
    return Checkpoint(event.seq, number, told.get("sha256", ""), told.get("reads_until", ""), told.get("signed", ""))


def _holds(checkpoint: Checkpoint) -> bool:
    text = _text(checkpoint.until, checkpoint.hash, checkpoint.reads_until)
    try:
        return _signer().unsign(f"{text}:{checkpoint.signed}") == text
    except BadSignature:
        return False


def _text(until: int, known: str, reads_until: str) -> str:
    return f"{_organization()}|{until}|{known}|{reads_until}"


def _organization() -> UUID:
    organization = current().tenant
    assert isinstance(organization, Organization)  # noqa: S101 - tells the type checker
    return organization.pk


def _signer() -> Signer:
    # Knows SECRET_KEY_FALLBACKS as well.
    return Signer(salt="audit.checkpoints")
