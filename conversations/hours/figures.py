"""What an hour has brought, counted for the whole group: nobody's own number is worked out."""

from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from conversations.models import Commitment, Conversation, DataHour, FollowUp, HourGuest, Participant
from conversations.models.hour import DataHourQuerySet


def with_figures(hours: DataHourQuerySet) -> DataHourQuerySet:
    """Add what those who came wrote down while the hour went on: n_talks, n_tries, n_reached, n_follow_ups, n_yes."""
    # What a list brought in meanwhile was not written up in it.
    kept = Conversation.objects.kept().in_earnest().exclude(source=Conversation.Source.IMPORT)
    talks = kept.filter(**_within("author"))
    reached = Participant.objects.filter(
        conversation__in=kept.reached(),
        **_within("conversation__author", "conversation__"),
    )
    found: DataHourQuerySet = hours.annotate(
        until_at=Coalesce("closed_at", "ends_at"),
        n_talks=_n(talks.reached()),
        n_tries=_n(talks.exclude(outcome=Conversation.Outcome.REACHED)),
        n_reached=_n(reached, "member"),
        n_follow_ups=_n(FollowUp.objects.filter(**_within("made_by"))),
        n_yes=_n(Commitment.objects.filter(**_within("asked_by"))),
        n_come=_n(HourGuest.objects.filter(hour=OuterRef("pk"), answer=HourGuest.Answer.YES)),
    )
    return found


def _within(who: str, of: str = "") -> dict[str, Any]:
    """Keep what somebody who came to the hour of the outer query wrote while it went on."""
    came = HourGuest.objects.filter(hour=OuterRef(OuterRef("pk")), answer=HourGuest.Answer.YES)
    return {
        f"{of}created_at__gte": OuterRef("begins_at"),
        f"{of}created_at__lt": OuterRef("until_at"),
        f"{who}__in": came.values("member"),
    }


def _n(rows: QuerySet[Any], what: str = "pk") -> Any:
    one = rows.order_by().annotate(all=Value(1)).values("all").annotate(n=Count(F(what), distinct=True)).values("n")
    return Coalesce(Subquery(one, output_field=IntegerField()), 0)


def read(pk: Any) -> DataHour | None:
    """Return an hour with what it has brought, in one statement."""
    return with_figures(DataHour.objects.select_related("called_by").filter(pk=pk)).first()
