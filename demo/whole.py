"""A demo organization as a whole: does it stand, make it, take it away."""

from datetime import date
from io import StringIO

from django.core.management import call_command
from django.utils import timezone

from demo import proposals, staff
from demo.experiments import filling
from demo.loading import fill
from demo.shapes import Group
from imports.models import ImportBatch
from organizations.actions import create_organization, delete_organization
from organizations.models import Organization
from stpnet.db.wrapper import current
from stpnet.in_org import in_org

# A group of eighteen months has used them all.
ROOMS = ["imports:list", "units:list", "teams:list"]


class DemoRefused(Exception):
    """Why the demo was not loaded."""


def prepare() -> None:
    """Make the tables of the public side, where a fresh checkout has none yet."""
    with current().cursor() as cursor:
        cursor.execute("SELECT to_regclass('public.organizations_organization')")
        if cursor.fetchone() == (None,):
            call_command("migrate_organizations", verbosity=0, stdout=StringIO())


def stands(group: Group) -> bool:
    """Say whether the organization is there and complete; what an interrupted load left is taken away.

    Raises DemoRefused when its address belongs to an organization that is not the demo's.
    """
    organization = _of_demo(group)
    if organization is None:
        return False
    with in_org(organization):
        complete = ImportBatch.objects.exists()
    if not complete:
        delete_organization(organization)
    return complete


def load(group: Group, *, hashed: str, today: date | None = None) -> Organization:
    """Make the organization with its staff and its people; a failure leaves nothing half made."""
    # Whoever tries the demo has no app set up for it: its pages say that the second step is off.
    organization = create_organization(
        group.slug,
        name=group.name,
        time_zone=group.time_zone,
        requires_mfa=[],
        first_hour_over_at=timezone.now(),
        rooms=ROOMS,
    )
    try:
        staff.bring_in(organization, group, hashed)
        with in_org(organization):
            fill(organization, group, today=today or organization.today())
            proposals.fill(organization, today=today or organization.today())
            filling.fill(organization, group, today=today or organization.today())
    except BaseException:
        delete_organization(organization)
        raise
    return organization


def remove(groups: list[Group]) -> None:
    """Delete these organizations, with all that was added to them, and who signed in to no other."""
    for group in groups:
        if organization := _of_demo(group):
            delete_organization(organization)
    staff.send_away(groups)


def _of_demo(group: Group) -> Organization | None:
    organization = Organization.objects.filter(slug=group.slug).first()
    if organization and not _made_by_demo(organization, group):
        raise DemoRefused(
            f"/o/{group.slug}/ belongs to an organization that is not the demo's. Nothing of it was changed: "
            "load the demo on another site, or leave this organization out with --only."
        )
    return organization


def _made_by_demo(organization: Organization, group: Group) -> bool:
    """An interrupted load may have left an organization without anyone in it; nobody can miss that one."""
    return staff.owns(organization, group) or not organization.memberships.exists()
