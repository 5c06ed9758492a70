"""Whose promises a reader may see, and change."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q

from conversations.models import Commitment, Conversation, FollowUp
from members.models import Member, Team, TeamMember
from members.requests import OrgRequest
from organizations.models import Role
from organizations.permissions import Scope, row_of

_RIGHTS = {
    Conversation.ReadBy.ORGANIZERS: "note.view.organizers",
    Conversation.ReadBy.DIRECTORS: "note.view.directors",
}


def said_openly(roles: Sequence[Role], reader: Member) -> Q:
    """Say of a promise whether it reads no further than the note it was written with."""
    allowed = [to for to, right in _RIGHTS.items() if row_of(right).scope(roles) is not Scope.NO]
    mine = Q(conversation__author=reader)
    return Q(conversation=None) | mine | Q(conversation__read_by__in=allowed)


def follow_ups(request: OrgRequest) -> Any:
    """Return one's own, what one made or handed over, and those about people in reach."""
    me, scope = request.member, row_of("follow_up.edit").scope(request.roles)
    people = Member.objects.people().within(scope, me).order_by().values("pk")
    others = Q(member__in=people)
    if scope is Scope.ALL:
        others |= Q(member=None)
    found = FollowUp.objects.filter(
        Q(owner=me) | Q(made_by=me) | Q(handed_by=me) | (others & said_openly(request.roles, me))
    )
    # Of who is archived, or out of reach since, the name is not said.
    seen = Exists(Member.objects.opened_by(request).filter(pk=OuterRef("member_id")))
    return found.annotate(is_seen=seen).select_related("owner", "member", "handed_by", "conversation")


def commitments(roles: Sequence[Role], reader: Member) -> Any:
    """Return what people in reach said yes to."""
    scope = row_of("commitment.edit").scope(roles)
    people = Member.objects.people().within(scope, reader).order_by().values("pk")
    practice = Q(member__kind=Member.Kind.PRACTICE, member__made_up_for=reader)
    found = Commitment.objects.filter(Q(member__in=people) | practice).filter(said_openly(roles, reader))
    return found.select_related("member__organizer", "asked_by", "settled_by", "became")


def looked_after(reader: Member) -> Q:
    """Say of what somebody said yes to whether the reader looks after it: they asked, or organize them."""
    return Q(asked_by=reader) | Q(member__organizer=reader)


def of_my_teams(request: OrgRequest) -> Any:
    """Return the people, as keys, who are in a team with the reader, or in one that the reader looks after."""
    me = request.member
    near = Team.objects.active().within(Scope.OWN, me).values("pk")
    mine = TeamMember.objects.current().filter(member=me, team__put_away_at=None).values("team")
    return TeamMember.objects.current().filter(Q(team__in=mine) | Q(team__in=near)).order_by().values("member")
