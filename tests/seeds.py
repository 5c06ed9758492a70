"""Organizations to test with: one person for each role."""

from organizations.actions import add_person, create_organization
from organizations.models import Organization, Role, User

PASSWORD = "correct horse"


def make_organization(slug: str, name: str) -> Organization:
    """Make an organization in which role@slug.example.org holds the role."""
    organization = create_organization(slug, name=name)
    for role in Role:
        user = User.objects.create_user(f"{role}@{slug}.example.org", PASSWORD, name=f"{role.label} {name}")
        add_person(organization, user, roles=[role])
    return organization
