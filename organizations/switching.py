"""Which of their organizations a person was in last: it opens first."""

import re
from datetime import date
from operator import itemgetter
from typing import NamedTuple
from uuid import UUID

from django.db.models.functions import Now

from organizations.models import Membership, Organization, Role, User
from organizations.signing_in import required

_INSIDE = re.compile(r"^/o/(?P<slug>[-a-zA-Z0-9_]+)/")


class Belonging(NamedTuple):
    """An organization that the person can open, and what they are there."""

    organization: Organization
    role_labels: list[str]
    # The organization asks for a second step that the person has not set up.
    is_closed: bool
    was_last: bool
    is_coach: bool
    # The day on which its owners closed it.
    closed_on: date | None = None


def belongings(user: User) -> list[Belonging]:
    """List the person's organizations by name; a role that has ended opens none."""
    found = Membership.objects.current().with_roles().exclude(roles=None).filter(user_id=user.pk or "")
    mine = list(required.with_second_step(found).select_related("organization").order_by("organization__name", "pk"))
    used = [(each.last_used_at, each) for each in mine if each.last_used_at]
    last = max(used, key=itemgetter(0))[1] if used else None
    return [
        Belonging(
            each.organization,
            [str(role.label) for role in each.held],
            required.must_set_up(each),
            each is last,
            Role.COACH in each.held,
            each.organization.closed_on,
        )
        for each in mine
    ]


def opens_first(mine: list[Belonging]) -> Belonging | None:
    """Name what opens at once: the only one, or the one used last unless it would ask for something first."""
    if len(mine) == 1:
        return mine[0]
    return next((each for each in mine if each.was_last and not (each.is_closed or each.closed_on)), None)


def note(user: User, organization: Organization | UUID) -> None:
    """Remember that the person is in this organization now."""
    Membership.objects.filter(user=user, organization=organization).update(last_used_at=Now())


def note_address(user: User, address: str) -> None:
    """Remember the organization that an address leads to, when it is one of the person's."""
    if inside := _INSIDE.match(address):
        slug = inside["slug"].lower()
        Membership.objects.filter(user=user, organization__slug=slug).update(last_used_at=Now())
