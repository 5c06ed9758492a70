"""What cells held before and after, in words: as long as it is kept, and as far as the reader may see it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, F, OuterRef, Q, QuerySet, UUIDField, Value, When
from django.db.models.functions import Cast, JSONObject, NullIf
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from members import choices, normal
from members.fields.shown import in_words
from members.history import field_name
from members.models import CellChange, ChangeSet, ContactPoint, Field, Member
from members.past import Happening, name_of, rows
from members.requests import OrgRequest
from organizations.access import may

type Cell = dict[str, Any]


class AsText(models.Func):
    """A JSON text as text."""

    template = "(%(expressions)s #>> '{}')"
    output_field = models.TextField()


def changes(_request: OrgRequest, member: Member) -> QuerySet[Any, Any]:
    """Return the sets of changes in which somebody has a cell."""
    # Activities tell by themselves who was invited.
    theirs = CellChange.objects.filter(Q(member=member) | Q(member__merged_into=member)).exclude(field="activities")
    cells = theirs.filter(change_set=OuterRef("pk")).order_by("field", "pk")
    named = cells.annotate(was_id=_organizer_id("before"), is_id=_organizer_id("after"))
    shown = {"field": F("field"), "before": F("before"), "after": F("after"), "back": F("is_back")}
    shown |= {"was": name_of("was_id"), "now": name_of("is_id")}
    parts = JSONObject(
        cells=ArraySubquery(named.values(json=JSONObject(**shown))),
        undone=F("undone_at"),
        undone_by=name_of("undone_by_id"),
    )
    made = ChangeSet.objects.filter(pk__in=theirs.order_by().values("change_set"))
    return rows(made, at="created_at", who=name_of("by_id"), what=F("kind"), parts=parts)


def _organizer_id(column: str) -> Any:
    """Read the id of an organizer out of a cell; nothing of other cells."""
    return Cast(NullIf(Case(When(field="organizer", then=AsText(column))), Value("")), UUIDField())


def say_changes(request: OrgRequest, happening: Happening) -> str:
    """Say a set: each cell with what stood there and what stands there now, and which were taken back."""
    parts = happening.parts
    who = happening.who or _("Someone no longer here")
    if all(cell["field"] == "archived" for cell in parts["cells"]):
        text = _("%(who)s archived this person") % {"who": who}
    else:
        what = get_text_list(list(dict.fromkeys(_cell(request, cell) for cell in parts["cells"])), _("and"))
        text = _("%(who)s changed %(what)s") % {"who": who, "what": what}
    back = [cell for cell in parts["cells"] if cell["back"]]
    if not parts["undone"] or not back:
        return text
    on = date_format(localtime(datetime.fromisoformat(parts["undone"])), "M j")
    by = parts["undone_by"] or _("someone no longer here")
    said = {"text": text, "by": by, "on": on}
    if len(back) == len(parts["cells"]):
        return _("%(text)s; taken back by %(by)s on %(on)s") % said
    names = dict.fromkeys(_name(request, cell["field"]) or _("something that not everybody sees") for cell in back)
    said["what"] = get_text_list(list(names), _("and"))
    return _("%(text)s; of that %(what)s was taken back by %(by)s on %(on)s") % said


def _cell(request: OrgRequest, cell: Cell) -> str:
    name = _name(request, cell["field"])
    if not name:
        return _("something that not everybody sees")
    was, now = _value(request, cell, "before", "was"), _value(request, cell, "after", "now")
    said = {"field": name, "was": was, "now": now}
    if was and now:
        return _("%(field)s from “%(was)s” to “%(now)s”") % said
    if now:
        return _("%(field)s to “%(now)s”") % said
    return _("%(field)s, which was “%(was)s”") % said if was else name


def _name(request: OrgRequest, field: str) -> str:
    """Name a field inside a sentence; empty for one that the reader does not see."""
    known = choices.load(request)
    kind, _colon, of = field.partition(":")
    if kind == "unit":
        return next((each.name for each in known.kinds if str(each.pk) == of), _("a kind of unit that is gone"))
    if kind == "field":
        return next((each.name for each in known.fields if str(each.pk) == of), "")
    if kind in ("tags", "tag"):
        return _("tags")
    if kind == "team":
        return _("teams")
    if kind == "follow_up":
        return _("what somebody here owes them")
    return _("a contact") if kind == "contact" else field_name(field)


def _value(request: OrgRequest, cell: Cell, at: str, named: str) -> str:
    """Say what stood in a cell; empty for nothing, and where it is forgotten by now."""
    kind, _colon, of = cell["field"].partition(":")
    value = cell[at]
    if kind == "archived":
        # It keeps the moment, for its undo.
        return ""
    if kind == "organizer":
        return str(cell[named] or "")
    say = _SAY.get(kind)
    if say:
        return say(request, value, of) if value else ""
    return value if isinstance(value, str) else ""


def _unit(request: OrgRequest, value: Any, _of: str) -> str:
    return next((unit.name for pk, unit in choices.load(request).units.items() if str(pk) == value), "")


def _tags(request: OrgRequest, value: Any, of: str) -> str:
    wanted = [of] if of else value
    return ", ".join(name for pk, name in choices.load(request).tags if pk in wanted)


def _team(request: OrgRequest, _value: Any, of: str) -> str:
    return next((name for pk, name in choices.load(request).all_teams if pk == of), "")


def _own(request: OrgRequest, value: Any, of: str) -> str:
    """Say a value of a field of the group's own; whom a field of people names is for its page to say."""
    own = next((each for each in choices.load(request).fields if str(each.pk) == of), None)
    return in_words(own, value) if own and own.kind != Field.Kind.PERSON else ""


def _contact(request: OrgRequest, point: Any, _of: str) -> str:
    if not may(request, "member.contact.view"):
        return ""
    is_phone = point["kind"] == ContactPoint.Kind.PHONE
    shown: str = normal.shown_phone(point["normal"], request.organization.phone_region) if is_phone else point["value"]
    return shown


def _status(_request: OrgRequest, value: Any, _of: str) -> str:
    return str(dict(Member.Status.choices).get(value, value))


_SAY: dict[str, Callable[[OrgRequest, Any, str], str]] = {
    "unit": _unit, "tags": _tags, "tag": _tags, "field": _own, "contact": _contact, "status": _status,
    "team": _team,
}  # fmt: skip
