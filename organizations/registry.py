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


class PageAbout(NamedTuple):
    """A page about someone who belongs here, addressed by the membership's id."""

    label: str | Promise
    url_name: str


class Change(NamedTuple):
    """A change of who belongs here or of the settings, for rooms that write such things down.

    `by` and `of` are ids of people who sign in; `of` is an invitation's where nobody has come yet.
    """

    action: str
    by: UUID | None
    of: UUID | None
    fields: list[str]


class Known(NamedTuple):
    """Someone on file whom an address belongs to."""

    pk: UUID
    name: str


# Called inside a new organization, as the owner login: make what a group cannot start without.
on_create: list[Callable[[Organization], None]] = []
# Called inside the organization when someone comes to belong to it.
on_join: list[Callable[[Organization, User, list[Role]], None]] = []
# Called inside the organization when someone no longer belongs to it.
on_leave: list[Callable[[Organization, UUID], None]] = []
# Called before `on_join`, when the owner said which person on file it is: (organization, user, address, id).
on_named: list[Callable[[Organization, User, str, UUID], None]] = []
# Called inside the organization after a change.
on_change: list[Callable[[Organization, Change], None]] = []
# Called inside the organization: who, not signing in yet, is the only one with this address?
find_known: list[Callable[[str], Known | None]] = []
# Called inside every organization now and then: send again what stayed queued.
sweepers: list[Callable[[], None]] = []
places: list[Place] = []
# Offered to owners on the page of someone who is an organizer.
organizer_pages: list[PageAbout] = []


def places_for(request: OrganizationRequest) -> list[Place]:
    """List the rooms this person may enter, in the order of the menu."""
    from organizations.access import may  # noqa: PLC0415 - access is needed only when a page is shown

    return sorted((place for place in places if may(request, place.action)), key=lambda place: place.order)
