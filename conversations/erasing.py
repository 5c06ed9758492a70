"""What this room lets go of when somebody is erased."""

from django.db.models import Q

from conversations import practice
from conversations.models import Digest, Feed, HelpRequest, HourGuest, MailChoice, Notice, OwnNumber
from members.models import Member


def empty(member: Member) -> None:
    """Delete what was sent to them, said of them, and asked by them; and who was made up for them."""
    practice.throw_away(by=member)
    Notice.objects.filter(Q(to=member) | Q(member=member)).delete()
    HelpRequest.objects.filter(asker=member).delete()
    # What is their own, and no figure is made of: mail, calendar, number, seat.
    for model in (MailChoice, Digest, Feed, OwnNumber, HourGuest):
        model._default_manager.filter(member=member).delete()  # noqa: SLF001 - whichever model it is
