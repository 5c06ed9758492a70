"""What activities tell of a person's past: what they came to, and what they were asked to."""

from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, JSONObject
from django.utils.translation import gettext as _

from activities.models import Activity, Participation
from members.models import Member
from members.past import Happening, StartOfDay, name_of, rows
from members.requests import OrgRequest

_PARTS = JSONObject(name=F("activity__name"), kind=F("activity__kind"), host=F("is_host"), role=F("role"))


def came(request: OrgRequest, member: Member) -> QuerySet[Any, Any]:
    """It counts from the day of the activity; who was checked in at the door, from that moment."""
    theirs = Participation.objects.filter(member=member, outcome=Participation.Outcome.CAME)
    dated = theirs.annotate(at_time=Coalesce("checked_in_at", StartOfDay(request, "activity__on")))
    is_day = Q(checked_in_at__isnull=True)
    return rows(dated, at="at_time", who=Value(""), what=Value("came"), parts=_PARTS, is_day=is_day)


def asked(_request: OrgRequest, member: Member) -> QuerySet[Any, Any]:
    theirs = Participation.objects.filter(Q(is_host=True) | ~Q(answer=""), member=member)
    return rows(theirs, at="created_at", who=name_of("added_by_id"), what=Value("asked"), parts=_PARTS)


def say(_request: OrgRequest, happening: Happening) -> str:
    """Say it in a sentence; the kind stands before the name, which may be anything."""
    parts = happening.parts
    kind = Activity.Kind(parts["kind"]).label if parts["kind"] in Activity.Kind.values else ""
    said = {"kind": str(kind).lower(), "name": parts["name"], "who": happening.who, "role": parts["role"]}
    if happening.what == "came":
        if parts["host"]:
            return _("Hosted the %(kind)s “%(name)s”") % said
        if parts["role"]:
            return _("Came to the %(kind)s “%(name)s”: %(role)s") % said
        return _("Came to the %(kind)s “%(name)s”") % said
    if parts["host"]:
        return _("Was named as host of the %(kind)s “%(name)s”") % said
    if happening.who:
        return _("%(who)s invited them to the %(kind)s “%(name)s”") % said
    return _("Was invited to the %(kind)s “%(name)s”") % said
