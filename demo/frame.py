"""What stands before the people come: the ladder, the units, tags and fields of a demo organization, and its staff."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from conversations.models import Why
from demo.shapes import Extra, Group, Kind
from ladders.models import Ladder, Level, LevelSign
from members.models import Field, FieldOption, FieldSection, Member, StaffScope, Tag, Unit, UnitKind
from members.normal import fold
from stpnet.models import TenantModel


class Place(NamedTuple):
    kind: UUID
    unit: UUID


class Asked(NamedTuple):
    """A field, and what an answer to it is stored as where that is another word: the ids of choices and of people."""

    pk: UUID
    ids: dict[str, str]

    def stored(self, said: str) -> str:
        return " ".join(self.ids[part] for part in said.split("; ")) if self.ids else said


class Frame(NamedTuple):
    ladder: UUID
    levels: dict[int, UUID]
    units: dict[str, Place]
    workplaces: dict[str, Place]
    tags: dict[str, UUID]
    fields: dict[str, Asked]
    staff: dict[str, UUID]

    def worker(self, group: Group, role: str) -> UUID:
        """Return who holds a role; in a small group without one, its owner."""
        holder = next((worker for worker in group.workers if role in worker.roles), group.workers[0])
        return self.staff[holder.name]


def build(group: Group) -> Frame:
    """Put everything up that people will point at."""
    ladder, levels = _ladder(group)
    kind = UnitKind.objects.get(is_default=True)
    UnitKind.objects.filter(pk=kind.pk).update(name=group.kind.name, plural=group.kind.plural)
    tree = group.kind._replace(tree={area.name: area.buildings for area in group.areas})
    staff = _staff(group)
    frame = Frame(
        ladder=ladder,
        levels=levels,
        units=_units(kind, tree),
        workplaces=_workplaces(group.workplaces),
        tags={tag.name: tag.pk for tag in _bulk(Tag(name=name, folded=fold(name)) for name in group.tags)},
        fields=_fields(group, staff),
        staff=staff,
    )
    _settle(group, frame)
    for worker in group.workers:
        if worker.scope:
            StaffScope.objects.create(member_id=frame.staff[worker.name], unit_id=frame.units[worker.scope].unit)
    return frame


def _settle(group: Group, frame: Frame) -> None:
    """Everyone has been here for long: nobody is in their first week, and somebody wrote down why they do this."""
    Member.objects.update(first_week=None)
    if group.why:
        Why.objects.create(text=group.why, asked_id=frame.staff[group.asked])


def _ladder(group: Group) -> tuple[UUID, dict[int, UUID]]:
    """Put the group's own ladder in the place of the one that every organization starts with."""
    Ladder.objects.all().delete()
    ladder = Ladder.objects.create(name=group.ladder, is_default=True, needs_review=True, version=1)
    levels = {}
    for position, rung in enumerate(group.rungs, start=1):
        level = Level.objects.create(ladder=ladder, position=position, name=rung.name, sentence=rung.sentence)
        _bulk(LevelSign(level=level, position=at, text=text) for at, text in enumerate(rung.signs, start=1))
        levels[position] = level.pk
    return ladder.pk, levels


def _units(kind: UnitKind, words: Kind) -> dict[str, Place]:
    tops = {top.name: top for top in _bulk(Unit(kind=kind, name=name, folded=fold(name)) for name in words.tree)}
    below = _bulk(
        Unit(kind=kind, parent=tops[top], name=name, folded=fold(name))
        for top, names in words.tree.items()
        for name in names
    )
    return {unit.name: Place(kind.pk, unit.pk) for unit in [*tops.values(), *below]}


def _workplaces(words: Kind | None) -> dict[str, Place]:
    return _units(UnitKind.objects.create(name=words.name, plural=words.plural), words) if words else {}


def _staff(group: Group) -> dict[str, UUID]:
    """Return the members who work here by name; those who do not sign in are made now."""
    there = {str(member): member.pk for member in Member.objects.exclude(user_id=None)}
    for worker in group.workers:
        if worker.name not in there:
            given, _space, family = worker.name.partition(" ")
            member = Member.objects.create(given_name=given, family_name=family, status=Member.Status.STAFF)
            there[worker.name] = member.pk
    return there


def _fields(group: Group, staff: dict[str, UUID]) -> dict[str, Asked]:
    extras = (*group.extras, *group.asked_lately)
    names = list(dict.fromkeys(extra.section for extra in extras if extra.section))
    named = _bulk(FieldSection(name=name, folded=fold(name), position=at) for at, name in enumerate(names))
    sections = {section.name: section for section in named}
    made = _bulk(_field(extra, at, sections.get(extra.section)) for at, extra in enumerate(extras))
    return {extra.name: Asked(field.pk, _ids(extra, field, staff)) for extra, field in zip(extras, made, strict=True)}


def _field(extra: Extra, at: int, section: FieldSection | None) -> Field:
    return Field(
        name=extra.name, folded=fold(extra.name), kind=extra.kind, why=extra.why, decided_by=extra.decided_by,
        harm=extra.harm, readers=extra.readers, months_kept=extra.months_kept, section=section, position=at,
    )  # fmt: skip


def _ids(extra: Extra, field: Field, staff: dict[str, UUID]) -> dict[str, str]:
    if extra.kind == Field.Kind.PERSON:
        return {name: str(staff[name]) for name in extra.answers}
    if not Field.Kind(extra.kind).has_options:
        return {}
    labels = list(dict.fromkeys(part for answer in extra.answers for part in answer.split("; ")))
    options = _bulk(
        FieldOption(field=field, label=label, folded=fold(label), position=n) for n, label in enumerate(labels)
    )
    return {option.label: str(option.pk) for option in options}


def _bulk[M: TenantModel](rows: Iterable[M]) -> list[M]:
    made = list(rows)
    if made:
        type(made[0]).objects.bulk_create(made)
    return made
