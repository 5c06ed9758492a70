"""Organizations to test with: one person for each role."""

from datetime import UTC, datetime

from members.models import Member
from organizations.actions import add_person, create_organization
from organizations.models import Organization, Role, User
from stpnet.in_org import on_public_side

PASSWORD = "correct horse"
# A group that has had its first hour, and has used every room of the menu.
SETTLED = {"first_hour_over_at": datetime(2026, 1, 1, tzinfo=UTC), "rooms": ["imports:list", "units:list"]}


def make_organization(slug: str, name: str) -> Organization:
    """Make an organization in which role@slug.example.org holds the role."""
    organization = create_organization(slug, name=name, requires_mfa=[], **SETTLED)
    for role in Role:
        user = User.objects.create_user(f"{role}@{slug}.example.org", PASSWORD, name=f"{role.label} {name}")
        add_person(organization, user, roles=[role])
    return organization


def of(slug: str) -> Organization:
    """Look an organization up from wherever the connection is."""
    with on_public_side():
        return Organization.objects.get(slug=slug)


def whose() -> set[str]:
    """Read people and say whose they are: "north", "south", "east"."""
    return {name.split()[-2].lower() for name in Member.objects.values_list("family_name", flat=True)}
