"""The bar on every page while somebody from support is let in."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from organizations.models import Membership, SupportAccess


class Helper(NamedTuple):
    """Who is let in, until when, and whether it is who looks at the page."""

    name: str
    until: datetime
    is_you: bool


def with_helper(memberships: QuerySet[Membership]) -> QuerySet[Membership]:
    """Add who is let into the organization now, in the same statement: each page has it at hand."""
    live = SupportAccess.objects.live().filter(organization=OuterRef("organization"))
    return memberships.annotate(
        helper_name=Subquery(live.values("user__name")[:1]), helper_until=Subquery(live.values("ends_at")[:1])
    )


def seen(membership: Membership) -> Helper | None:
    """Return who is let in, or None; needs `with_helper()`."""
    until = getattr(membership, "helper_until", None)
    if until is None:
        return None
    return Helper(getattr(membership, "helper_name", ""), until, membership.support_id is not None)
