"""Who of us reached somebody last: said wherever a call is offered, so that nobody is called twice for one thing.

That two people talked, and when, may know who sees the person; what was said is not in it.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from conversations.models import Conversation, Participant
from conversations.today.parts import ago
from members.models import Member
from members.requests import OrgRequest

# Longer ago than this it keeps nobody from calling.
FRESH_DAYS = 14


class Last(NamedTuple):
    """The last time that somebody talked with them, or tried to."""

    on: date
    by: str
    # The reader's own: they need no telling who.
    is_mine: bool
    outcome: str

    @property
    def reached(self) -> bool:
        return self.outcome == Conversation.Outcome.REACHED


def last(of: OuterRef, *, tries: bool = False) -> ArraySubquery:
    """Return a part of a query of people (`of` is whose key): when they were last reached, and by whom.

    With `tries`, also when somebody did not get through to them.
    """
    talks = Participant.objects.filter(member=of, conversation__removed_at=None)
    if not tries:
        talks = talks.filter(conversation__outcome=Conversation.Outcome.REACHED)
    latest = talks.order_by("-conversation__on", "-conversation__created_at")
    said = JSONObject(
        on=F("conversation__on"),
        by=F("conversation__author__name"),
        author=F("conversation__author_id"),
        outcome=F("conversation__outcome"),
    )
    return ArraySubquery(latest.values(json=said)[:1])


def read(found: list[dict[str, Any]] | None, reader: Member) -> Last | None:
    """Read what `last` found."""
    if not found:
        return None
    row = found[0]
    return Last(date.fromisoformat(row["on"]), row["by"] or "", row["author"] == str(reader.pk), row["outcome"])


def is_fresh(found: Last, today: date) -> bool:
    """Whether it is so short ago that the next to call should know of it."""
    return (today - found.on).days <= FRESH_DAYS


def sentence(found: Last, today: date) -> str:
    """Say it: “Maria Quintero talked with them 2 days ago.”"""
    said = {"who": found.by or _("Somebody here"), "ago": ago(found.on, today)}
    if found.reached:
        return _("You talked %(ago)s.") % said if found.is_mine else _("%(who)s talked with them %(ago)s.") % said
    return _("You tried %(ago)s.") % said if found.is_mine else _("%(who)s tried %(ago)s.") % said


def panel(request: OrgRequest, member: Member) -> dict[str, Any] | None:
    """Say it beside the name, above the buttons that call: who reached them, else who tried."""
    today = request.organization.today()
    found = [read(getattr(member, name, None), request.member) for name in BESIDE]
    fresh = next((each for each in found if each and is_fresh(each, today)), None)
    return {"said": sentence(fresh, today)} if fresh else None


# Read with the person of a page, without a statement of their own.
BESIDE: dict[str, Callable[[OrgRequest], ArraySubquery]] = {
    "reached_last": lambda _request: last(OuterRef("pk")),
    "tried_last": lambda _request: last(OuterRef("pk"), tries=True),
}
