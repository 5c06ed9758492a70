"""Reads are written down beside the chain, for it makes whoever adds to it wait; each night they are sealed into it.

A seal is an event whose `fields` are `until:<moment>`, `reads:<how many>` and `sha256:<hash of those reads>`.
"""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from django.utils import timezone

from audit import checkpoints
from audit.models import AuditEvent
from audit.recording import action, record
from stpnet.db.wrapper import current

SEAL = "reads.seal"
# A read takes its moment at the start of a statement and is seen at its commit: by then it surely is.
SETTLED = timedelta(hours=1)
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
HASHED = """
SELECT count(*), encode(sha256(coalesce(string_agg(convert_to(concat_ws('|', id,
    to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), actor_id, action, coalesce(object_id::text, ''),
    n_objects), 'UTF8'), '\\x0a'::bytea ORDER BY id), ''::bytea)), 'hex')
FROM audit_readevent WHERE at > %s AND at <= %s
"""


@action
def seal() -> int:
    """Seal the reads since the last seal, but for those of the last hour, and return how many; of none, no seal."""
    last = AuditEvent.objects.filter(action=SEAL).order_by("-seq").first()
    sealed_until = timezone.now() - SETTLED
    n, known = _reckon(_until(last) if last else _begin(), sealed_until)
    if n:
        record(SEAL, of=None, by=None, fields=[f"until:{sealed_until.isoformat()}", f"reads:{n}", f"sha256:{known}"])
    return n


def until(seq: int) -> str:
    """Say until when reads were sealed up to this event; empty where none were."""
    last = AuditEvent.objects.filter(action=SEAL, seq__lte=seq).order_by("-seq").first()
    return _until(last).isoformat() if last else checkpoints.begins().reads_until


def changed() -> list[int]:
    """Return the numbers of the seals whose reads are not what they were."""
    seals = list(AuditEvent.objects.filter(action=SEAL).order_by("seq"))
    moments = [_begin(), *map(_until, seals)]
    return [
        event.seq
        for event, (since, until) in zip(seals, pairwise(moments), strict=True)
        if not _agrees(event, since, until)
    ]


def _begin() -> datetime:
    """Return until when reads were let go, with the events that sealed them."""
    said = checkpoints.begins().reads_until
    return datetime.fromisoformat(said) if said else BEGINNING


def _agrees(event: AuditEvent, since: datetime, until: datetime) -> bool:
    n, known = _reckon(since, until)
    return {f"reads:{n}", f"sha256:{known}"} <= set(event.fields)


def _reckon(since: datetime, until: datetime) -> tuple[int, str]:
    with current().cursor() as cursor:
        cursor.execute(HASHED, [since, until])
        n, known = cursor.fetchone()
    return n, known


def _until(seal: AuditEvent) -> datetime:
    said = next((field for field in seal.fields if field.startswith("until:")), "")
    try:
        return datetime.fromisoformat(said.removeprefix("until:"))
    except ValueError:
        # Somebody rewrote the seal: its own hash tells, and its reads cannot be looked at.
        return seal.at
