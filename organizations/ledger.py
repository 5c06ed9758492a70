"""Who was erased, and which groups were deleted: kept beside the uploads, not in the database.

A backup that is put back does not know what was erased after it was made. This list does, in ids without a name, and
`replay_erasures` does it again. A line of a group says when, in UTC: one that was brought in after that is meant to be.
"""

import os
from collections.abc import Collection, Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.utils import timezone

PERSON, GROUP = "person", "group"


class Gone(NamedTuple):
    """One line: what it was, whose organization, and the id; of groups the moment as well (older lines have none)."""

    kind: str
    organization: UUID
    pk: UUID
    at: datetime | None = None


def place() -> Path:
    return Path(settings.MEDIA_ROOT).parent / "gone.txt"


def read() -> set[Gone]:
    """Return every line; a line that a crash cut off is none."""
    if not place().exists():
        return set()
    return lines(place().read_text())


def lines(text: str) -> set[Gone]:
    """Return what the text of such a list says."""
    return {gone for line in text.splitlines() if (gone := _gone(line))}


def is_gone(organization: UUID, since: datetime, among: Iterable[Gone]) -> bool:
    """Whether the list says that the group that came here at `since` was deleted later."""
    return any(
        each.kind == GROUP and each.organization == organization and (each.at is None or each.at >= since)
        for each in among
    )


def note_group(organization: UUID) -> None:
    """Add that a group is deleted now."""
    note([Gone(GROUP, organization, organization, timezone.now())])


def note(gone: Collection[Gone]) -> int:
    """Add what is not there yet, and wait until the disk has it; returns how many lines that were."""
    new = sorted(map(_line, set(gone) - read()))
    if not new:
        return 0
    place().parent.mkdir(parents=True, exist_ok=True)
    # One write at the end of the file: two workers do not mix their lines.
    file = os.open(place(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(file, "".join(f"\n{each}\n" for each in new).encode())
        os.fsync(file)
    finally:
        os.close(file)
    return len(new)


def _line(gone: Gone) -> str:
    at = f" {gone.at.isoformat()}" if gone.at else ""
    return f"{gone.kind} {gone.organization} {gone.pk}{at}"


def _gone(line: str) -> Gone | None:
    match line.split():
        case ["person" as kind, organization, pk] | ["group" as kind, organization, pk]:
            at = None
        case ["group" as kind, organization, pk, moment]:
            at = moment
        case _:
            return None
    try:
        return Gone(kind, UUID(organization), UUID(pk), datetime.fromisoformat(at) if at else None)
    except ValueError:
        return None
