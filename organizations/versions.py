"""Whether an organization's tables are those that this version of the software works with.

Each organization remembers up to which migrations its schema was brought. One that is behind is closed until
`migrate_organizations` has run again: its people are asked to wait, and nothing is read from, or written to, tables of
another shape. One that is ahead stays open: migrations only add until every server has the new version.
"""

import logging
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings

if TYPE_CHECKING:
    from organizations.models import Organization

logger = logging.getLogger(__name__)


@cache
def ours() -> dict[str, int]:
    """Return the number of the last migration of each application whose tables stand in organizations."""
    folders = {label: Path(apps.get_app_config(label).path) / "migrations" for label in settings.TENANT_APPS}
    return {
        label: max((int(file.name[:4]) for file in folder.glob("[0-9][0-9][0-9][0-9]_*.py")), default=0)
        for label, folder in folders.items()
    }


def is_behind(reached: dict[str, int]) -> bool:
    """Whether a schema that was brought so far lacks a migration of this version."""
    return any(reached.get(label, 0) < number for label, number in ours().items())


def open_now() -> Iterator["Organization"]:
    """Go through the organizations that can be worked in; closed ones are left out, those behind named in the log too."""
    from organizations.models import Organization  # noqa: PLC0415 - the model asks here whether it is behind

    for organization in Organization.objects.filter(closed_at=None).order_by("schema_name"):
        if organization.is_behind:
            logger.warning("%s is closed until migrate_organizations has run", organization.schema_name)
        else:
            yield organization
