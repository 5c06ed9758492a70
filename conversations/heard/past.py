"""What conversations tell of a person's past: that somebody talked with them, or tried to. Never what was said."""

from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from conversations.models import Conversation, Participant
from members.models import Member
from members.past import Happening, StartOfDay, name_of, rows
from members.requests import OrgRequest

Outcome = Conversation.Outcome


def talked(request: OrgRequest, member: Member) -> QuerySet[Any, Any]:
    """Return each talk with somebody and each attempt, on its own day."""
    found = _with(member).filter(removed_at=None).annotate(day_at=StartOfDay(request, "on"))
    parts = JSONObject(kind=F("kind"), source=F("source"))
    return rows(found, at="day_at", who=name_of("author_id"), what=F("outcome"), parts=parts, is_day=Value(True))


def taken_back(_request: OrgRequest, member: Member) -> QuerySet[Any, Any]:
    """Return what was written down of somebody and taken back."""
    found = _with(member).exclude(removed_at=None)
    return rows(
        found, at="removed_at", who=name_of("removed_by_id"), what=F("outcome"), parts=JSONObject(kind=F("kind"))
    )


def _with(member: Member) -> QuerySet[Conversation]:
    return Conversation.objects.filter(pk__in=Participant.objects.filter(member=member).values("conversation"))


def say_talked(_request: OrgRequest, happening: Happening) -> str:
    """Say who talked with them and how, or tried to."""
    kind = str(Conversation.Kind(happening.parts["kind"]).label)
    if happening.what == Outcome.REACHED:
        if happening.who:
            return _("%(who)s talked with them (%(kind)s)") % {"who": happening.who, "kind": kind.lower()}
        return _("Somebody talked with them, as a list says (%s)") % kind.lower()
    says = {"who": happening.who or _("Somebody"), "how": str(Outcome(happening.what).label).lower()}
    return _("%(who)s tried to reach them: %(how)s") % says


def say_taken_back(_request: OrgRequest, happening: Happening) -> str:
    """Say who took back that they talked."""
    return _("%s took back a conversation that was written down") % (happening.who or _("Someone no longer here"))
