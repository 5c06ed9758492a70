"""What changes the group's own fields and their sections. What is deleted can come back for thirty days, as it was."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.recording import action, record
from members import normal
from members.fields import converting
from members.fields.ordering import Way, move
from members.fields.refusing import FieldsRefused, named_once
from members.models import Field, FieldOption, FieldSection, Member

KEPT_DAYS = 30
_MOST_OPTIONS = 100


def folded(name: str, longest: int = 120) -> str:
    return normal.fold(name)[:longest] or name


@action
def add_field(*, name: str, choices: Iterable[str] = (), by: Member, **columns: Any) -> Field:
    """Ask something new about people; it stands last in its section."""
    field = Field(name=name, folded=folded(name), **columns)
    _refuse_second(field)
    field.position = _next(Field.objects.filter(section=field.section))
    with named_once():
        field.save(force_insert=True)
    if Field.Kind(field.kind).has_options:
        _put_options(field, choices)
    record("field.add", of=field, by=by, fields=["name", *columns])
    return field


@action
def edit_field(field: Field, *, by: Member, **columns: Any) -> list[str]:
    """Save what differs and return its names; another kind only where every answer fits it."""
    row = Field.objects.select_for_update(of=("self",)).get(pk=field.pk)
    changed = [name for name, value in columns.items() if getattr(row, name) != value]
    kept_before = row.months_kept
    if "kind" in changed:
        converting.convert(row, Field.Kind(columns["kind"]))
    for name in changed:
        setattr(row, name, columns[name])
    row.folded = folded(row.name)
    _refuse_second(row)
    if "months_kept" in changed:
        row.shortened_at = _shortened(kept_before, row)
    if "section" in changed:
        row.position = _next(Field.objects.filter(section=row.section))
    if changed:
        with named_once():
            row.save(update_fields=[*changed, "folded", "position", "shortened_at"])
        record("field.edit", of=row, by=by, fields=changed)
    return changed


def _shortened(before: int | None, field: Field) -> datetime | None:
    """Return since when a shorter period holds; longer ones and "for good" clear nothing sooner."""
    if field.months_kept is None:
        return None
    is_shorter = before is None or field.months_kept < before
    return timezone.now() if is_shorter else field.shortened_at


@action
def move_field(field: Field, *, way: Way, by: Member) -> None:
    """Put a field one place up or down within its section."""
    if move(Field.objects.kept().filter(section=field.section_id).in_order(), field, way):
        record("field.edit", of=field, by=by, fields=["position"])


@action
def delete_field(field: Field, *, by: Member) -> None:
    """Take a field out of sight with all its answers."""
    if Field.objects.kept().filter(pk=field.pk).update(deleted_at=Now()):
        record("field.delete", of=field, by=by, fields=["deleted_at"])


@action
def restore_field(field: Field, *, by: Member) -> None:
    """Bring a field back with its answers."""
    _refuse_second(field)
    with named_once():
        is_back = Field.objects.filter(pk=field.pk).exclude(deleted_at=None).update(deleted_at=None)
    if is_back:
        record("field.restore", of=field, by=by, fields=["deleted_at"])


@action
def forget() -> int:
    """Remove for good the fields that were deleted more than thirty days ago; returns how many."""
    gone = list(Field.objects.filter(deleted_at__lt=Now() - timedelta(days=KEPT_DAYS)))
    for field in gone:
        record("field.forget", of=field, by=None, fields=["answers"])
        field.delete()
    return len(gone)


@action
def name_section(section: FieldSection | None, *, name: str, by: Member) -> FieldSection:
    """Rename a section, or make a new one (None) below the others."""
    others = FieldSection.objects.filter(folded=folded(name, 60))
    if (others.exclude(pk=section.pk) if section else others).exists():
        raise FieldsRefused(_("There is a section of this name already."))
    section = section or FieldSection(position=_next(FieldSection.objects.all()))
    section.name, section.folded = name, folded(name, 60)
    section.save()
    record("field.section", of=section, by=by, fields=["name"])
    return section


@action
def move_section(section: FieldSection, *, way: Way, by: Member) -> None:
    """Put a section with its fields one place up or down."""
    if move(FieldSection.objects.order_by("position", "name", "pk"), section, way):
        record("field.section", of=section, by=by, fields=["position"])


@action
def delete_section(section: FieldSection, *, by: Member) -> None:
    """Take a heading away that has no field below it, not even one that can still come back."""
    if section.fields.kept().exists():
        raise FieldsRefused(_("Fields stand below it. Put them into another section first."))
    if section.fields.exists():
        raise FieldsRefused(_("A deleted field stands below it, which could still come back."))
    record("field.section", of=section, by=by, fields=["deleted"])
    section.delete()


@action
def add_options(field: Field, *, labels: Iterable[str], by: Member) -> list[FieldOption]:
    """Offer more choices, below those that are there; one that was retired is offered again."""
    made = _put_options(field, labels)
    record("field.edit", of=field, by=by, fields=["choices"])
    return made


@action
def rename_option(option: FieldOption, *, label: str, by: Member) -> None:
    """Call a choice something else, wherever it was chosen."""
    same = FieldOption.objects.filter(field=option.field_id, folded=folded(label)).exclude(pk=option.pk)
    if same.exists():
        raise FieldsRefused(_("This field has this choice already."), "label")
    option.label, option.folded = label, folded(label)
    option.save(update_fields=["label", "folded"])
    record("field.edit", of=option.field, by=by, fields=["choices"])


@action
def move_option(option: FieldOption, *, way: Way, by: Member) -> None:
    """Put a choice one place up or down."""
    if move(FieldOption.objects.filter(field=option.field_id).order_by("position", "label", "pk"), option, way):
        record("field.edit", of=option.field, by=by, fields=["choices"])


@action
def retire_option(option: FieldOption, *, retired: bool, by: Member) -> None:
    """Offer a choice no more, or again. Whoever has it keeps it."""
    if FieldOption.objects.filter(pk=option.pk, retired=not retired).update(retired=retired):
        record("field.edit", of=option.field, by=by, fields=["choices"])


def _put_options(field: Field, labels: Iterable[str]) -> list[FieldOption]:
    wanted = {folded(label): label for label in labels}
    here = {option.folded: option for option in field.options.all()}
    back = [option.pk for key, option in here.items() if key in wanted and option.retired]
    new = [(key, label) for key, label in wanted.items() if key not in here]
    if len(here) + len(new) > _MOST_OPTIONS:
        raise FieldsRefused(_("A field can have at most 100 choices."), "choices")
    FieldOption.objects.filter(pk__in=back).update(retired=False)
    first = _next(field.options.all())
    rows = [FieldOption(field=field, label=label, folded=key) for key, label in new]
    for position, row in enumerate(rows, start=first):
        row.position = position
    return FieldOption.objects.bulk_create(rows)


def _next(rows: Any) -> int:
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _refuse_second(field: Field) -> None:
    others = Field.objects.kept().filter(folded=field.folded)
    # Before it is saved the key is only the promise of one.
    if (others if field._state.adding else others.exclude(pk=field.pk)).exists():  # noqa: SLF001
        raise FieldsRefused(_("There is a field of this name already."))
