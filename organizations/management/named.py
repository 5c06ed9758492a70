"""Find the organization that a command is told by its address."""

from django.core.management.base import CommandError
from django.utils import timezone

from organizations.models import Organization


def organization_at(slug: str, *, though_closed: bool = False) -> Organization:
    """Return the organization at /o/SLUG/; raises CommandError with what to do if nobody can work in it.

    `though_closed` is for what is right in a closed one too; `in_org()` has to be told the same.
    """
    organization = Organization.objects.filter(slug=slug).first()
    if organization is None:
        raise CommandError(f"There is no organization at /o/{slug}/.")
    if organization.is_behind:
        raise CommandError(f"The tables of /o/{slug}/ are of an older version: run migrate_organizations first.")
    if organization.closed_at and not though_closed:
        day = timezone.localtime(organization.closed_at, organization.zone).date()
        raise CommandError(f"/o/{slug}/ was closed by its owners on {day}. One of them can bring it back.")
    return organization
