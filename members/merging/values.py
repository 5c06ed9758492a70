"""What a person has one of, whoever's it is: values written into the survivor, and taken back from it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.utils import timezone

from members.fields.shown import fits
from members.models import Belonging, ContactPoint, FieldValue, Member, MergeRecord

# [model, id, column, before, after]: a value that a merge wrote.
type Changed = list[Any]

COLUMNS = (
    "given_name", "middle_name", "family_name", "suffix", "preferred_name", "pronouns", "language", "employer", "status",
    "organizer_id",
)  # fmt: skip
CONSENTS = ("may_call", "may_text", "may_mail")
# Since when an answer holds, and how that is known: it goes with the answer.
KNOWN = ("consent_on", "consent_source")


def write(survivor: Member, merged: Member, chosen: Mapping[str, Any]) -> list[Changed]:
    """Write what was chosen: `chosen` maps a column, `unit:<kind>` or `field:<id>` to the value that stands afterwards.

    A no to being called, texted or written to holds for both, whoever said it to whom.
    """
    columns = {name: _own(survivor, name, chosen[name]) for name in COLUMNS if name in chosen}
    changed = [_change(survivor, name, value) for name, value in columns.items() if value != getattr(survivor, name)]
    if survivor.organizer_id == merged.pk:
        changed.append(_change(survivor, "organizer_id", _own(survivor, "organizer_id", merged.organizer_id)))
    for belonging in survivor.belongings.filter(kind__in=_named(chosen, "unit:")):
        _choose(changed, belonging, "unit_id", UUID(str(chosen[f"unit:{belonging.kind_id}"])))
    theirs = {value.field_id: value for value in merged.field_values.all()}
    for value in survivor.field_values.filter(field__in=_named(chosen, "field:")):
        if _choose(changed, value, "value", chosen[f"field:{value.field_id}"]):
            _write_when(changed, value, theirs.get(value.field_id))
    return changed + _consents(survivor, merged)


def _own(survivor: Member, name: str, value: Any) -> Any:
    if name != "organizer_id":
        return value
    value = UUID(str(value)) if value else None
    return None if value == survivor.pk else value


def _named(chosen: Mapping[str, Any], kind: str) -> list[UUID]:
    return [UUID(name.removeprefix(kind)) for name in chosen if name.startswith(kind)]


def _choose(changed: list[Changed], row: Belonging | FieldValue, column: str, value: Any) -> bool:
    """Write a value that differs; returns whether it does."""
    differs = bool(value) and getattr(row, column) != value
    if differs:
        changed.append(_change(row, column, value))
    return differs


def _write_when(changed: list[Changed], value: FieldValue, chosen: FieldValue | None) -> None:
    """Let an answer that came over be kept from when it was written, not from when the one it replaces was."""
    is_theirs = chosen is not None and chosen.value == value.value
    changed.append(_change(value, "written_at", chosen.written_at if chosen and is_theirs else timezone.now()))


def _change(row: Any, column: str, after: Any) -> Changed:
    (changed,) = _change_all(row, {column: after})
    return changed


def _change_all(row: Any, columns: Mapping[str, Any]) -> list[Changed]:
    """Write several columns of a row in one statement."""
    label, pk = row._meta.label_lower, str(row.pk)  # noqa: SLF001 - whichever model it is
    changed = [[label, pk, name, _plain(getattr(row, name)), _plain(after)] for name, after in columns.items()]
    for name, after in columns.items():
        setattr(row, name, after)
    row.save(update_fields=[name.removesuffix("_id") for name in columns])
    return changed


def _consents(survivor: Member, merged: Member) -> list[Changed]:
    """Carry what the one put away agreed to over to the same contact of the survivor: a no always, a yes to a blank.

    Each with its day and how it is known; the survivor's own stand with the answers before.
    """
    theirs = {(point.kind, point.normal): point for point in survivor.contact_points.all()}
    changed: list[Changed] = []
    for point in merged.contact_points.all():
        if (same := theirs.get((point.kind, point.normal))) is None:
            continue
        carried = {name: said for name in CONSENTS if _counts(said := getattr(point, name), getattr(same, name))}
        if carried:
            known = {name: getattr(point, name) for name in KNOWN if getattr(point, name) != getattr(same, name)}
            changed += _change_all(same, carried | known)
    return changed


def _counts(said: str, known: str) -> bool:
    return said != known and (said == ContactPoint.Consent.NO or bool(said and not known))


def take_back(record: MergeRecord) -> None:
    """Put back what stood before, unless somebody has written something else since.

    Where a later merge wrote over it, what stood before that one is what stood before this one.
    """
    later = list(
        MergeRecord.objects.filter(survivor=record.survivor_id, apart_at=None, merged_at__gt=record.merged_at).order_by(
            "merged_at"
        )
    )
    back: dict[tuple[str, str], list[Changed]] = {}
    for change in reversed(record.changed):
        if not _hand_down(later, change):
            label, pk = change[:2]
            back.setdefault((label, pk), []).append(change)
    for (label, pk), changes in back.items():
        model: Any = apps.get_model(label)
        if (row := model._base_manager.filter(pk=pk).first()) is not None:  # noqa: SLF001
            _put_back(row, changes)


def _put_back(row: Any, changes: list[Changed]) -> None:
    """Write what stood before into a row, in one statement: an answer goes back with its day."""
    names = []
    for _label, _pk, column, before, after in changes:
        if _plain(getattr(row, column)) == after and _is_here(row, column, before):
            setattr(row, column, before)
            names.append(column.removesuffix("_id"))
    if names:
        row.save(update_fields=names)


def _hand_down(later: list[MergeRecord], change: Changed) -> bool:
    label, pk, column, before, after = change
    for record in later:
        for other in record.changed:
            if other[:3] == [label, pk, column]:
                if other[3] == after:
                    other[3] = before
                    record.save(update_fields=["changed"])
                return True
    return False


def _is_here(row: Any, column: str, before: Any) -> bool:
    """Whether the organizer of before has not been erased or deleted since, and a field's kind still takes the value."""
    if isinstance(row, FieldValue) and column == "value" and not fits(row.field.kind, before):
        return False
    return column != "organizer_id" or before is None or Member.objects.filter(pk=before).exists()


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
