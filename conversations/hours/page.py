"""What the pages of an hour show."""

from typing import Any
from uuid import UUID

from django.http import Http404

from conversations.hours import figures
from conversations.hours import waiting as line
from conversations.models import DataHour
from members.models import Member
from members.models.person import MemberQuerySet
from members.requests import OrgRequest

# Older ones are no longer of use to anybody.
LATELY = 12


def of_all() -> dict[str, Any]:
    """Return the hours to come and those of lately, with what they have brought."""
    hours = figures.with_figures(DataHour.objects.select_related("called_by"))
    return {"to_come": hours.to_come(), "over": hours.over()[:LATELY]}


def progress(pk: UUID) -> dict[str, Any]:
    """Return an hour with how far the group is."""
    hour = figures.read(pk)
    if hour is None:
        raise Http404
    return {"hour": hour}


def of_one(request: OrgRequest, pk: UUID) -> dict[str, Any]:
    """Return all of an hour's page; the queue is counted and handed out while it matters alone."""
    context = progress(pk)
    hour: DataHour = context["hour"]
    guests = list(hour.guests.select_related("member").order_by("member__sorted_as", "pk"))
    context |= {"guests": guests, "mine": next((each for each in guests if each.member_id == request.member.pk), None)}
    if hour.is_over:
        return context
    context["n_waiting"] = waiting(request, hour).count()
    if hour.goes_on and (turn := hour.turns.held().filter(taken_by=request.member).first()):
        people = Member.objects.people().visible_to(request).filter(pk=turn.member_id)
        # Who was archived, or given to somebody else, meanwhile is nobody to write up.
        if person := line.known(people, request.organization.today()).first():
            context |= {"turn": turn, "person": person}
    return context


def waiting(request: OrgRequest, hour: DataHour) -> MemberQuerySet:
    """Return who waits of those whom the reader may log."""
    people = Member.objects.people().visible_to(request).exclude(pk=request.member.pk)
    return line.queue(people, hour, request.organization.today())
