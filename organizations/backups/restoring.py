"""Putting a backup back: the site into an empty database, or one organization in the site that runs."""

import json
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.conf import settings

from organizations import clearing, ledger
from organizations.backups import ABOUT, DATABASE, END, FORMAT, GONE, UPLOADS, VERSION, NoBackup, one, whole
from organizations.models import Organization
from stpnet.db.owner import as_owner


def restore(source: IO[bytes], *, slug: str = "", replace: bool = False) -> dict[str, Any]:
    """Put back all of it, or one organization; returns what `about.json` says. Raises NoBackup.

    Every table is held against the sums that the backup says of itself. What was erased since it was made is for
    `replay_erasures`, tables of an earlier version for `migrate_organizations`: the command runs both.
    """
    try:
        with as_owner(), tarfile.open(fileobj=source, mode="r|*") as archive:
            return _restore(Members(archive), slug, replace)
    except (tarfile.TarError, EOFError, KeyError, ValueError) as error:
        raise NoBackup(f"This is no whole backup of STP Network ({type(error).__name__}).") from error


class Members:
    """A tar archive that is read once, from its beginning, one member at hand."""

    def __init__(self, archive: tarfile.TarFile) -> None:
        self._archive = archive
        self.next()

    def next(self) -> None:
        """Go to the member after this one; at the end there is none."""
        self.entry = self._archive.next()

    @property
    def name(self) -> str:
        return self.entry.name if self.entry else ""

    def content(self) -> bytes:
        file = self._archive.extractfile(self.entry) if self.entry else None
        if file is None:
            raise NoBackup("This backup was cut off.")
        return file.read()

    def take(self, name: str) -> bytes:
        """Return the member at hand, which has to be this one, and go on."""
        if self.name != name:
            raise NoBackup(f"This is no whole backup of STP Network: {name} is missing.")
        content = self.content()
        self.next()
        return content

    def skip(self, start: str) -> None:
        """Go on behind the members whose names begin so."""
        while self.name.startswith(start):
            self.next()

    def below(self, start: str) -> Iterator[tuple[str, bytes]]:
        """Go through the members whose names begin so."""
        while self.name.startswith(start):
            yield self.name.removeprefix(start), self.content()
            self.next()


def _restore(members: Members, slug: str, replace: bool) -> dict[str, Any]:
    about: dict[str, Any] = json.loads(members.take(ABOUT))
    if (about["format"], about["version"]) != (FORMAT, VERSION):
        raise NoBackup("This is a backup of a later version: bring this site up to date first.")
    gone = ledger.lines(members.take(GONE).decode())
    pieces = (content for _number, content in members.below(DATABASE))
    if slug:
        staged: list[tuple[Path, Path]] = []

        def rest(organization: Organization) -> None:
            staged.append(_staged(members, organization))

        one.restore(about, pieces, rest, slug=slug, replace=replace, gone=gone)
        _swap(*staged[0])
    else:
        whole.restore(about, pieces)
        _finish(members, "", Path(settings.MEDIA_ROOT))
    # Lines are only added: the list of the site may know more.
    ledger.note(gone)
    return about


def _finish(members: Members, start: str, folder: Path) -> None:
    """Write the uploads whose names begin so, and see that the backup comes to its end."""
    # pg_restore may have had enough before the last piece.
    members.skip(DATABASE)
    for name, content in members.below(UPLOADS):
        if name.startswith(start):
            _write(folder, name.removeprefix(start), content)
    members.take(END)


def _staged(members: Members, organization: Organization) -> tuple[Path, Path]:
    """Write one organization's uploads beside those of now; returns both folders."""
    now = clearing.uploads_of(organization)
    beside = now.with_name(f"restoring-{organization.pk}")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    _finish(members, f"{organization.pk}/", beside)
    return beside, now


def _swap(beside: Path, now: Path) -> None:
    """Put the uploads of the backup in place of those of now: of what was uploaded since no row knows any more."""
    shutil.rmtree(now, ignore_errors=True)
    beside.rename(now)


def _write(folder: Path, name: str, content: bytes) -> None:
    inside = PurePosixPath(name)
    if inside.is_absolute() or ".." in inside.parts:
        raise NoBackup("This backup has files that lead outside its folder.")
    place = folder / inside
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
