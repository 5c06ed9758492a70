"""What changes the kinds of units and their trees."""

from uuid import UUID

from django.utils.translation import gettext as _

from audit.recording import action, record
from members import normal
from members.models import Member, StaffScope, Unit, UnitKind
from members.queries import with_units_below


class UnitsRefused(Exception):
    """Not done, and why, in a sentence; `field` is the one it is about."""

    def __init__(self, sentence: str, field: str = "name") -> None:
        super().__init__(sentence)
        self.field = field


@action
def name_kind(kind: UnitKind | None, *, name: str, plural: str, by: Member) -> UnitKind:
    """Rename a kind, or make a new one (None): the group's own words, which all pages show."""
    others = UnitKind.objects.filter(name=name)
    if (others.exclude(pk=kind.pk) if kind else others).exists():
        raise UnitsRefused(_("There is a kind of this name already."))
    kind = kind or UnitKind()
    kind.name, kind.plural = name, plural
    kind.save()
    record("unit.kind", of=kind, by=by, fields=["name", "plural"])
    return kind


@action
def remove_kind(kind: UnitKind, *, by: Member) -> None:
    """Take a kind away that has no units; lists and charts need the default one."""
    _lock(kind.pk)
    if kind.is_default:
        raise UnitsRefused(_("Lists and charts divide people by this kind, so it stays. You can rename it."))
    if kind.units.exists():
        raise UnitsRefused(_("This kind still has units. Delete those first."))
    record("unit.kind", of=kind, by=by, fields=["deleted"])
    kind.delete()


@action
def add_unit(kind: UnitKind, *, name: str, parent: UUID | None, by: Member) -> Unit:
    """Add a unit to the tree of its kind."""
    _lock(kind.pk)
    unit = Unit(kind=kind, name=name, folded=_folded(name), parent_id=parent)
    _refuse_second(unit)
    _refuse_other_tree(unit)
    unit.save(force_insert=True)
    record("unit.add", of=unit, by=by, fields=["name"])
    return unit


@action
def edit_unit(unit: Unit, *, name: str, parent: UUID | None, by: Member) -> Unit:
    """Rename a unit or move it under another of its kind, with all that is below it and everybody in it."""
    _lock(unit.kind_id)
    if parent is not None and parent in with_units_below([unit.pk]):
        raise UnitsRefused(_("A unit cannot stand under itself or under one of those below it."), "parent")
    unit.name, unit.folded, unit.parent_id = name, _folded(name), parent
    _refuse_second(unit)
    _refuse_other_tree(unit)
    unit.save(update_fields=["name", "folded", "parent"])
    record("unit.edit", of=unit, by=by, fields=["name", "parent"])
    return unit


@action
def delete_unit(unit: Unit, *, by: Member) -> None:
    """Take away a unit that nobody belongs to, nothing stands below, and no organizer's reach is made of."""
    _lock(unit.kind_id)
    if unit.children.exists():
        raise UnitsRefused(_("Other units stand below it. Move those first."))
    if unit.belongings.exists():
        raise UnitsRefused(_("People belong to it. Give them another unit first."))
    if StaffScope.objects.filter(unit=unit).exists():
        raise UnitsRefused(_("An organizer sees people by it. An owner can change that first."))
    record("unit.delete", of=unit, by=by, fields=["name"])
    unit.delete()


def _lock(kind: UUID) -> None:
    """Change one tree at a time: two moves at once could make a ring."""
    if not UnitKind.objects.select_for_update().filter(pk=kind).exists():
        raise UnitsRefused(_("This kind is gone meanwhile."))


def _folded(name: str) -> str:
    return normal.fold(name)[:120] or name


def _refuse_second(unit: Unit) -> None:
    others = Unit.objects.filter(kind_id=unit.kind_id, folded=unit.folded)
    # Before it is saved the key is only the promise of one.
    if (others if unit._state.adding else others.exclude(pk=unit.pk)).exists():  # noqa: SLF001
        raise UnitsRefused(_("There is a unit of this name already."))


def _refuse_other_tree(unit: Unit) -> None:
    if unit.parent_id and not Unit.objects.filter(pk=unit.parent_id, kind_id=unit.kind_id).exists():
        raise UnitsRefused(_("Choose a unit of the same kind."), "parent")
