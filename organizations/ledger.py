"""Who was erased, and which groups were deleted: kept beside the uploads, not in the database.

A backup that is put back does not know what was erased after it was made. This list does, in ids without a name, and
`replay_erasures` does it again.
"""

import os
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from django.conf import settings

PERSON, GROUP = "person", "group"


class Gone(NamedTuple):
    """One line: what it was, whose organization, and the id."""

    kind: str
    organization: UUID
    pk: UUID


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


def note(gone: Collection[Gone]) -> int:
    """Add what is not there yet, and wait until the disk has it; returns how many lines that were."""
    new = sorted(set(gone) - read())
    if not new:
        return 0
    place().parent.mkdir(parents=True, exist_ok=True)
    # One write at the end of the file: two workers do not mix their lines.
    file = os.open(place(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(file, "".join(f"\n{each.kind} {each.organization} {each.pk}\n" for each in new).encode())
        os.fsync(file)
    finally:
        os.close(file)
    return len(new)


def _gone(line: str) -> Gone | None:
    match line.split():
        case [("person" | "group") as kind, organization, pk]:
            try:
                return Gone(kind, UUID(organization), UUID(pk))
            except ValueError:
                return None
    return None
