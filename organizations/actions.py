"""What changes organizations and who belongs to them."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from organizations import registry, schemas
from organizations.ending import purging
from organizations.models import Membership, MembershipRole, Organization, Role, User
from stpnet.db.owner import as_owner
from stpnet.in_org import in_org


def create_organization(slug: str, *, name: str = "", **settings: str | int | list[str] | datetime) -> Organization:
    """Make an organization with its schema, role, tables and first rows.

    `settings` are further fields of Organization. Raises ValidationError when the slug is taken or not an address.
    A failure on the way leaves neither row nor schema nor role.
    """
    organization = Organization(slug=slug, name=name or slug, schema_name=schemas.new_schema_name(), **settings)
    with as_owner(), schemas.one_at_a_time():
        # Under the lock, so that of two who want one address the second is told so.
        organization.full_clean(exclude=["id"])
        organization.save(force_insert=True)
        try:
            schemas.create(organization)
            with in_org(organization):
                for handle in registry.on_create:
                    handle(organization)
        except BaseException:
            schemas.drop(organization.schema_name)
            organization.delete()
            raise
    return organization


def delete_organization(organization: Organization) -> None:
    """Take an organization away with all that is kept of it, at once and for good. Twice changes nothing."""
    purging.delete_at_once(organization)


def add_person(organization: Organization, user: User, *, roles: list[Role]) -> Membership:
    """Let a person into the organization with these roles; roles they hold already are kept."""
    if not roles:
        raise ValidationError("Without a role a person sees nothing.")
    with transaction.atomic():
        membership, _ = Membership.objects.get_or_create(user=user, organization=organization)
        MembershipRole.objects.bulk_create(
            [MembershipRole(membership=membership, role=role) for role in roles], ignore_conflicts=True
        )
    with in_org(organization), transaction.atomic():
        for handle in registry.on_join:
            handle(organization, user, roles)
    return membership
