"""Activities as pages show them. Names stand there for who may check people in; links only to whom the reader sees."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery

from activities.models import Activity, Participation
from members.listing import with_unit
from members.models import Belonging, Member
from members.models.person import MemberQuerySet
from members.requests import OrgRequest
from organizations.permissions import PERMISSIONS

# So many of one kind stand on a page; the list of people has the others.
SHOWN, MOST = 60, 240
SOON, LATER = 7, 30
Answer, Outcome = Participation.Answer, Participation.Outcome


class Figures(NamedTuple):
    """How many were asked, came, came for the first time, and came again; the lists ask the same."""

    all: int
    asked: int
    yes: int
    no: int
    came: int
    absent: int
    # Asked, did not say no, and nobody has said whether they came.
    awaited: int
    walk_in: int
    again_soon: int
    again_later: int
    first: int
    first_again_soon: int
    first_again_later: int
    # Said yes before it was moved to another day.
    yes_of_before: int


def listed() -> Any:
    """Return activities with how many were asked and came, for the list."""
    here = Q(people__member__merged_into=None)
    return Activity.objects.select_related("unit", "team").annotate(
        n_yes=Count("people", filter=here & Q(people__answer=Answer.YES)),
        n_came=Count("people", filter=here & Q(people__outcome=Outcome.CAME)),
    )


def again(days: int) -> Exists:
    """Say of a participation that the same person came to something on one of these days after it."""
    other = Participation.objects.filter(
        member=OuterRef("member"),
        outcome=Outcome.CAME,
        activity__on__gt=OuterRef("activity__on"),
        activity__on__lte=OuterRef("activity__on") + timedelta(days=days),
    )
    return Exists(other)


def before() -> Exists:
    """Say of a participation that the person had come to something on a day before it."""
    earlier = Participation.objects.filter(
        member=OuterRef("member"), outcome=Outcome.CAME, activity__on__lt=OuterRef("activity__on")
    )
    return Exists(earlier)


def figures(activity: Activity) -> Figures:
    """Count all of it in one statement."""
    came, first = Q(outcome=Outcome.CAME), Q(outcome=Outcome.CAME, has_before=False)
    soon, later = Q(again_soon=True), Q(again_later=True)
    rows = Participation.objects.standing().filter(activity=activity)
    rows = rows.annotate(has_before=before(), again_soon=again(SOON), again_later=again(LATER))
    moved = Q(pk=None)
    if at := activity.moved_at:
        # Who was put down as coming answered then.
        moved = Q(answered_at__lt=at) | Q(answered_at=None, created_at__lt=at)
    found = rows.aggregate(
        all=Count("pk"),
        asked=Count("pk", filter=~Q(answer="")),
        yes=Count("pk", filter=Q(answer=Answer.YES)),
        no=Count("pk", filter=Q(answer=Answer.NO)),
        came=Count("pk", filter=came),
        absent=Count("pk", filter=Q(outcome=Outcome.ABSENT)),
        awaited=Count("pk", filter=Q(outcome="", answer__in=[Answer.INVITED, Answer.YES])),
        walk_in=Count("pk", filter=came & Q(answer="", is_host=False)),
        again_soon_n=Count("pk", filter=came & soon),
        again_later_n=Count("pk", filter=came & later),
        first=Count("pk", filter=first),
        first_again_soon=Count("pk", filter=first & soon),
        first_again_later=Count("pk", filter=first & later),
        yes_of_before=Count("pk", filter=moved & Q(answer=Answer.YES)),
    )
    found |= {name: found.pop(f"{name}_n") for name in ("again_soon", "again_later")}
    return Figures(**found)


def last_came() -> Subquery:
    """Return the last day on which the Member of the row outside came to something."""
    theirs = Participation.objects.filter(member=OuterRef("pk"), outcome=Outcome.CAME).order_by()
    return Subquery(theirs.values("member").annotate(latest=Max("activity__on")).values("latest"))


def n_here(activity: Activity) -> int:
    """Count who is checked in: asked again every few seconds."""
    return Participation.objects.came().filter(activity=activity).count()


def people_of(request: OrgRequest, activity: Activity) -> QuerySet[Participation, Any]:
    """Return everyone who stands there, by name, with whether the reader may open their page (`is_seen`).

    Who was erased since is counted and has no name, so they are in no list.
    """
    theirs = Participation.objects.standing().filter(activity=activity, member__erased_at=None)
    rows = theirs.annotate(is_seen=Exists(seen(request).filter(pk=OuterRef("member"))), unit_name=_unit())
    found: QuerySet[Participation, Any] = rows.select_related("member", "follow_up_by").order_by(
        "member__sorted_as", "member"
    )
    return found


def _unit() -> Any:
    """Name the unit of the default kind that the person of a participation belongs to."""
    own = Belonging.objects.filter(member=OuterRef("member"), kind__is_default=True)
    return Subquery(own.values("unit__name")[:1])


def seen(request: OrgRequest) -> MemberQuerySet:
    """Return the people whose pages the reader may open, whatever right the view has asked for."""
    scope = PERMISSIONS["member.view"].scope(request.roles)
    found: MemberQuerySet = Member.objects.people().within(scope, request.member)
    return found


def first_timers(request: OrgRequest, activity: Activity) -> list[Any]:
    """List who came for the first time, with whether they came again since."""
    rows = people_of(request, activity).filter(outcome=Outcome.CAME).annotate(has_before=before())
    return list(rows.filter(has_before=False).annotate(came_again=again(LATER))[:SHOWN])


def at_door(people: MemberQuerySet, activity: Activity, pks: Sequence[UUID]) -> list[Any]:
    """Return these people by name, with what is known of them here (`row`), and where they belong."""
    members: list[Any] = list(with_unit(people.filter(pk__in=pks)).by_name())
    rows = {row.member_id: row for row in activity.people.filter(member__in=pks)}
    for member in members:
        member.row = rows.get(member.pk)
    return members


def last_day_to_come_again(activity: Activity, today: date) -> date | None:
    """Return the day until which the figures of who came again can still grow; None before and after."""
    # Of a day to come nobody has come yet; and to the last day of all calendars nothing can be added.
    if not today - timedelta(days=LATER) <= activity.on <= today:
        return None
    return activity.on + timedelta(days=LATER)
