"""What somebody said yes to, on the page that is turned round to them."""

from collections.abc import Iterable

from django.db.models import Q

from conversations.models import Commitment, Conversation
from ladders.registry import Yes
from members.models import Member

# The page is looked at together: the latest say enough.
FEW = 6


def said_yes(member: Member) -> Iterable[Yes]:
    """Tell what is open and what was kept. Nothing is said of what was not, nor of a note that few may read."""
    openly = Q(conversation=None) | Q(conversation__read_by=Conversation.ReadBy.ORGANIZERS)
    told = (
        Commitment.objects.standing()
        .filter(openly, member=member, state__in=["open", "kept"])
        .order_by("-said_on", "-pk")
    )
    return [Yes(each.what, each.by, each.state == Commitment.State.KEPT) for each in told[:FEW]]
