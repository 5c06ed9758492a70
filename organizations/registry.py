"""Where rooms to the right take part in what happens here, without being imported.

Each application registers from its `AppConfig.ready`.
"""

from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from django.utils.functional import Promise

from organizations.models import Organization, Role, User
from organizations.requests import OrganizationRequest


class Place(NamedTuple):
    """An entry of the main navigation: shown to those who have the right."""

    label: str | Promise
    icon: str
    url_name: str
    action: str
    order: int


# Called inside a new organization, as the owner login: make what a group cannot start without.
on_create: list[Callable[[Organization], None]] = []
# Called inside the organization when someone comes to belong to it.
on_join: list[Callable[[Organization, User, list[Role]], None]] = []
# Called inside the organization when someone no longer belongs to it.
on_leave: list[Callable[[Organization, UUID], None]] = []
# Called inside every organization now and then: send again what stayed queued.
sweepers: list[Callable[[], None]] = []
places: list[Place] = []


def places_for(request: OrganizationRequest) -> list[Place]:
    """List the rooms this person may enter, in the order of the menu."""
    from organizations.access import may  # noqa: PLC0415 - access is needed only when a page is shown

    return sorted((place for place in places if may(request, place.action)), key=lambda place: place.order)
