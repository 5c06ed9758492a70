"""Who of some people signs in here today: what says so stands on the public side."""

from collections.abc import Collection
from uuid import UUID

from members.models import Member
from organizations.models import Membership
from stpnet.db.wrapper import current
from stpnet.in_org import on_public_side


def signing_in(pks: Collection[UUID]) -> set[UUID]:
    """Return which of these people belong here with an account. To be asked before a transaction is begun."""
    linked = dict(Member.objects.filter(pk__in=pks, user_id__isnull=False).values_list("user_id", "pk").order_by())
    if not linked:
        return set()
    here = current().schema_name
    with on_public_side():
        belong = Membership.objects.current().filter(organization__schema_name=here, user__in=linked.keys())
        return {linked[user] for user in belong.values_list("user", flat=True)}
