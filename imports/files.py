"""Uploads: under opaque names below the organization's id, never served, deleted as soon as they are used up."""

import errno
import shutil
import time
import uuid
from collections.abc import Collection, Iterable
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from imports.context import here
from members.exporting import files

# How the folder ends that whoever writes a file here may keep beside it.
ASIDE = ".d"


def store(chunks: Iterable[bytes]) -> str:
    """Write an upload and return its key. Raises ValidationError when it is larger than UPLOAD_LIMIT, or there is no room."""
    key = f"{here().pk}/{uuid.uuid4()}"
    place = path(key)
    place.parent.mkdir(parents=True, exist_ok=True)
    size = 0
    try:
        most = files.room()
        with place.open("wb") as file:
            place.chmod(0o600)
            for chunk in chunks:
                size += len(chunk)
                if size > settings.UPLOAD_LIMIT:
                    raise ValidationError(too_large())
                if size > most:
                    raise files.NoRoom
                file.write(chunk)
    except OSError as trouble:
        place.unlink(missing_ok=True)
        if trouble.errno != errno.ENOSPC:
            raise
        raise ValidationError(files.no_room()) from trouble
    except BaseException:
        place.unlink(missing_ok=True)
        raise
    return key


def too_large() -> str:
    """Say the limit, and what to do."""
    return _("This file is larger than %(most)s MB. Save the sheet you need as CSV, or split it.") % {
        "most": settings.UPLOAD_LIMIT // 1024 // 1024
    }


def path(key: str) -> Path:
    """Return where an upload lies. Raises WrongOrganization when it is another organization's."""
    return files.path(key)


def delete(key: str) -> None:
    """Remove an upload; one that is gone already is fine."""
    if key:
        path(key).unlink(missing_ok=True)


def clear(kept: Collection[str], *, older_than: timedelta) -> None:
    """Remove this organization's files that are not among these keys, but for those that have just come.

    Other rooms keep folders of their own beside them, such as the one of reports: those are theirs to tidy.
    """
    for file in files.path("").glob("*"):
        if file.is_dir() and file.suffix != ASIDE:
            continue
        key = f"{here().pk}/{file.name}"
        if key not in kept and file.stat().st_mtime < time.time() - older_than.total_seconds():
            shutil.rmtree(file) if file.is_dir() else delete(key)
