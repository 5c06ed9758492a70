"""What changes people: who they are, how to reach them, where they belong."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from audit.recording import action, record
from members import normal
from members.contacts import keep
from members.fields.readers import name_for_records
from members.models import Belonging, ContactPoint, Field, FieldValue, Member, MemberTag, Tag, Unit, UnitKind

# What someone may write about a contact; the rest follows from it.
OF_CONTACT = (
    "kind", "label", "value", "street", "city", "region", "postal_code", "country", "standing",
    "may_call", "may_text", "may_mail", "consent_on", "consent_source",
)  # fmt: skip


class ChangedMeanwhile(Exception):
    """Someone else saved this person after the form was opened; `at` is when."""

    def __init__(self, at: datetime) -> None:
        super().__init__("changed meanwhile")
        self.at = at


@action
def add_member(
    *,
    by: Member | None,
    columns: Mapping[str, Any],
    contacts: Sequence[ContactPoint] = (),
    units: Mapping[UnitKind, Unit | None] | None = None,
    tags: Collection[str] = (),
    values: Mapping[Field, str] | None = None,
) -> Member:
    """Add a person with all that is known of them. Tags that do not exist are made."""
    member: Member = Member.objects.create(**columns)
    fields = [name for name, value in columns.items() if value not in ("", None)]
    fields += _store_contacts(member, contacts, (), by)
    fields += _store_units(member, units or {})
    fields += _store_tags(member, tags)
    fields += _store_values(member, values or {})
    record("member.add", of=member, by=by, fields=dict.fromkeys(fields))
    return member


@action
def edit_member(
    member: Member,
    *,
    by: Member | None,
    seen_at: datetime,
    columns: Mapping[str, Any],
    contacts: Sequence[ContactPoint] = (),
    removed: Collection[UUID] = (),
    units: Mapping[UnitKind, Unit | None] | None = None,
    tags: Collection[str] | None = None,
    values: Mapping[Field, str] | None = None,
) -> list[str]:
    """Save what differs and return its names; raises ChangedMeanwhile when `seen_at` is no longer the latest change.

    Contacts that are not named stay as they are; `removed` are the ids of those that go.
    """
    row = Member.objects.select_for_update(of=("self",), no_key=True).get(pk=member.pk)
    if row.changed_at != seen_at:
        raise ChangedMeanwhile(row.changed_at)
    fields = [name for name, value in columns.items() if getattr(row, name) != value]
    columns_changed = list(fields)
    fields += _store_contacts(row, contacts, removed, by)
    fields += _store_units(row, units or {})
    fields += _store_tags(row, tags) if tags is not None else []
    fields += _store_values(row, values or {})
    if not fields:
        return []
    for name in columns_changed:
        setattr(row, name, columns[name])
    row.changed_at = timezone.now()
    row.save(update_fields=[*columns_changed, "changed_at"])
    record("member.edit", of=row, by=by, fields=dict.fromkeys(fields))
    return fields


def _store_contacts(
    member: Member, wanted: Sequence[ContactPoint], removed: Collection[UUID], by: Member | None
) -> list[str]:
    """Put in what is new or differs, and take out what goes, which can be brought back for a while.

    A changed contact is taken out and put in again under its own id: so two may swap their numbers.
    """
    before = {point.pk: point for point in member.contact_points.all()} if removed or wanted else {}
    changed = [point for point in wanted if point.pk not in before or _differs(point, before[point.pk])]
    gone = [before[pk] for pk in removed if pk in before]
    replaced = [before[point.pk] for point in changed if point.pk in before]
    keep(gone, by=by)
    if gone or replaced:
        ContactPoint.objects.filter(pk__in=[point.pk for point in (*gone, *replaced)]).delete()
    for point in changed:
        point.member = member
    ContactPoint.objects.bulk_create(changed)
    return [str(point.kind) for point in (*changed, *gone, *replaced)]


def _differs(one: ContactPoint, other: ContactPoint) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in OF_CONTACT)


def _store_units(member: Member, wanted: Mapping[UnitKind, Unit | None]) -> list[str]:
    before = dict(member.belongings.values_list("kind_id", "unit_id")) if wanted else {}
    changed = {kind: unit for kind, unit in wanted.items() if before.get(kind.pk) != (unit and unit.pk)}
    if changed:
        member.belongings.filter(kind__in=changed).delete()
    Belonging.objects.bulk_create(
        [Belonging(member=member, kind=kind, unit=unit) for kind, unit in changed.items() if unit]
    )
    return [f"unit:{kind.name}" for kind in changed]


def tag_key(name: str) -> str:
    """Return what equal tags have in common; one of signs alone is compared as it is."""
    return normal.fold(name) or name


def _store_tags(member: Member, names: Collection[str]) -> list[str]:
    wanted = {tag_key(name): name for name in names}
    before = dict(member.member_tags.values_list("tag__folded", "tag_id"))
    gone = [pk for folded, pk in before.items() if folded not in wanted]
    new = [folded for folded in wanted if folded not in before]
    if gone:
        member.member_tags.filter(tag__in=gone).delete()
    if new:
        Tag.objects.bulk_create([Tag(name=wanted[each], folded=each) for each in new], ignore_conflicts=True)
        MemberTag.objects.bulk_create(MemberTag(member=member, tag=tag) for tag in Tag.objects.filter(folded__in=new))
    return ["tags"] if gone or new else []


def _store_values(member: Member, wanted: Mapping[Field, str]) -> list[str]:
    before = dict(member.field_values.values_list("field_id", "value")) if wanted else {}
    changed = {field: value for field, value in wanted.items() if before.get(field.pk, "") != value}
    if changed:
        member.field_values.filter(field__in=changed).delete()
    FieldValue.objects.bulk_create(
        [FieldValue(member=member, field=field, value=value) for field, value in changed.items() if value]
    )
    return [name_for_records(field) for field in changed]
