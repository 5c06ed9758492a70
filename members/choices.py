"""Units, tags and organizers to choose from: all in one statement, once for each request."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    F,
    JSONField,
    QuerySet,
    UUIDField,
    Value,
    When,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, JSONObject

from members.fields import readers
from members.fields.own import Option, OwnField
from members.models import Field, FieldOption, Gone, Member, Tag, Team, Unit, UnitKind
from members.normal import fold
from members.requests import OrgRequest
from organizations.models import Role
from stpnet.db.compiled import compiled

_COLUMNS = ("row", "key", "said", "parent_key", "kind_name", "by_default", "more")
_NOTHING: dict[str, Any] = {
    "parent_key": Value(None, output_field=UUIDField()),
    "kind_name": Value("", output_field=CharField()),
    "by_default": Value(False, output_field=BooleanField()),
    "more": Cast(Value(None), JSONField()),
}
# From one to the next in the index: they are few, and the people they organize are many.
_ORGANIZERS = """
WITH RECURSIVE lead(id) AS (
  (SELECT organizer_id FROM members_member ORDER BY organizer_id LIMIT 1)
  UNION ALL
  SELECT (SELECT organizer_id FROM members_member WHERE organizer_id > lead.id ORDER BY organizer_id LIMIT 1)
  FROM lead WHERE lead.id IS NOT NULL
)
SELECT id FROM lead WHERE id IS NOT NULL"""
_OF_FIELD = JSONObject(
    section=F("section__name"),
    section_at=F("section__position"),
    position=F("position"),
    readers=F("readers"),
    months_kept=F("months_kept"),
)


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
    teams: list[tuple[str, str]] = field(default_factory=list)
    # Also those that were put away: links and views that name them still say who is in them.
    all_teams: list[tuple[str, str]] = field(default_factory=list)
    # Those that the reader may see.
    fields: list[OwnField] = field(default_factory=list)
    # Tags and units that were put into another one: links and views that name them go on meaning that one.
    now_called: dict[str, str] = field(default_factory=dict)

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


def load(request: OrgRequest) -> Choices:
    """Return the organization's choices; asked for again in the same request, they are not read again."""
    if "_choices" not in request.__dict__:
        request.__dict__["_choices"] = _read(request)
    found: Choices = request.__dict__["_choices"]
    return found


def forget(request: OrgRequest) -> None:
    """Read the choices anew when they are asked for next: this request has changed them."""
    request.__dict__.pop("_choices", None)


def _read(request: OrgRequest) -> Choices:
    choices, options = Choices(), list[tuple[UUID, Option]]()
    for what, pk, label, parent, kind, is_default, more in _rows_of_all(tuple(request.roles)).rows({}):
        match what:
            case "unit":
                choices.units[pk] = UnitChoice(pk, label, parent, kind, is_default)
            case "kind":
                choices.kinds.append(Kind(pk, label, is_default))
            case "field":
                choices.fields.append(OwnField(pk, label, kind, request=request, **more))
            case "option":
                options.append((parent, Option(str(pk), label, int(kind), is_retired=is_default)))
            case "team":
                (choices.all_teams if is_default else choices.teams).append((str(pk), label))
            case "gone":
                choices.now_called[str(pk)] = str(parent)
            case _:
                (choices.tags if what == "tag" else choices.organizers).append((str(pk), label))
    return _in_order(choices, options)


@compiled
def _rows_of_all(roles: Sequence[Role]) -> QuerySet[Any, Any]:
    leads = Member.objects.filter(pk__in=RawSQL(_ORGANIZERS, ()))  # nosec B611 # noqa: S611
    of_unit: dict[str, Any] = {
        "parent_key": F("parent"),
        "kind_name": F("kind__name"),
        "by_default": F("kind__is_default"),
    }
    fields = Field.objects.kept().filter(readers__in=readers.open_to(roles))
    options = FieldOption.objects.filter(field__deleted_at=None)
    # The number of an option stands in a column of text, and whether it is retired in the one of yes and no.
    of_option: dict[str, Any] = {
        "name": "label",
        "parent_key": F("field"),
        "kind_name": Cast("position", CharField()),
        "by_default": F("retired"),
    }
    put_away = Case(When(put_away_at=None, then=Value(False)), default=Value(True), output_field=BooleanField())
    first, *others = [
        _rows("unit", Unit.objects.all(), **of_unit),
        _rows("kind", UnitKind.objects.all(), by_default=F("is_default")),
        _rows("tag", Tag.objects.all()),
        _rows("organizer", leads),
        _rows("field", fields, kind_name=F("kind"), more=_OF_FIELD),
        _rows("option", options, **of_option),
        _rows("team", Team.objects.all(), by_default=put_away),
        _rows("gone", Gone.objects.exclude(into=None), key="was", parent_key=F("into")),
    ]
    together: QuerySet[Any, Any] = first.union(*others, all=True).order_by()
    return together


def _rows(what: str, found: QuerySet[Any], *, name: str = "name", key: str = "pk", **more: Any) -> QuerySet[Any, Any]:
    columns = {"row": Value(what), "key": F(key), "said": F(name), **_NOTHING, **more}
    named: QuerySet[Any, Any] = found.order_by().annotate(**columns)
    return named.values_list(*_COLUMNS)


def _in_order(choices: Choices, options: list[tuple[UUID, Option]]) -> Choices:
    for unit in choices.units.values():
        if unit.parent in choices.units:
            choices.units[unit.parent].below.append(unit)
    choices.tags.sort(key=lambda choice: fold(choice[1]))
    choices.organizers.sort(key=lambda choice: fold(choice[1]))
    choices.teams.sort(key=lambda choice: fold(choice[1]))
    choices.all_teams += choices.teams
    choices.kinds.sort(key=lambda kind: (not kind.is_default, fold(kind.name)))
    by_pk = {own.pk: own for own in choices.fields}
    for pk, option in sorted(options, key=lambda each: (each[1].position, fold(each[1].label))):
        if pk in by_pk:
            by_pk[pk].options.append(option)
    choices.fields.sort(key=OwnField.place)
    for was in choices.now_called:
        choices.now_called[was] = _at_last(choices.now_called, was)
    return choices


def _at_last(now_called: dict[str, str], was: str) -> str:
    """Follow what was put into something that was put into something else."""
    seen, now = {was}, now_called[was]
    while now in now_called and now not in seen:
        seen.add(now)
        now = now_called[now]
    return now
