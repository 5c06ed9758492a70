"""What this room tells of a person's past: what was done to them, as the record of changes has it."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from audit.models import AuditEvent
from members.history import events_of, in_words, open_names
from members.models import CellChange, ChangeSet, Member
from members.past import Happening, name_of, rows
from members.requests import OrgRequest

_MOMENTS = timedelta(seconds=10)


def events(request: OrgRequest, member: Member) -> QuerySet[Any, Any]:
    """Return the events about somebody, whoever stood for them then."""
    parts = JSONObject(fields=F("fields"), by=F("actor_id"), named=open_names(request.roles))
    # An edit of cells is told by its set, with what stood there; its event is written moments later.
    theirs = CellChange.objects.filter(Q(member=member) | Q(member__merged_into=member)).order_by()
    sets = ChangeSet.objects.filter(
        pk__in=theirs.values("change_set"), by=OuterRef("actor_id"), created_at__lte=OuterRef("at")
    )
    twice = Q(action="member.edit") & Exists(
        sets.filter(created_at__gt=OuterRef("at") - _MOMENTS, n_people=1, says__fields=OuterRef("fields"))
    )
    # Teams tell by themselves who came and went, and responsibilities who carried what.
    told = twice | Q(action="member.edit", fields__in=[["teams"], ["responsibilities"]])
    return rows(events_of(member.pk).exclude(told), at="at", who=name_of("actor_id"), what=F("action"), parts=parts)


def say_event(_request: OrgRequest, event: Happening) -> str:
    """Say an event: names of fields, for no record has values."""
    told = AuditEvent(action=event.what, fields=event.parts["fields"], actor_id=event.parts["by"])
    return in_words(told, event.who, event.parts["named"])
