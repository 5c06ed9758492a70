"""Letting somebody from support in, and out again.

As with memberships, access is changed first and what is told of it comes after: a crash between the two leaves nobody
in, and the clock tells later.
"""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organizations import registry
from organizations.helping import letters
from organizations.models import Membership, MembershipRole, Organization, Role, SupportAccess, User
from organizations.people import Refused, end_sessions, is_owner, one_owner_at_a_time, tell
from stpnet.in_org import in_org, on_public_side

logger = logging.getLogger(__name__)


def grant(organization: Organization, *, helper: User, role: Role, reason: str, hours: int, by: User) -> SupportAccess:
    """Let one named person from support in, as a guest with this role, until these hours are over."""
    end_run_out(organization)
    with one_owner_at_a_time(organization, by):
        _may_be_let_in(organization, helper, by)
        now = timezone.now()
        access = SupportAccess(
            organization=organization, user=helper, role=role, reason=reason, granted_by=by, granted_at=now,
            ends_at=now + timedelta(hours=hours),
        )  # fmt: skip
        access.save(force_insert=True)
        membership = Membership.objects.create(user=helper, organization=organization, support=access)
        MembershipRole.objects.create(membership=membership, role=role)
    with in_org(organization), transaction.atomic():
        # Without a role of their own they get a guest's row: in no list and no count.
        for handle in registry.on_join:
            handle(organization, helper, [])
    tell(organization, "support.grant", by=by, of=helper.pk, fields=[f"role:{role.value}", f"hours:{hours}"])
    with on_public_side():
        letters.granted(access)
    return access


def end(access: SupportAccess, *, by: User | None) -> bool:
    """End it now; False when it was over already. `by` is an owner, the helper, or nobody: the clock or a terminal."""
    with one_owner_at_a_time(access.organization, None):
        if by is not None and by.pk != access.user_id and not is_owner(access.organization, by):
            raise Refused(_("You are not an owner any more, so nothing was changed."))
        open_one = SupportAccess.objects.filter(pk=access.pk, ended_at=None)
        if not open_one.update(ended_at=timezone.now(), ended_by=by):
            return False
        Membership.objects.filter(support=access.pk).delete()
        end_sessions(access.user_id)
    _tell_the_end(access)
    return True


def end_run_out(organization: Organization | None = None) -> None:
    """Close what has run out, and tell what a crash kept from being told; of one organization, or of all."""
    with on_public_side():
        ours = SupportAccess.objects.select_related("organization").filter(organization__closed_at=None)
        ours = ours.filter(organization=organization) if organization else ours
        over, untold = list(ours.run_out()), list(ours.filter(told_at=None).exclude(ended_at=None))
    for access in over:
        end(access, by=None)
    for access in untold:
        try:
            _tell_the_end(access)
        except Exception:  # one group's trouble must not keep the others waiting
            logger.exception("the end of access %s was not told", access.pk)


def _tell_the_end(access: SupportAccess) -> None:
    """Let the rooms end what hangs on the helper, and write to the owners what was looked at. Done again, it is once."""
    organization = access.organization
    with in_org(organization), transaction.atomic():
        for handle in registry.on_leave:
            handle(organization, access.user_id)
    with on_public_side():
        row = SupportAccess.objects.select_related("organization", "user", "ended_by", "granted_by").get(pk=access.pk)
    ended = row.ended_at or row.ends_at
    tell(organization, "support.end", by=row.ended_by, of=row.user_id, fields=["ended"])
    with in_org(organization):
        lines = [line for look in registry.looked_at for line in look(row.user_id, row.granted_at, ended)]
    with on_public_side(), transaction.atomic():
        if SupportAccess.objects.filter(pk=row.pk, told_at=None).update(told_at=timezone.now()):
            letters.ended(row, lines)


def _may_be_let_in(organization: Organization, helper: User, by: User) -> None:
    row = User.objects.filter(pk=helper.pk, is_support=True, is_active=True).first()
    if row is None:
        raise Refused(_("This person does not work for support. Choose somebody from the list."))
    if row.pk == by.pk:
        raise Refused(_("You cannot let yourself in as support."))
    if SupportAccess.objects.filter(organization=organization, ended_at=None).exists():
        raise Refused(_("Somebody from support has access already. End that first."))
    if Membership.objects.filter(organization=organization, user=row).exists():
        raise Refused(_("%(name)s belongs to your group already, and needs no access for support.") % {"name": row})
