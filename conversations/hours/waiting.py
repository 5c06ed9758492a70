"""Who waits to be written up or reached: the queue that all who come to an hour share."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Greatest

from activities.models import Participation
from conversations.heard.latest import contacts, last_day
from conversations.models import Conversation, DataHour, FollowUp
from members.models import Member
from members.models.person import MemberQuerySet

# What was longer ago is no longer in anybody's head.
REMEMBERED = timedelta(days=21)
# Who was tried that lately is not tried again in this hour.
TRIED = timedelta(days=3)


def _promised(since: date, today: date) -> Subquery:
    """Say on which of the last days somebody of us was to be in touch with the member of the outer query."""
    due = FollowUp.objects.due(today).filter(member=OuterRef("pk"), due__gte=since)
    return Subquery(due.order_by("-due").values("due")[:1], output_field=DateField())


def _came(since: date, today: date) -> Subquery:
    """Say on which of the last days the member of the outer query came to something of ours."""
    came = Participation.objects.came().filter(
        member=OuterRef("pk"), activity__on__range=(since, today), activity__cancelled_at=None
    )
    return Subquery(came.order_by("-activity__on").values("activity__on")[:1], output_field=DateField())


# How somebody may have been met without a word written down: a day in the last weeks, or nothing.
MET: list[Callable[[date, date], Any]] = [_promised, _came]


def known(people: MemberQuerySet, today: date) -> MemberQuerySet:
    """Add `met_on`, the day of a meeting, and `reached_on`, the day on which somebody was last reached."""
    days = [part(today - REMEMBERED, today) for part in MET]
    found: MemberQuerySet = people.annotate(
        # PostgreSQL's greatest leaves out what is not there.
        met_on=Greatest(*days),
        reached_on=last_day(contacts()),
    )
    return found


def queue(people: MemberQuerySet, hour: DataHour, today: date) -> MemberQuerySet:
    """Line up of these people who was met and not written up, the latest first; then whom nobody ever reached.

    Who is before somebody else, or had their turn in this hour, is not among them.
    """
    talks = Conversation.objects.kept().filter(participants__member=OuterRef("pk"))
    tried = Exists(talks.exclude(outcome=Conversation.Outcome.REACHED).filter(on__gt=today - TRIED))
    gone = hour.turns.gone().filter(member=OuterRef("pk"))
    unlogged = Q(met_on__isnull=False) & (Q(reached_on=None) | Q(reached_on__lt=F("met_on")))
    here = known(people.filter(status__in=Member.Status.counted(staff=False)), today)
    found: MemberQuerySet = here.filter(unlogged | Q(reached_on=None), ~tried, ~Exists(gone)).order_by(
        F("met_on").desc(nulls_last=True), "created_at", "pk"
    )
    return found
