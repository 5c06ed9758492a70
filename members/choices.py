"""Units, tags and organizers to choose from: all in one statement, once for each request."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, CharField, Exists, F, OuterRef, UUIDField, Value
from django.http import HttpRequest

from members.models import Member, Tag, Unit
from members.normal import fold

_NOTHING: dict[str, Any] = {
    "parent": Value(None, output_field=UUIDField()),
    "kind_name": Value("", output_field=CharField()),
    "is_default": Value(False, output_field=BooleanField()),
}
_COLUMNS = ("what", "pk", "label", "parent", "kind_name", "is_default")


@dataclass
class UnitChoice:
    """A unit with its place in its tree."""

    pk: UUID
    name: str
    parent: UUID | None
    kind: str
    is_default: bool
    below: list["UnitChoice"] = field(default_factory=list)

    def with_all_below(self) -> list[UUID]:
        return [self.pk, *(pk for child in self.below for pk in child.with_all_below())]


@dataclass
class Choices:
    units: dict[UUID, UnitChoice]
    tags: list[tuple[str, str]]
    organizers: list[tuple[str, str]]

    def unit_options(self) -> list[tuple[str, str]]:
        """List units as trees, those of the default kind first; other kinds carry their name."""
        roots = [unit for unit in self.units.values() if unit.parent not in self.units]
        roots.sort(key=lambda unit: (not unit.is_default, unit.kind, fold(unit.name)))
        return [option for root in roots for option in _options(root, 0)]

    def default_kind(self) -> str:
        """Return the group's own word for where people belong; empty while there is no unit."""
        return next((unit.kind for unit in self.units.values() if unit.is_default), "")


def _options(unit: UnitChoice, depth: int) -> list[tuple[str, str]]:
    name = "\u2003" * depth + (unit.name if unit.is_default or depth else f"{unit.kind}: {unit.name}")
    below = sorted(unit.below, key=lambda child: fold(child.name))
    return [(str(unit.pk), name), *(option for child in below for option in _options(child, depth + 1))]


def load(request: HttpRequest) -> Choices:
    """Return the organization's choices; asked for again in the same request, they are not read again."""
    if "_choices" not in request.__dict__:
        request.__dict__["_choices"] = _read()
    found: Choices = request.__dict__["_choices"]
    return found


def _read() -> Choices:
    units = Unit.objects.order_by().annotate(
        what=Value("unit"),
        label=F("name"),
        kind_name=F("kind__name"),
        is_default=F("kind__is_default"),
    )
    tags = Tag.objects.order_by().annotate(what=Value("tag"), label=F("name"), **_NOTHING)
    leads = Member.objects.filter(Exists(Member.objects.filter(organizer=OuterRef("pk")))).order_by()
    leads = leads.annotate(what=Value("organizer"), label=F("name"), **_NOTHING)
    rows = units.values_list("what", "pk", "label", "parent_id", "kind_name", "is_default").union(
        tags.values_list(*_COLUMNS), leads.values_list(*_COLUMNS), all=True
    )
    choices = Choices({}, [], [])
    for what, pk, label, *of_unit in rows.order_by():
        if what == "unit":
            choices.units[pk] = UnitChoice(pk, label, *of_unit)
        else:
            (choices.tags if what == "tag" else choices.organizers).append((str(pk), label))
    for unit in choices.units.values():
        if unit.parent in choices.units:
            choices.units[unit.parent].below.append(unit)
    choices.tags.sort(key=lambda choice: fold(choice[1]))
    choices.organizers.sort(key=lambda choice: fold(choice[1]))
    return choices
