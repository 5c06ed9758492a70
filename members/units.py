"""What changes the kinds of units and their trees."""

from typing import NoReturn
from uuid import UUID

from django.utils.translation import gettext as _

from audit.recording import action, record
from members import going, normal
from members.models import Belonging, Gone, GoneFrom, Member, StaffScope, Team, Unit, UnitContact, UnitKind
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
    if going.can_come_back().filter(kind=kind).exists():
        raise UnitsRefused(
            _("A unit of this kind was deleted or put into another in the last 30 days, and could still come back.")
        )
    record("unit.kind", of=kind, by=by, fields=["deleted"])
    # First, as the database looks at once whether anything still points at the kind.
    Gone.objects.filter(kind=kind).delete()
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
    _refuse_gone(unit)
    if parent is not None and parent in with_units_below([unit.pk]):
        raise UnitsRefused(_("A unit cannot stand under itself or under one of those below it."), "parent")
    unit.name, unit.folded, unit.parent_id = name, _folded(name), parent
    _refuse_second(unit)
    _refuse_other_tree(unit)
    unit.save(update_fields=["name", "folded", "parent"])
    record("unit.edit", of=unit, by=by, fields=["name", "parent"])
    return unit


@action
def merge_unit(unit: Unit, *, into: Unit, by: Member) -> Gone:
    """Put a unit into another of its kind with everyone in it; what stood below it stands below the other."""
    _lock(unit.kind_id)
    _refuse_gone(unit)
    into = Unit.objects.filter(pk=into.pk, kind=unit.kind_id).exclude(pk=unit.pk).first() or _refuse_missing()
    if into.pk in with_units_below([unit.pk]):
        raise UnitsRefused(_("“%s” stands below it. Move that one up first.") % into.name, "into")
    _refuse_reach(unit)
    gone = going.keep_unit(unit, into=into, by=by)
    Belonging.objects.filter(unit=unit).update(unit=into)
    unit.children.update(parent=into)
    unit.teams.update(unit=into)
    UnitContact.objects.filter(unit=unit).exclude(member__in=into.contacts.values("member")).update(unit=into)
    record("unit.merge", of=into, by=by, fields=["name"])
    unit.delete()
    return gone


@action
def delete_unit(unit: Unit, *, leaves: bool = False, by: Member) -> Gone:
    """Take away a unit that nothing stands below. Those in it belong to none of the kind then, if that `leaves` them."""
    _lock(unit.kind_id)
    _refuse_gone(unit)
    if unit.children.exists():
        raise UnitsRefused(_("Other units stand below it. Move those first."))
    # One that was put away stands in no list any more, and gets none.
    if Team.objects.active().filter(unit=unit).exists():
        raise UnitsRefused(_("A team belongs to it. Say on the page of the team where it belongs instead."))
    if unit.belongings.exists() and not leaves:
        raise UnitsRefused(
            _("People belong to it. Put it into another unit with everyone in it, or say that they stay without.")
        )
    _refuse_reach(unit)
    gone = going.keep_unit(unit, into=None, by=by)
    record("unit.delete", of=unit, by=by, fields=["name"])
    unit.delete()
    return gone


@action
def bring_back(gone: Gone, *, by: Member) -> Unit:
    """Bring a unit back with those who were in it and were put nowhere else since, its teams and what stood below it."""
    assert gone.kind_id  # noqa: S101 - a unit is of a kind
    _lock(gone.kind_id)
    later = Gone.objects.filter(was=gone.into).first() if gone.into else None
    if later is not None:
        raise UnitsRefused(_("“%s” is gone too by now. Bring that one back first.") % later.name)
    unit = Unit(pk=gone.was, kind_id=gone.kind_id, name=gone.name, folded=gone.folded)
    if Unit.objects.filter(kind=gone.kind_id, folded=gone.folded).exists():
        raise UnitsRefused(_("There is a unit of this name again. Rename that one first."))
    below = Unit.objects.filter(pk__in=gone.below, parent=gone.into) if gone.into else Unit.objects.none()
    inside = with_units_below(list(below.values_list("pk", flat=True)))
    above = Unit.objects.filter(pk=gone.parent).exclude(pk__in=inside).first() if gone.parent else None
    unit.parent = above
    unit.save(force_insert=True)
    below.update(parent=unit)
    Team.objects.filter(pk__in=gone.teams, unit=gone.into).update(unit=unit)
    people = GoneFrom.objects.filter(gone=gone).values("member")
    if gone.into:
        Belonging.objects.filter(unit=gone.into, member__in=people).update(unit=unit)
    else:
        going.unit_again(gone)
    going.touch(gone)
    record("unit.restore", of=unit, by=by, fields=["name"])
    gone.delete()
    return unit


def _refuse_reach(unit: Unit) -> None:
    if StaffScope.objects.filter(unit=unit).exists():
        raise UnitsRefused(_("An organizer sees people by it. An owner can change that first."))


def _refuse_gone(unit: Unit) -> None:
    """Lock a unit, so that nobody is put into it while it goes; of two who delete it one comes too late."""
    if not Unit.objects.select_for_update().filter(pk=unit.pk).exists():
        raise UnitsRefused(_("“%s” is gone meanwhile.") % unit.name)


def _refuse_missing() -> NoReturn:
    raise UnitsRefused(_("Choose another unit of the same kind."), "into")


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
