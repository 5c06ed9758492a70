"""What a group keeps of people in its own words: the kinds of units, and its own fields."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from members.choices import Choices, UnitChoice, load
from members.fields import people
from members.fields.own import OwnField
from members.filters.kinds import Choice, Day, FilterField, Number, OneOf, Text, Values
from members.filters.sources import ISO_DAY, AsNumber, Source, days, rows
from members.models import Belonging, Field, FieldValue, Member
from members.requests import OrgRequest

UNIT = "unit"


def units(request: OrgRequest) -> Iterable[FilterField]:
    """Give each kind of units a field; the default kind's is called "unit" and takes a unit of any kind."""
    choices = load(request)
    for n, (kind, name, is_default) in enumerate(choices.kinds):
        yield _unit_field(UNIT if is_default else f"{UNIT}-{kind}", name, 30 + n / 100, kind)


def _unit_field(name: str, label: str, order: float, kind: UUID) -> OneOf:
    def choices(request: OrgRequest) -> list[Choice]:
        return load(request).unit_options(kind)

    def names(request: OrgRequest) -> list[Choice]:
        found = load(request)
        known = dict(found.unit_options())
        return [*known.items(), *((was, known[now]) for was, now in found.now_called.items() if now in known)]

    def has(request: OrgRequest, values: Values) -> Q:
        """Keep those in a unit or anywhere below it."""
        below = [pk for value in values for pk in _found(load(request), value).with_all_below()]
        return Q(Exists(Belonging.objects.filter(member=OuterRef("pk"), unit__in=below)))

    def known() -> Q:
        return Q(Exists(Belonging.objects.filter(member=OuterRef("pk"), kind=kind)))

    return OneOf(name=name, label=label, order=order, choices=choices, names=names, has=has, known=known)


def _found(choices: Choices, value: str) -> UnitChoice:
    unit = choices.units.get(UUID(choices.now_called.get(value, value)))
    if unit is None:
        raise ValueError(value)
    return unit


def fields(request: OrgRequest) -> Iterable[FilterField]:
    """Give each of the group's own fields a filter of its kind."""
    for n, own in enumerate(load(request).fields):
        yield _own_field(own, 100 + n / 100)


def _own_field(own: OwnField, order: float) -> FilterField:
    common: dict[str, Any] = {"name": f"field-{own.pk}", "label": own.name, "order": order}

    def values() -> QuerySet[FieldValue]:
        return FieldValue.objects.filter(field=own.pk)

    def numbers() -> QuerySet[FieldValue]:
        return values().annotate(number=AsNumber("value"))

    def iso_days() -> QuerySet[FieldValue]:
        return values().filter(value__regex=ISO_DAY)

    if own.kind == Field.Kind.NUMBER:
        return Number(**common, source=rows(numbers, "number"))
    if own.kind == Field.Kind.DATE:
        return Day(**common, source=days(iso_days, "value"))
    if own.kind == Field.Kind.YES_NO:
        return _yes_no(common, rows(values, "value"))
    if own.kind in (Field.Kind.ONE_OF, Field.Kind.SEVERAL_OF):
        return _options(own, common, rows(values, "value"))
    if own.kind == Field.Kind.PERSON:
        return _person(own, common, rows(values, "value"))
    return Text(**common, source=rows(values, "value"))


def _options(own: OwnField, common: dict[str, Any], source: Source) -> OneOf:
    def choices(_request: OrgRequest) -> list[Choice]:
        return [(option.pk, option.label) for option in own.options]

    def has(_request: OrgRequest, values: Values) -> Q:
        if not set(values) <= own.labels.keys():
            raise ValueError(values)
        found = Q()
        for value in values:
            found |= source(contains=value)
        return found

    return OneOf(**common, choices=choices, has=has, known=source, many=own.kind == Field.Kind.SEVERAL_OF)


def _person(own: OwnField, common: dict[str, Any], source: Source) -> OneOf:
    def choices(request: OrgRequest) -> list[Choice]:
        return people.named_in(request, own.pk)

    def has(_request: OrgRequest, values: Values) -> Q:
        if not all(map(people.is_id, values)):
            raise ValueError(values)
        put_away = Member.objects.exclude(merged_into=None).annotate(now=people.StandsFor("pk"))
        merged = put_away.filter(now__in=[UUID(value) for value in values]).values(text=Cast("pk", CharField()))
        return source(**{"in": values}) | source(**{"in": merged})

    return OneOf(**common, choices=choices, has=has, known=source)


def _yes_no(common: dict[str, Any], source: Source) -> OneOf:
    def choices(_request: OrgRequest) -> list[Choice]:
        return [("yes", _("yes")), ("no", _("no"))]

    def has(_request: OrgRequest, values: Values) -> Q:
        if not set(values) <= {"yes", "no"}:
            raise ValueError(values)
        return source(**{"in": values})

    return OneOf(**common, choices=choices, has=has, known=source)
