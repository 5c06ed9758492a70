"""Units, tags and organizers to choose from: all in one statement, once for each request."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import BooleanField, CharField, Exists, F, OuterRef, QuerySet, UUIDField, Value
from django.http import HttpRequest

from members.models import Field, Member, Tag, Unit, UnitKind
from members.normal import fold

_COLUMNS = ("what", "pk", "label", "parent_key", "kind_name", "by_default")
_NOTHING: dict[str, Any] = {
    "parent_key": Value(None, output_field=UUIDField()),
    "kind_name": Value("", output_field=CharField()),
    "by_default": Value(False, output_field=BooleanField()),
}


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


class OwnField(NamedTuple):
    """A field that the group asks in its own words."""

    pk: UUID
    name: str
    kind: str


class Kind(NamedTuple):
    """A kind of units."""

    pk: UUID
    name: str
    is_default: bool


@dataclass
class Choices:
    units: dict[UUID, UnitChoice] = field(default_factory=dict)
    tags: list[tuple[str, str]] = field(default_factory=list)
    organizers: list[tuple[str, str]] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)
    fields: list[OwnField] = field(default_factory=list)

    def unit_options(self, kind: UUID | None = None) -> list[tuple[str, str]]:
        """List units as trees, those of the default kind first; other kinds carry their name.

        With a kind, its units only.
        """
        if kind:
            names = {each.pk: each.name for each in self.kinds}
            roots = [unit for unit in self._roots() if unit.kind == names.get(kind)]
            return [(pk, label.removeprefix(f"{names.get(kind)}: ")) for r in roots for pk, label in _options(r, 0)]
        roots = self._roots()
        roots.sort(key=lambda unit: (not unit.is_default, unit.kind, fold(unit.name)))
        return [option for root in roots for option in _options(root, 0)]

    def _roots(self) -> list[UnitChoice]:
        return [unit for unit in self.units.values() if unit.parent not in self.units]

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
    leads = Member.objects.filter(Exists(Member.objects.filter(organizer=OuterRef("pk"))))
    of_unit = {"parent_key": F("parent"), "kind_name": F("kind__name"), "by_default": F("kind__is_default")}
    first, *others = [
        _rows("unit", Unit.objects.all(), **of_unit),
        _rows("kind", UnitKind.objects.all(), by_default=F("is_default")),
        _rows("tag", Tag.objects.all()),
        _rows("organizer", leads),
        _rows("field", Field.objects.all(), kind_name=F("kind")),
    ]
    choices = Choices()
    for what, pk, label, parent, kind, is_default in first.union(*others, all=True).order_by():
        if what == "unit":
            choices.units[pk] = UnitChoice(pk, label, parent, kind, is_default)
        elif what == "kind":
            choices.kinds.append(Kind(pk, label, is_default))
        elif what == "field":
            choices.fields.append(OwnField(pk, label, kind))
        else:
            (choices.tags if what == "tag" else choices.organizers).append((str(pk), label))
    return _in_order(choices)


def _rows(what: str, found: QuerySet[Any], **more: Any) -> QuerySet[Any, Any]:
    named: QuerySet[Any, Any] = found.order_by().annotate(what=Value(what), label=F("name"), **_NOTHING | more)
    return named.values_list(*_COLUMNS)


def _in_order(choices: Choices) -> Choices:
    for unit in choices.units.values():
        if unit.parent in choices.units:
            choices.units[unit.parent].below.append(unit)
    choices.tags.sort(key=lambda choice: fold(choice[1]))
    choices.organizers.sort(key=lambda choice: fold(choice[1]))
    choices.kinds.sort(key=lambda kind: (not kind.is_default, fold(kind.name)))
    choices.fields.sort(key=lambda own: fold(own.name))
    return choices
