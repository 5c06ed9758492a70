"""What changes who belongs to an organization and what they may do there.

Memberships are public rows, what hangs on them stands in the organization: no transaction covers both. Access is
changed first, so that a failure afterwards leaves nobody with more than they should have.
"""

import logging
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from organizations import registry
from organizations.models import Invitation, Membership, MembershipRole, Organization, Role, User
from stpnet.in_org import in_org, on_public_side

logger = logging.getLogger(__name__)


class Refused(Exception):
    """Not done, and why, in a sentence for the person who asked."""


@contextmanager
def one_owner_at_a_time(
    organization: Organization, by: User | None, *, though_closed: bool = False
) -> Iterator[Organization]:
    """Change memberships on the public side; of two owners who remove each other the second is refused.

    `by` is looked at again under the lock, and whether the group was closed meanwhile; nobody (None) stands for the
    clock and for a terminal. Gives the organization's row as it is now.
    """
    with on_public_side(), transaction.atomic():
        row = Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
        if row.is_closed and not though_closed:
            raise Refused(_("An owner closed this group meanwhile, so nothing was changed."))
        if by is not None and not is_owner(organization, by):
            raise Refused(_("You are not an owner any more, so nothing was changed."))
        yield row


def is_owner(organization: Organization, user: User) -> bool:
    """Whether the person is an owner today. On the public side only."""
    held = Membership.objects.current().filter(organization=organization, user=user, user__is_active=True)
    return held.filter(roles__role=Role.OWNER).exists()


def tell(organization: Organization, action: str, *, by: User | None, of: UUID | None, fields: Iterable[str]) -> None:
    """Let the rooms that write things down know what was changed."""
    change = registry.Change(action, by.pk if by else None, of, sorted(fields))
    with in_org(organization, though_closed=True), transaction.atomic():
        for handle in registry.on_change:
            handle(organization, change)


def change_roles(membership: Membership, *, roles: Collection[Role], by: User) -> None:
    """Give these roles and no others. Refused without any, and when no owner would stay."""
    organization = membership.organization
    if not roles:
        raise Refused(_("Choose at least one role. To take all of them away, remove the person."))
    with one_owner_at_a_time(organization, by):
        row = _row(membership)
        if Role.OWNER not in roles:
            _keep_an_owner(row)
        before = set(row.roles.values_list("role", flat=True))
        row.roles.exclude(role__in=roles).delete()
        MembershipRole.objects.bulk_create(
            [MembershipRole(membership=row, role=role) for role in roles if role not in before]
        )
    if differs := before ^ {str(role) for role in roles}:
        tell(organization, "people.roles", by=by, of=membership.user_id, fields=differs)


def set_end(membership: Membership, *, ends_on: date | None, by: User) -> None:
    """Say on which day someone leaves by themselves, or that they stay. That day is to come."""
    organization = membership.organization
    if ends_on is not None and ends_on <= organization.today():
        raise Refused(_("Choose a day to come. To end it today, remove the person."))
    with one_owner_at_a_time(organization, by):
        row = _row(membership)
        if ends_on is not None:
            _keep_an_owner(row)
        changed = Membership.objects.filter(pk=row.pk).exclude(ends_on=ends_on).update(ends_on=ends_on)
    if changed:
        tell(organization, "people.roles", by=by, of=membership.user_id, fields=["ends_on"])


def sign_out_everywhere(membership: Membership, *, by: User) -> None:
    """End all sessions of a person, as for a lost phone; roles are kept."""
    with one_owner_at_a_time(membership.organization, by):
        end_sessions(_row(membership).user_id)
    tell(membership.organization, "people.sign_out", by=by, of=membership.user_id, fields=["sessions"])


def remove(membership: Membership, *, by: User | None) -> None:
    """Take someone out: roles, sessions and open invitations end at once; what they wrote and who they are stays."""
    organization, user_id = membership.organization, membership.user_id
    with one_owner_at_a_time(organization, by):
        row = _row(membership)
        _keep_an_owner(row)
        theirs = Invitation.objects.open().filter(organization=organization)
        (theirs.filter(email=row.user.email) | theirs.filter(proposed_by=row.user)).update(withdrawn_at=timezone.now())
        end_sessions(user_id)
        row.delete()
    with in_org(organization), transaction.atomic():
        for handle in registry.on_leave:
            handle(organization, user_id)
    tell(organization, "people.remove", by=by, of=user_id, fields=["roles", "sessions"])


def end_memberships() -> None:
    """Remove everyone whose last day has come, by the clock of their organization."""
    ended = Membership.objects.ended().filter(organization__closed_at=None)
    for membership in list(ended.select_related("organization").order_by("pk")):
        try:
            remove(membership, by=None)
        except Refused:
            logger.warning("membership %s has ended and is kept: no other owner stays", membership.pk)


def _row(membership: Membership) -> Membership:
    try:
        return Membership.objects.select_related("user", "organization").get(pk=membership.pk)
    except Membership.DoesNotExist as error:
        raise Refused(_("This person does not belong here any more.")) from error


def _keep_an_owner(row: Membership) -> None:
    """Refuse unless another owner stays, one without an end date."""
    owners = MembershipRole.objects.filter(
        role=Role.OWNER, membership__organization=row.organization, membership__user__is_active=True
    )
    if not owners.filter(membership=row).exists():
        return
    if not owners.filter(membership__ends_on=None).exclude(membership=row).exists():
        raise Refused(_("This is the last owner who stays. Make someone else an owner first."))


def end_sessions(user_id: UUID) -> None:
    """Sign someone out on every device."""
    User.objects.filter(pk=user_id).update(session_round=F("session_round") + 1)
