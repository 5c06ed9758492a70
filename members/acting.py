"""Who acts when no page is asked for: a worker does what somebody asked for, by the rights they hold at that moment."""

from typing import Any

from members.models import Member
from members.requests import OrgRequest
from organizations.models import Membership, Organization, Role
from organizations.permissions import Scope, row_of
from stpnet.db.wrapper import current
from stpnet.in_org import on_public_side


class NoLongerMay(Exception):
    """Who asked for it has lost the right to it, or left."""


def request_as(member: Member | None, action: str) -> OrgRequest:
    """Return a request as this member would make it now for something that asks for this right. Raises NoLongerMay.

    For who is let in from support nothing is done behind a page: neither jobs nor calendars. Filters and columns look at a request for who asks and how far they see; it has no address and no session.
    """
    membership = _membership(member)
    scope = row_of(action).scope(membership.held) if membership else Scope.NO
    if member is None or membership is None or scope is Scope.NO:
        raise NoLongerMay
    request = OrgRequest()
    request.organization, request.member = membership.organization, member
    request.roles, request.scope = membership.held, scope
    session: Any = {}
    request.session = session
    return request


def again(request: OrgRequest) -> OrgRequest:
    """Return a request by the same member that remembers what there is to choose, and nothing of the people it read.

    What columns read of one page of people they keep for the request.
    """
    other, kept = OrgRequest(), ("organization", "member", "roles", "scope", "session", "_choices", "_filter_fields")
    other.__dict__.update({name: request.__dict__[name] for name in kept if name in request.__dict__})
    return other


def owners(organization: Organization) -> list[Member]:
    """Return the people here who own the organization. Outside a transaction: who they are stands on the public side."""
    with on_public_side():
        held = Membership.objects.current().filter(organization=organization, roles__role=Role.OWNER)
        users = list(held.values_list("user_id", flat=True))
    return list(Member.objects.filter(user_id__in=users).order_by("pk"))


def _membership(member: Member | None) -> Membership | None:
    organization = current().tenant
    if member is None or member.user_id is None or not isinstance(organization, Organization):
        return None
    with on_public_side():
        found: Membership | None = (
            Membership.objects.current()
            .of_the_group()
            .with_roles()
            .filter(organization=organization, user_id=member.user_id, user__is_active=True)
            .select_related("organization")
            .first()
        )
    return found
