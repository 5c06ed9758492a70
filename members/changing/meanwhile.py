"""Who changed somebody last, what and when: for one who meant to change them too."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import Greatest
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from audit.models import AuditEvent
from members.changing.recording import audited
from members.fields import readers
from members.history import field_name, is_named
from members.models import CellChange, Field, Member


class _Latest(NamedTuple):
    at: datetime
    by: UUID | None
    fields: list[str]


def sentences(members: Collection[UUID], roles: Collection[str]) -> dict[UUID, str]:
    """Say of each who changed them last; a few statements for any number. Fields that these roles do not see stay out."""
    latest = _events(members)
    for member, one in _cells(members).items():
        if member not in latest or latest[member].at < one.at:
            latest[member] = one
    names = Member.objects.in_bulk({one.by for one in latest.values() if one.by})
    seen = Field.objects.filter(readers__in=readers.open_to(roles)).order_by().values_list("name", flat=True)
    named = {"", *seen}
    return {
        member: _in_words(one._replace(fields=[each for each in one.fields if is_named(each, named)]), names)
        for member, one in latest.items()
    }


def _events(members: Collection[UUID]) -> dict[UUID, _Latest]:
    events = AuditEvent.objects.filter(object_id__in=members).order_by("object_id", "-seq").distinct("object_id")
    return {event.object_id: _Latest(event.at, event.actor_id, event.fields) for event in events if event.object_id}


def _cells(members: Collection[UUID]) -> dict[UUID, _Latest]:
    """Read the last set of many people that each was in: its event names the set, not them."""
    together = CellChange.objects.filter(change_set=OuterRef("change_set"), member=OuterRef("member"))
    at = Greatest("change_set__created_at", "change_set__undone_at", "change_set__redone_at")
    rows: Any = (
        CellChange.objects.filter(member__in=members, change_set__n_people__gt=1)
        .annotate(at=at, fields=ArraySubquery(together.values("field")))
        .order_by("member", "-at", "pk")
        .distinct("member")
        .values_list("member", "at", F("change_set__undone_by"), F("change_set__by"), "fields")
    )
    found = {member: _Latest(at, undone_by or by, fields) for member, at, undone_by, by, fields in rows}
    every = {field for one in found.values() for field in one.fields if not field.startswith("contact:")}
    words = {field: name for field in every for name in audited([field])} if every else {}
    return {
        member: one._replace(fields=sorted({words.get(field, "contacts") for field in one.fields}))
        for member, one in found.items()
    }


def _in_words(one: _Latest, names: dict[UUID, Member]) -> str:
    who = str(names[one.by]) if one.by in names else _("Someone")
    fields = [_("contacts") if field == "contacts" else field_name(field) for field in one.fields]
    said = {"who": who, "when": date_format(localtime(one.at), "M j, g:i A"), "what": get_text_list(fields, _("and"))}
    if not fields:
        return _("%(who)s changed this person, %(when)s.") % said
    return _("%(who)s changed %(what)s, %(when)s.") % said
