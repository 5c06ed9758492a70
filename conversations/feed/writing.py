"""The calendar as text: one whole day for each thing. Without names it says that there is something, and where."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from conversations.models import Feed
from conversations.promises import reach
from ladders.models import PlanStep
from members.models import Member
from members.requests import OrgRequest

# A calendar asks every few hours; more than this nobody has ahead.
MOST = 500


class Entry(NamedTuple):
    """One thing on one day."""

    pk: UUID
    on: date
    text: str
    url: str
    made_at: datetime


def write(feed: Feed, request: OrgRequest) -> bytes:
    """Write what this person owes, asks about and supports."""
    # The library takes a while to load, and only this needs it.
    from icalendar import Calendar, Event, vText  # noqa: PLC0415

    calendar = Calendar()
    calendar.add("prodid", "-//STP Network//Today//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", request.organization.name if feed.with_names else _("To do"))
    for entry in entries(feed, request):
        event = Event()
        event.add("uid", f"{entry.pk}@stpnet")
        event.add("dtstamp", entry.made_at)
        event.add("dtstart", entry.on)
        event.add("dtend", entry.on + timedelta(days=1))
        event.add("summary", vText(entry.text))
        event.add("url", entry.url)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def entries(feed: Feed, request: OrgRequest) -> list[Entry]:
    """Return what the calendar holds: names, and the words that may hold some, only where that was chosen."""
    return [*_owed(feed, request), *_said_yes(feed, request), *_steps(feed, request)]


def _owed(feed: Feed, request: OrgRequest) -> Iterable[Entry]:
    found = reach.follow_ups(request).open().filter(owner=request.member, due__isnull=False)
    url = _url(request, "follow_ups:list")
    for each in found.exclude(member__kind=Member.Kind.PRACTICE).order_by("due", "pk")[:MOST]:
        named = f"{each.member}: {each.what}" if each.is_seen else each.what
        yield Entry(each.pk, each.due, named if feed.with_names else _("Follow-up"), url, each.created_at)


def _said_yes(feed: Feed, request: OrgRequest) -> Iterable[Entry]:
    found = reach.commitments(request.roles, request.member).open().filter(reach.looked_after(request.member))
    url = _url(request, "commitments:list")
    dated = found.filter(by__isnull=False).exclude(member__kind=Member.Kind.PRACTICE)
    for each in dated.order_by("by", "pk")[:MOST]:
        text = _("Ask %(name)s: %(what)s") % {"name": each.member, "what": each.what}
        yield Entry(each.pk, each.by, text if feed.with_names else _("Ask how it went"), url, each.created_at)


def _steps(feed: Feed, request: OrgRequest) -> Iterable[Entry]:
    people = Member.objects.people().visible_to(request).order_by().values("pk")
    found = PlanStep.objects.open().filter(supporter=request.member, by_on__isnull=False, plan__member__in=people)
    for each in found.select_related("plan__member").order_by("by_on", "pk")[:MOST]:
        text = f"{each.plan.member}: {each.text}" if feed.with_names else _("A step you support")
        yield Entry(each.pk, each.by_on or each.created_at.date(), text, _url(request, "plans:mine"), each.created_at)


def _url(request: OrgRequest, name: str) -> str:
    return settings.SITE_URL + reverse(name, args=[request.organization.slug])
