"""An owner closes an organization, or brings it back within thirty days."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organizations import outbox
from organizations.ending import letters
from organizations.models import Invitation, Organization, Tombstone, User
from organizations.models.tombstone import hash_of
from organizations.people import Refused, is_owner, one_owner_at_a_time, tell
from stpnet.in_org import on_public_side

# Owners are written to once more when there is so long left.
REMINDED_BEFORE = timedelta(days=5)


def close(organization: Organization, *, by: User, reason: str) -> None:
    """Let nobody work here any more. Closed twice, the first time counts.

    Invitations end and mail that waits is not sent; jobs, feeds, links and reports stop because nobody comes in.
    """
    with one_owner_at_a_time(organization, by, though_closed=True) as row:
        if row.is_closed:
            return
        # The database says when; the row beside it says the same.
        stone = lay_stone(row)
        row.closed_at, row.closed_by, row.closing_reason = stone.closed_at, by, reason
        row.save(update_fields=["closed_at", "closed_by", "closing_reason"])
        Invitation.objects.open().filter(organization=row).update(withdrawn_at=timezone.now())
        outbox.take_back_all(row)
        letters.tell_owners(row, "closed")
    tell(organization, "organization.delete", by=by, of=organization.pk, fields=["closed"])


def bring_back(organization: Organization, *, by: User) -> None:
    """Open it again as it was; refused once the deletion has begun."""
    with on_public_side(), transaction.atomic():
        row = Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
        if not row.is_closed:
            return
        if not is_owner(row, by):
            raise Refused(_("You are not an owner any more, so nothing was changed."))
        if Tombstone.objects.filter(organization=row.pk, gone_at=None).exclude(began_at=None).exists():
            raise Refused(_("It is being deleted already: there is no way back any more."))
        Tombstone.objects.filter(organization=row.pk, gone_at=None).delete()
        row.closed_at, row.closed_by, row.closing_reason = None, None, ""
        row.save(update_fields=["closed_at", "closed_by", "closing_reason"])
        outbox.take_back_all(row)
        letters.tell_owners(row, "brought_back", by=by)
    tell(row, "organization.delete", by=by, of=row.pk, fields=["brought_back"])


def remind(organization: Organization) -> None:
    """Write to the owners once more, some days before the end; written to already they get nothing."""
    if organization.gone_on and organization.today() >= organization.gone_on - REMINDED_BEFORE:
        letters.tell_owners(organization, "soon")


def lay_stone(organization: Organization) -> Tombstone:
    """Write down that it is closed, or return what is written of it."""
    stone, _made = Tombstone.objects.get_or_create(
        organization=organization.pk,
        gone_at=None,
        defaults={
            "schema_name": organization.schema_name,
            "slug_hash": hash_of(organization.pk, organization.slug),
        },
    )
    stone.refresh_from_db()
    return stone
