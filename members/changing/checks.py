"""What no form can see, as it takes several rows to know: who would be nobody, what is gone, what is there already."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Self
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from members.changing.cells import Change, Value, kind_of
from members.changing.stored import Stored
from members.fields.shown import fits
from members.forms.person import NAMES
from members.models import CellChange, ContactPoint, Field, Member, Tag, Unit


def refuse_oneself(change: Change) -> None:
    """Refuse to make somebody their own organizer."""
    if change.field == "organizer" and change.after == str(change.member):
        raise ValidationError(_("Someone else has to be this person's organizer."))


def refuse_twice(change: Change, found: Stored) -> None:
    """Refuse to put a contact back that stands on another line by now."""
    kind, of = kind_of(change.field)
    point = change.after if kind == "contact" else None
    if point and found.has_contact(change.member, point["kind"], point["normal"], but=of):
        raise ValidationError(_("This person has this contact on another line by now."))


def left_nameless(changes: Sequence[Change], rows: Mapping[UUID, Member]) -> set[UUID]:
    """Return those who would have neither a name nor a way to reach them."""
    names: dict[UUID, dict[str, Value]] = {}
    gone: set[str] = set()
    for change in changes:
        kind, of = kind_of(change.field)
        if change.field in NAMES or kind == "contact":
            own = names.setdefault(change.member, {name: getattr(rows[change.member], name) for name in NAMES})
            own[change.field] = change.after
            gone |= {of} if kind == "contact" and not change.after else set()
    nameless = {member for member, own in names.items() if not any(own.values())}
    if not nameless:
        return set()
    points = ContactPoint.objects.filter(member__in=nameless).exclude(pk__in=gone)
    return nameless - set(points.values_list("member_id", flat=True))


class There(NamedTuple):
    """What the cells of a set name and is still there, so that it can be put back."""

    units: set[str]
    tags: set[str]
    # The group's own fields, with the kind that each has by now.
    fields: dict[str, str]
    organizers: set[str]

    @classmethod
    def of(cls, cells: Iterable[CellChange]) -> Self:
        named: dict[str, set[str]] = {"unit": set(), "tags": set(), "field": set(), "organizer": set()}
        for cell in cells:
            kind, of = kind_of(cell.field)
            if kind == "field":
                named["field"].add(of)
            elif kind == "tag":
                named["tags"].add(of)
            elif kind in ("unit", "tags") or cell.field == "organizer":
                for value in (cell.before, cell.after):
                    keys: list[str] = [value] if isinstance(value, str) else value or []
                    named[kind if kind != "row" else "organizer"].update(keys)
        here = Member.objects.filter(merged_into=None, erased_at=None)
        return cls(
            _existing(Unit.objects, named["unit"]),
            _existing(Tag.objects, named["tags"]),
            _kinds(named["field"]),
            _existing(here, named["organizer"]),
        )

    def tags_of(self, value: Value) -> list[str]:
        return [tag for tag in value if tag in self.tags]

    def refuse_gone(self, change: Change) -> None:
        """Refuse to put back what was deleted meanwhile."""
        kind, of = kind_of(change.field)
        needed: dict[str, tuple[str, set[str]]] = {
            "unit": (change.after, self.units),
            "field": (of, set(self.fields)),
            "tag": (of if change.after else "", self.tags),
        }
        if change.field == "organizer":
            needed["row"] = (change.after, self.organizers)
        key, there = needed.get(kind, ("", set()))
        if key and key not in there:
            raise ValidationError(_("What stood there is not there any more, so it cannot be put back."))
        if kind == "field" and not _fits(self.fields[of], change.after):
            raise ValidationError(_("The field is of another kind now, and what stood there does not fit it."))


def _fits(kind: str, value: Value) -> bool:
    # A field that changed its kind leaves no value where it could not be read as the new one.
    return value is not None and (not value or fits(kind, value))


def _kinds(fields: set[str]) -> dict[str, str]:
    found = Field.objects.kept().filter(pk__in=fields).order_by().values_list("pk", "kind") if fields else ()
    return {str(pk): kind for pk, kind in found}


def _existing(rows: Any, keys: set[str]) -> set[str]:
    found: Iterable[Model] = rows.filter(pk__in=keys - {""}).order_by() if keys - {""} else ()
    return {str(row.pk) for row in found}
