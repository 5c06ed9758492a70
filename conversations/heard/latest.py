"""When somebody was last reached, as parts of a query of members: the list's column, its filters and the quiet rule."""

from django.db.models import DateField, OuterRef, QuerySet, Subquery

from conversations.models import Commitment, Conversation
from ladders.models import Ladder


def one_to_ones() -> QuerySet[Conversation]:
    """Return the one-to-ones with the member of the outer query."""
    return Conversation.objects.kept().one_to_ones().filter(participants__member=OuterRef("pk"))


def contacts() -> QuerySet[Conversation]:
    """Return all that reached the member of the outer query, by whatever way."""
    return Conversation.objects.kept().reached().filter(participants__member=OuterRef("pk"))


def last_day(found: QuerySet[Conversation]) -> Subquery:
    """Return the day of the latest of these."""
    return Subquery(found.order_by("-on").values("on")[:1], output_field=DateField())


def last_contact(_ladder: Ladder) -> Subquery:
    """Say for the quiet rule when something reached somebody; an attempt did not."""
    return last_day(contacts())


def last_promise_kept(_ladder: Ladder) -> Subquery:
    """Say for the quiet rule when somebody last kept what they said yes to."""
    kept = Commitment.objects.filter(member=OuterRef("pk"), state=Commitment.State.KEPT)
    return Subquery(kept.order_by("-settled_on").values("settled_on")[:1], output_field=DateField())
