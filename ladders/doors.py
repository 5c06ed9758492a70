"""The row of links from the ladder page to the pages of its practice."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db.models.expressions import Combinable
from django.urls import reverse
from django.utils.functional import Promise

from ladders import registry
from ladders.models import Ladder
from members.requests import OrgRequest
from organizations.access import may


class Opening(NamedTuple):
    """A door for this reader: where it leads, and how much waits behind it (0 shows nothing)."""

    label: str | Promise
    url: str
    waiting: int


def openings(
    request: OrgRequest, ladder: Ladder, more: Mapping[str, Combinable] | None = None
) -> tuple[list[Opening], dict[str, Any]]:
    """List the pages of the practice that this reader may open, in one statement; `more` is asked in it too."""
    doors = sorted((door for door in registry.doors if may(request, door.action)), key=lambda door: door.order)
    counts = {f"door_{at}": door.count(request, ladder) for at, door in enumerate(doors) if door.count}
    found: Any = Ladder.objects.filter(pk=ladder.pk).values(**counts, **(more or {})).get() if counts or more else {}
    asked = "" if ladder.is_default else f"?ladder={ladder.pk}"
    opened = [
        Opening(
            door.label,
            reverse(door.url_name, args=[request.organization.slug]) + asked,
            found.get(f"door_{at}") or 0,
        )
        for at, door in enumerate(doors)
    ]
    return opened, found
