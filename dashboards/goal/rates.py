"""What it took here so far: talks, what people said yes to, and who came to where a goal looks, over half a year."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from conversations.models import Commitment, Conversation, Participant
from ladders.goals import counting
from ladders.models import Goal
from ladders.queries import counted
from members.models import Member
from members.models.person import MemberQuerySet
from members.queries import count_each
from members.requests import OrgRequest

_WEEK = timedelta(days=7)
_BACK = 26
# From fewer weeks, arrivals or talks than these, a rate would be chance.
ENOUGH_WEEKS, ENOUGH_CAME, ENOUGH_TALKS = 8, 5, 20


class Rates(NamedTuple):
    """Over so many weeks up to today: who came to where the goal looks, who left it, and what was done meanwhile."""

    weeks: int
    came: int
    left: int
    one_to_ones: int
    said_yes: int
    kept: int

    @property
    def are_enough(self) -> bool:
        """Whether these are more than chance."""
        return self.weeks >= ENOUGH_WEEKS and self.came >= ENOUGH_CAME and self.one_to_ones >= ENOUGH_TALKS


def read(goal: Goal, scope: Q, request: OrgRequest, began: date | None) -> Rates:
    """Count in one statement. `began` is when moves began to be moves; without it there is nothing to count."""
    today = request.organization.today()
    weeks = min(_BACK, (today - began).days // 7) if began else 0
    if not weeks:
        return Rates(0, 0, 0, 0, 0, 0)
    first = today - weeks * _WEEK
    people = counted(Member.objects.people(), goal.ladder).filter(scope)
    was, is_now = counting.stands(goal, first), counting.stands(goal, today)
    moved = {"came": people.filter(~was & is_now), "left": people.filter(was & ~is_now)}
    return Rates(weeks=weeks, **count_each({**moved, **_done(people, first, today)}))


def _done(people: MemberQuerySet, first: date, last: date) -> dict[str, QuerySet[Any]]:
    """Find talks with these people, and what they said yes to."""
    theirs, days = people.order_by().values("pk"), (first + timedelta(days=1), last)
    with_them = Participant.objects.filter(conversation=OuterRef("pk"), member__in=theirs)
    talks = Conversation.objects.kept().in_earnest().one_to_ones().filter(Exists(with_them), on__range=days)
    yes = Commitment.objects.standing().filter(member__in=theirs, said_on__range=days)
    return {"one_to_ones": talks, "said_yes": yes, "kept": yes.filter(state=Commitment.State.KEPT)}
