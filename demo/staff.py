"""Who signs in to the demo: one for each role, each organization's owner, one coach in two of them."""

import secrets
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password

from demo.cedar_valley import CEDAR_VALLEY
from demo.elm_court import ELM_COURT
from demo.lakeside import LAKESIDE
from demo.shapes import Group, Worker
from organizations.actions import add_person
from organizations.models import Organization, User

GROUPS = (CEDAR_VALLEY, LAKESIDE, ELM_COURT)
PASSWORD = "seven loaves for forty neighbors"  # noqa: S105 - for one's own machine only, and printed


class SigningIn(NamedTuple):
    organization: str
    name: str
    role: str
    email: str


def known_password() -> str:
    """Return the demo's password, which everybody may read here; empty on a site that others can reach."""
    return PASSWORD if settings.LOCAL or settings.DEMO or settings.DEBUG else ""


def new_password() -> str:
    return secrets.token_urlsafe(18)


def signing_in(groups: Iterable[Group] = GROUPS) -> Iterator[SigningIn]:
    """Yield who can sign in where."""
    for group in groups:
        for worker in _with_address(group):
            roles = ", ".join(str(role.label) for role in worker.roles)
            yield SigningIn(group.name, worker.name, roles, worker.email)


def bring_in(organization: Organization, group: Group, hashed: str) -> None:
    """Let the group's people in. Whoever is in two groups signs in once, with the roles of each."""
    for worker in _with_address(group):
        user, _made = User.objects.get_or_create(email=worker.email, defaults={"name": worker.name, "password": hashed})
        EmailAddress.objects.get_or_create(user=user, email=worker.email, defaults={"verified": True, "primary": True})
        add_person(organization, user, roles=list(worker.roles))


def hash_once(plain: str) -> str:
    """Hash for all at once: hashing is slow on purpose."""
    return make_password(plain)


def send_away(groups: Iterable[Group]) -> None:
    """Delete the sign-ins that belong to no organization any more."""
    addresses = [worker.email for group in groups for worker in _with_address(group)]
    User.objects.filter(email__in=addresses, memberships=None).delete()


def owns(organization: Organization, group: Group) -> bool:
    """Say whether an organization of this address is the demo's: one of the demo's people owns it."""
    owner = next(worker.email for worker in _with_address(group) if "owner" in worker.roles)
    return organization.memberships.filter(user__email=owner, roles__role="owner").exists()


def _with_address(group: Group) -> list[Worker]:
    return [worker for worker in group.workers if worker.email]
