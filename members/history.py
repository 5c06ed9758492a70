"""What was changed about a person, in words: names of fields, by whom and when."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.models import AuditEvent
from members.fields import readers
from members.models import ContactPoint, Correction, Field, Member
from stpnet.db.compiled import Placeholder, compiled

_WHOSE = Placeholder()


class Change(NamedTuple):
    """One line of the recent changes."""

    text: str
    at: datetime


_DONE = {
    "member.merge": gettext_lazy("put two rows of this person together"),
    "member.unmerge": gettext_lazy("took two people apart"),
    "member.different": gettext_lazy("said who is someone else"),
    "member.archive": gettext_lazy("archived this person"),
    "member.bring_back": gettext_lazy("brought this person back"),
    "member.erase": gettext_lazy("erased this person"),
    "people.scope": gettext_lazy("changed whom they see"),
    "people.roles": gettext_lazy("changed what they may do here"),
    "people.remove": gettext_lazy("ended their access"),
    "member.export": gettext_lazy("took their file out"),
    "member.rights_file": gettext_lazy("had to do with the file of all that is held about them"),
}

# What events and change sets name of a person that is no column.
_BESIDE_COLUMNS = {
    "archived": gettext_lazy("whether they are archived"),
    "relationships": gettext_lazy("relationships"),
    "responsibilities": gettext_lazy("responsibilities"),
    "tags": gettext_lazy("tags"),
    "teams": gettext_lazy("teams"),
}


def changes_of(pk: UUID, roles: Collection[str], *, after: int = 0, most: int = 6) -> list[Change]:
    """Return the latest changes of a person, newest first, in one statement; `after` is the number of an event.

    A field that these roles do not see is not named.
    """
    said = _latest(tuple(roles), most).rows({_WHOSE: pk}) if not after else _said(pk, roles).filter(seq__gt=after)
    return [Change(text, event.at) for event in said[:most] if (text := in_words(event, event.who, event.named))]


@compiled
def _latest(roles: Collection[str], most: int) -> QuerySet[Any]:
    return _said(_WHOSE, roles)[:most]


def _said(pk: UUID, roles: Collection[str]) -> QuerySet[Any]:
    """Add to what was done to a person who did it, and which own fields the reader sees."""
    called = Case(When(preferred_name="", then=F("given_name")), default=F("preferred_name"))
    who = Member.objects.filter(pk=OuterRef("actor_id")).annotate(called=called)
    who = who.annotate(shown=Case(When(called="", then=F("family_name")), default=F("called")))
    return events_of(pk).annotate(who=Coalesce(Subquery(who.values("shown")), Value("")), named=open_names(roles))


def events_of(pk: UUID) -> QuerySet[AuditEvent]:
    """Return what was done to a person, and to rows that are part of this person now."""
    put_in = Member.objects.filter(merged_into=pk).values("pk")
    own = Q(object_id=pk) | Q(object_id__in=put_in) & ~Q(action="member.merge")
    return AuditEvent.objects.filter(own)


def open_names(roles: Collection[str]) -> ArraySubquery:
    """Return the names of the fields that these roles see, as a part of a query."""
    return ArraySubquery(Field.objects.filter(readers__in=readers.open_to(roles)).order_by().values("name"))


def latest_event(pk: UUID) -> int:
    """Return the number of the latest event about a person; 0 where there is none."""
    return AuditEvent.objects.filter(object_id=pk).values_list("seq", flat=True).first() or 0


def in_words(event: AuditEvent, name: str, named: Collection[str]) -> str:
    """Say an event about a person; `name` is who did it, `named` the own fields that the reader sees. Empty where it says nothing to a reader of pages."""
    who = name or (_("Someone no longer here") if event.actor_id else "")
    if event.action.startswith("import."):
        return _("Came with a list")
    if event.action == "member.add":
        return _("%s added this person") % who if who else _("Added from a terminal")
    if event.action in _DONE:
        said = {"who": who or _("A terminal"), "what": _DONE[event.action]}
        return _("%(who)s %(what)s") % said
    if event.action == "member.correct":
        return _corrected(event, who)
    if event.action != "member.edit":
        return ""
    shown = dict.fromkeys(field if is_named(field, named) else "field:" for field in event.fields)
    what = get_text_list([field_name(field) for field in shown], _("and"))
    said = {"who": who, "what": what}
    return _("%(who)s changed %(what)s") % said if who else _("%(what)s changed from a terminal") % said


# What became of it when somebody said that something about them is wrong.
_CORRECTED = {
    "asked": gettext_lazy("%(who)s wrote down what this person says is wrong: %(what)s"),
    "done": gettext_lazy("%(who)s put right, as this person asked: %(what)s"),
    "declined": gettext_lazy("%(who)s said why it stays as it is: %(what)s"),
}


def _corrected(event: AuditEvent, who: str) -> str:
    done, what = (*event.fields, "", "")[:2]
    labels = dict(Correction.What.choices)
    return str(_CORRECTED.get(done, "")) % {"who": who or _("A terminal"), "what": labels.get(what, what)}


def is_named(field: str, named: Collection[str]) -> bool:
    """Whether the reader may know which field it was: a name that no open field has may be an old one of a closed field."""
    return not field.startswith("field:") or field.removeprefix("field:") in named


def field_name(field: str) -> str:
    """Say a field of an event as the form calls it, inside a sentence."""
    kind, colon, name = field.partition(":")
    if colon:
        return name or _("something that not everybody sees")
    if kind in ContactPoint.Kind:
        return str(ContactPoint.Kind(kind).label).lower()
    if field in _BESIDE_COLUMNS:
        return str(_BESIDE_COLUMNS[field])
    try:
        column = Member._meta.get_field(field.removesuffix("_id"))  # noqa: SLF001 - the public way to it
    except FieldDoesNotExist:
        # What a room kept that is not here any more, or names otherwise.
        return field.replace("_", " ")
    return str(getattr(column, "verbose_name", field))
