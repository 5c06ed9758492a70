"""Does the chain still hold? Reckoned by the database from the rows alone, without trusting what stands in them."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from audit import checkpoints, sealing
from audit.models import AuditEvent
from stpnet.db.wrapper import current

# What the trigger of migration 0002 hashes; `previous` comes first, as bytes.
HASHED = """sha256(previous || convert_to(concat_ws('|', seq,
    to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), coalesce(actor_id::text, ''),
    action, coalesce(object_id::text, ''), fields::text), 'UTF8'))"""
# A row whose own hash is right and whose predecessor's is not the one it names follows on a row that was replaced.
BROKEN = f"""
SELECT seq, before_seq, is_whole FROM (
  SELECT seq, lag(seq, 1, %s::bigint) OVER chain AS before_seq, hash = {HASHED} AS is_whole,
    previous = lag(hash, 1, %s::bytea) OVER chain AS is_linked
  FROM audit_auditevent WINDOW chain AS (ORDER BY seq)
) AS looked WHERE NOT (is_whole AND is_linked AND seq = before_seq + 1) ORDER BY seq
"""  # noqa: S608 - made of constants


class Wrong(StrEnum):
    EDITED = "edited"
    MISSING = "missing"
    REPLACED = "replaced"
    CUT = "cut"
    READS = "reads"
    FORGED = "forged"


class Fault(NamedTuple):
    """What is wrong at an event; `first` to `seq` where rows are missing, else both are the one."""

    seq: int
    what: Wrong
    first: int


class Head(NamedTuple):
    """The last event of a chain: whoever keeps its hash notices when what came before it is changed or cut off."""

    seq: int
    hash: str
    at: datetime


def faults() -> list[Fault]:
    """Return everything that is wrong in this organization's chain, first event first; of a whole one, nothing."""
    begins = checkpoints.begins()
    with current().cursor() as cursor:
        cursor.execute(BROKEN, [begins.until, bytes.fromhex(begins.hash)])
        rows = cursor.fetchall()
    found = [fault for row in rows for fault in _told(*row)]
    found += [Fault(seq, Wrong.FORGED, seq) for seq in checkpoints.forged()]
    return found + [Fault(seq, Wrong.READS, seq) for seq in sealing.changed()]


def _told(seq: int, before: int, is_whole: bool) -> Iterator[Fault]:
    if seq <= before:
        # Let go of, and here again.
        yield Fault(seq, Wrong.REPLACED, seq)
        return
    if seq != before + 1:
        yield Fault(seq - 1, Wrong.MISSING, before + 1)
    if not is_whole:
        yield Fault(seq, Wrong.EDITED, seq)
    elif seq == before + 1:
        yield Fault(seq - 1, Wrong.REPLACED, seq - 1)


def against(kept: str) -> list[Fault]:
    """Compare with a head that somebody kept, `<number>:<hash>` as the daily mail says it. Raises ValueError."""
    number, _colon, known = kept.partition(":")
    seq = int(number)
    if len(bytes.fromhex(known)) != 32:  # noqa: PLR2004 - sha256
        raise ValueError(kept)
    if seq <= (begins := checkpoints.begins()).until:
        # What was let go cannot be compared any more, but for the last.
        differs = seq == begins.until and known.lower() != begins.hash
        return [Fault(seq, Wrong.REPLACED, seq)] if differs else []
    event = AuditEvent.objects.filter(seq=seq).first()
    if event is None:
        last = head()
        return [Fault(seq, Wrong.CUT, last.seq + 1 if last else 1)]
    return [] if bytes(event.hash).hex() == known.lower() else [Fault(seq, Wrong.REPLACED, seq)]


def head() -> Head | None:
    """Return the last event's number, hash and moment; None before the first."""
    event = AuditEvent.objects.order_by("-seq").first()
    return Head(event.seq, bytes(event.hash).hex(), event.at) if event else None
