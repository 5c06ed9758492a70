"""Who can place people in a round: those with the right to assess, as far as it reaches."""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from members.models import Member
from members.models.person import MemberQuerySet
from organizations.models import Membership, Organization
from organizations.permissions import Scope, row_of
from stpnet.in_org import on_public_side


class Possible(NamedTuple):
    """Someone with the right, and how far it reaches."""

    member: Member
    scope: Scope

    def reach(self) -> MemberQuerySet:
        """Return whom they can place. Nobody places themselves."""
        people: MemberQuerySet = Member.objects.people().within(self.scope, self.member).exclude(pk=self.member.pk)
        return people

    def n_beyond(self, pks: Collection[UUID]) -> int:
        """Count those of these people whom they cannot place."""
        return len(set(pks)) - self.reach().filter(pk__in=pks).count()


def possible(organization: Organization, action: str = "assessment.make") -> list[Possible]:
    """List who signs in here today with this right. Outside transactions only: it leaves for a moment."""
    right = row_of(action)
    with on_public_side():
        held = (
            Membership.objects.current()
            .of_the_group()
            .with_roles()
            .filter(organization=organization, user__is_active=True)
        )
        scopes = {each.user_id: right.scope(each.held) for each in held}
    may = {user: scope for user, scope in scopes.items() if scope is not Scope.NO}
    members = Member.objects.filter(user_id__in=may).by_name()
    return [Possible(member, may[member.user_id]) for member in members if member.user_id]
