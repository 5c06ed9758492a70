"""What teams tell of a person's past: which they joined and left, and what they answered for there."""

from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, JSONObject
from django.utils.translation import gettext as _

from members.models import Member, TeamMember, TeamRole
from members.past import Happening, StartOfDay, name_of, rows
from members.requests import OrgRequest

_TEAM = JSONObject(team=F("team__name"), role=Value(""), leads=Value(False))
_ROLE = JSONObject(team=F("team__name"), role=F("name"), leads=F("is_lead"))


def joined(_request: OrgRequest, member: Member) -> QuerySet[Any, Any]:
    found = TeamMember.objects.filter(member=member)
    return rows(found, at="created_at", who=name_of("added_by_id"), what=Value("joined"), parts=_TEAM)


def left(request: OrgRequest, member: Member) -> QuerySet[Any, Any]:
    return _on(request, TeamMember.objects.filter(member=member).exclude(until=None), "until", "left", _TEAM)


def took_on(request: OrgRequest, member: Member) -> QuerySet[Any, Any]:
    """A role may have been open for long before somebody took it, so the day counts and not when it was written."""
    return _on(request, TeamRole.objects.filter(member=member), "since", "took on", _ROLE)


def gave_back(request: OrgRequest, member: Member) -> QuerySet[Any, Any]:
    return _on(request, TeamRole.objects.filter(member=member).exclude(until=None), "until", "gave back", _ROLE)


def _on(request: OrgRequest, found: QuerySet[Any], day: str, what: str, parts: Any) -> QuerySet[Any, Any]:
    dated = found.annotate(on_day=Coalesce(StartOfDay(request, day), F("created_at")))
    is_day = Q(**{f"{day}__isnull": False})
    return rows(dated, at="on_day", who=Value(""), what=Value(what), parts=parts, is_day=is_day)


def say(_request: OrgRequest, happening: Happening) -> str:
    """Say it in a sentence."""
    said = {"team": happening.parts["team"], "role": happening.parts["role"], "who": happening.who}
    if happening.what == "joined":
        return (
            _("%(who)s put them into the team %(team)s") if happening.who else _("Came into the team %(team)s")
        ) % said
    if happening.what == "left":
        return _("Left the team %(team)s") % said
    if happening.parts["leads"]:
        began = happening.what == "took on"
        return (_("Began to lead the team %(team)s") if began else _("No longer led the team %(team)s")) % said
    if happening.what == "took on":
        return _("Took on “%(role)s” in the team %(team)s") % said
    return _("Gave back “%(role)s” in the team %(team)s") % said
