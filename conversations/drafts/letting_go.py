"""When drafts go: their owner is erased, or nobody has said for long whom one is about.

Who leaves and is let in again in that time finds them as they were; meanwhile nobody can open them.
"""

from django.utils import timezone

from audit.recording import action
from conversations.models import Draft
from members.models import Member
from organizations import sealing


def erase(member: Member) -> None:
    Draft.objects.filter(owner=member).delete()


@action
def clear() -> None:
    """Let go of what has waited for longer than its page said; of a conversation only the question goes."""
    Draft.objects.too_old(timezone.now()).delete()


def reseal() -> int:
    """Close anew with the first key what any of the keys opens; returns how many there are."""
    waiting = list(Draft.objects.unsettled().order_by("pk"))
    for draft in waiting:
        draft.sealed = sealing.reseal(draft.sealed)
    return Draft.objects.bulk_update(waiting, ["sealed"])
