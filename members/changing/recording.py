"""What a set of changes leaves behind: one event, and for 30 days what stood there."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db.models.functions import Now

from audit.recording import record
from members.changing.cells import Change, cell_of, kind_of
from members.fields.readers import name_for_records
from members.models import UNDONE_FOR, CellChange, ChangeSet, Field, Member, UnitKind


def record_set(
    made: ChangeSet, changes: Sequence[Change], rows: Mapping[UUID, Member], *, by: Member | None
) -> list[str]:
    """Of one person it is an edit like any other; of several, one event names the set and how many they are.

    Returns the fields as the event names them.
    """
    members, names = {change.member for change in changes}, audited(cell_of(change) for change in changes)
    if len(members) == 1:
        record("member.edit", of=rows[members.pop()], by=by, fields=names)
    else:
        record("member.change_set", of=made, by=by, fields=[*names, f"people:{len(members)}"])
    return names


def audited(cells: Iterable[str]) -> list[str]:
    """Name fields as events do: units and own fields by the group's words, which stay when the field goes."""
    parted = {kind_of(cell) for cell in cells}
    kinds = _names(UnitKind, {of for kind, of in parted if kind == "unit"})
    own = {of for kind, of in parted if kind == "field"}
    fields = {str(field.pk): name_for_records(field) for field in Field.objects.filter(pk__in=own)} if own else {}
    said = set()
    for kind, of in parted:
        if kind == "field":
            said.add(fields.get(of, "field:"))
        elif kind == "unit":
            said.add(f"unit:{kinds.get(of, '')}")
        else:
            said.add({"tag": "tags", "team": "teams"}.get(kind) or of or kind)
    return sorted(said)


def _names(model: type[UnitKind], keys: set[str]) -> dict[str, str]:
    return {str(pk): name for pk, name in model.objects.filter(pk__in=keys).values_list("pk", "name")} if keys else {}


def forget() -> int:
    """Forget what stood in cells, once it cannot be put back any more; returns in how many."""
    over = CellChange.objects.filter(change_set__created_at__lt=Now() - UNDONE_FOR)
    return over.exclude(before__isnull=True, after__isnull=True).update(before=None, after=None)
