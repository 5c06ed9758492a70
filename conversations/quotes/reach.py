"""Which quotes somebody may read, and whose yes they may change."""

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from conversations.models import Quote
from members.models import Member
from members.requests import OrgRequest
from organizations.permissions import PERMISSIONS, Scope, row_of

if TYPE_CHECKING:
    from conversations.models.quote import QuoteQuerySet


def reads(request: OrgRequest) -> "QuoteQuerySet":
    """Return all that is kept: who said yes to being quoted inside the group said yes to whoever works here.

    `sees_member` says whether the reader may know whose words they are beyond the name that was agreed to.
    """
    seen = Member.objects.people().within(row_of("member.view").scope(request.roles), request.member)
    quotes: QuoteQuerySet = Quote.objects.all()
    return quotes.kept().annotate(sees_member=Exists(seen.filter(pk=OuterRef("member_id"))))


def changes(request: OrgRequest) -> "QuoteQuerySet":
    """Keep those that they asked for, or whose words are those of one of their people."""
    scope = PERMISSIONS["theme.edit"].scope(request.roles)
    if scope is Scope.ALL:
        return reads(request)
    people = Member.objects.people().within(scope, request.member).order_by().values("pk")
    return reads(request).filter(Q(asked_by=request.member) | Q(member__in=people))
