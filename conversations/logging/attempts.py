"""Attempts: nobody answered, a message was left, a wrong number, moved away. No contact, and what it says of one."""

from collections.abc import Sequence
from typing import NamedTuple

from audit.recording import action
from conversations.actions import log
from conversations.models import Conversation
from members.actions import edit_member
from members.models import ContactPoint, Member
from organizations.models import Organization

Outcome = Conversation.Outcome
# What an attempt says of a contact: of which kind, and how it stands since.
SAYS = {
    Outcome.WRONG_NUMBER: (ContactPoint.Kind.PHONE, ContactPoint.Standing.WRONG),
    Outcome.MOVED: (ContactPoint.Kind.ADDRESS, ContactPoint.Standing.GONE),
}
ATTEMPTS = (Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE, Outcome.WRONG_NUMBER, Outcome.MOVED)


class Tried(NamedTuple):
    """The attempt, and the contact that it marked."""

    conversation: Conversation
    point: ContactPoint | None


def concerned(member: Member, outcome: str) -> list[ContactPoint]:
    """Return the contacts an attempt could be about: the working phones, or addresses, of somebody."""
    if outcome not in SAYS:
        return []
    kind, _standing = SAYS[Outcome(outcome)]
    return list(member.contact_points.filter(kind=kind, standing=ContactPoint.Standing.GOOD))


@action
def attempt(
    member: Member, *, outcome: str, point: ContactPoint | None, organization: Organization, by: Member
) -> Tried:
    """Log that somebody was tried and not reached, and mark the contact that turned out wrong. Raises LogRefused."""
    kind = Conversation.Kind.HOUSE_VISIT if outcome == Outcome.MOVED else Conversation.Kind.PHONE
    conversation = log(by=by, members=[member], on=organization.today(), kind=kind, outcome=outcome)
    if point:
        _kind, standing = SAYS[Outcome(outcome)]
        mark([point], standing, member=member, by=by)
    return Tried(conversation, point)


def mark(points: Sequence[ContactPoint], standing: str, *, member: Member, by: Member) -> None:
    """Say whether contacts of somebody work, whatever else was saved about them meanwhile."""
    row = Member.objects.select_for_update(of=("self",), no_key=True).get(pk=member.pk)
    for point in points:
        point.standing = standing
    edit_member(row, by=by, seen_at=row.changed_at, columns={}, contacts=points)
