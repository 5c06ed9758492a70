"""What this room lets go of when somebody is erased."""

from django.db.models import Q

from conversations import practice
from conversations.models import Digest, HelpRequest, MailChoice, Notice
from members.models import Member


def empty(member: Member) -> None:
    """Delete what was sent to them, said of them, and asked by them; and who was made up for them."""
    practice.throw_away(by=member)
    Notice.objects.filter(Q(to=member) | Q(member=member)).delete()
    HelpRequest.objects.filter(asker=member).delete()
    MailChoice.objects.filter(member=member).delete()
    Digest.objects.filter(member=member).delete()
