"""When drafts go: their owner is erased, or nobody has said for long whom one is about.

Who leaves and is let in again in that time finds them as they were; meanwhile nobody can open them.
"""

from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext

from audit.recording import action
from conversations.models import Draft
from conversations.models.draft import KEPT
from members.models import Member
from organizations import sealing
from organizations.registry import Rule


def erase(member: Member) -> None:
    Draft.objects.filter(owner=member).delete()


@action
def clear() -> int:
    """Let go of what has waited for longer than its page said, and say of how many; of a conversation only the question goes."""
    return Draft.objects.too_old(timezone.now()).delete()[0]


def reseal() -> int:
    """Close anew with the first key what any of the keys opens; returns how many there are."""
    waiting = list(Draft.objects.unsettled().order_by("pk"))
    for draft in waiting:
        draft.sealed = sealing.reseal(draft.sealed)
    return Draft.objects.bulk_update(waiting, ["sealed"])


RULE = Rule(
    "drafts", gettext_lazy("What a phone sent and nobody finished"), 12,
    lambda _organization: ngettext("%(n)d day", "%(n)d days", KEPT.days) % {"n": KEPT.days},
    lambda _organization, at: Draft.objects.too_old(at).count(), clear,
)  # fmt: skip
