"""Where the files lie: under opaque names in the organization's own folder, which goes when the organization goes."""

import uuid
from pathlib import Path

from django.conf import settings

from organizations.models import Organization
from stpnet.db.wrapper import current


def new_key() -> str:
    """Make up the place of a file that is about to be written."""
    organization = current().tenant
    if not isinstance(organization, Organization):
        raise TypeError("outside in_org()")
    return f"{organization.pk}/{uuid.uuid4()}"


def made(key: str) -> Path:
    """Make an empty file that nobody else on this machine can read; what is written into it stays so."""
    place = path(key)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.touch(mode=0o600)
    return place


def path(key: str) -> Path:
    return Path(settings.MEDIA_ROOT) / key


def delete(key: str) -> None:
    """Remove a file; one that is gone already is fine."""
    if key:
        path(key).unlink(missing_ok=True)
