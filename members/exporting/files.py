"""Where the files lie: under opaque names in the organization's own folder, which goes when the organization goes."""

import errno
import os
import shutil
import uuid
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from organizations.models import Organization
from stpnet.db.errors import WrongOrganization
from stpnet.db.wrapper import current


class NoRoom(OSError):
    """The organization has as many files as it may: for whoever writes one it is as if the disk were full."""

    def __init__(self) -> None:
        super().__init__(errno.ENOSPC, "as many files as an organization may have")


def room() -> int:
    """Return how many bytes the organization may still write. Raises NoRoom when it may not write one file more."""
    n, size = 0, 0
    for folder, _folders, names in os.walk(path("")):
        for name in names:
            place = Path(folder, name)
            # One that somebody deletes just now is none.
            size += place.stat().st_size if place.exists() else 0
        n += len(names)
    if n >= settings.FILES_MOST or size >= settings.FILES_LIMIT:
        raise NoRoom
    return int(settings.FILES_LIMIT) - size


def new_key(folder: str = "") -> str:
    """Make up the place of a file that is about to be written, in a folder of a room's own where it names one."""
    organization = current().tenant
    if not isinstance(organization, Organization):
        raise TypeError("outside in_org()")
    return "/".join(part for part in (str(organization.pk), folder, str(uuid.uuid4())) if part)


def made(key: str) -> Path:
    """Make an empty file that nobody else on this machine can read; what is written into it stays so."""
    place = path(key)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.touch(mode=0o600)
    return place


def aside(key: str) -> Path:
    """Make a folder for what the writer of a file keeps on the disk meanwhile: who knows the key finds it too."""
    place = _aside(key)
    place.mkdir(mode=0o700, parents=True)
    return place


def path(key: str) -> Path:
    """Return where a file lies; without a key, the organization's own folder, which is no file.

    Raises WrongOrganization for anything outside the folder of the organization of now.
    """
    here = str(getattr(current().tenant, "pk", ""))
    home, *rest = Path(key or here).parts
    if home != here or ".." in rest:
        raise WrongOrganization(f"a file of another organization in {current().schema_name}")
    return Path(settings.MEDIA_ROOT, home, *rest)


def no_room() -> str:
    """Say what to do when the disk is full."""
    return _("There is no room left for files. Ask an owner to tell who runs this site.")


def delete(key: str) -> None:
    """Remove a file and what a killed worker left beside it; what is gone already is fine."""
    if key:
        path(key).unlink(missing_ok=True)
        delete_aside(key)


def delete_aside(key: str) -> None:
    """Remove the folder beside a file, with all that is in it."""
    if (place := _aside(key)).exists():
        shutil.rmtree(place)


def _aside(key: str) -> Path:
    return path(f"{key}.d")
