"""Writes many cells at once: a few statements for each kind of field, however many people."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from members import contacts
from members.changing.cells import IN_ROW, Change, Value, kind_of, point_of
from members.forms.person import NAMES
from members.models import Belonging, ContactPoint, FieldValue, Member, MemberTag, RemovedContact
from stpnet.db.updating import delete_pairs, update_many

type Cells = Sequence[tuple[UUID, str, Value, Value]]


def write(changes: Sequence[Change], rows: Mapping[UUID, Member], *, by: Member | None) -> datetime:
    """Put what shall stand into the cells; `rows` are the people, locked. Returns when they are changed now."""
    at = timezone.now()
    by_kind: dict[str, list[tuple[UUID, str, Value, Value]]] = defaultdict(list)
    for change in changes:
        kind, of = kind_of(change.field)
        by_kind[kind].append((change.member, of, change.before, change.after))
    for kind, cells in by_kind.items():
        if kind != "row":
            _BESIDE[kind](cells)
    _keep_contacts(by_kind["contact"], by)
    _write_rows(by_kind["row"], {change.member: rows[change.member] for change in changes}, at)
    return at


def _write_rows(cells: Cells, rows: Mapping[UUID, Member], at: datetime) -> None:
    """Set the columns, and for everybody when they were changed: who has seen an older state is told."""
    names = {"changed_at", *(IN_ROW[of] for _member, of, _before, _after in cells)}
    for member, of, _before, after in cells:
        setattr(rows[member], IN_ROW[of], (UUID(after) if after else None) if of == "organizer" else after)
    if names & set(NAMES):
        names.add("folded")
    for row in rows.values():
        row.changed_at = at
        if "folded" in names:
            row.folded = row.fold_names()
    columns = sorted(names)
    update_many(
        "members.member", columns, [(pk, *(getattr(row, name) for name in columns)) for pk, row in rows.items()]
    )


def _write_units(cells: Cells) -> None:
    delete_pairs("members.belonging", ("member_id", "kind_id"), _pairs(cells))
    Belonging.objects.bulk_create(
        [Belonging(member_id=member, kind_id=UUID(of), unit_id=UUID(after)) for member, of, _b, after in cells if after]
    )


def _write_values(cells: Cells) -> None:
    delete_pairs("members.fieldvalue", ("member_id", "field_id"), _pairs(cells))
    FieldValue.objects.bulk_create(
        [FieldValue(member_id=member, field_id=UUID(of), value=after) for member, of, _b, after in cells if after]
    )


def _write_tags(cells: Cells) -> None:
    """Take out and put in what differs: a tag that somebody else put on meanwhile stays."""
    pairs = [(member, tag, tag in after) for member, _of, before, after in cells for tag in {*before} ^ {*after}]
    _put_tags(pairs)


def _write_one_tag(cells: Cells) -> None:
    _put_tags([(member, of, after) for member, of, _before, after in cells])


def _put_tags(pairs: Sequence[tuple[UUID, str, bool]]) -> None:
    gone = [(member, UUID(tag)) for member, tag, stays in pairs if not stays]
    delete_pairs("members.membertag", ("member_id", "tag_id"), gone)
    new = [MemberTag(member_id=member, tag_id=UUID(tag)) for member, tag, stays in pairs if stays]
    MemberTag.objects.bulk_create(new, ignore_conflicts=True)


def _write_contacts(cells: Cells) -> None:
    """Take contacts out and put them in again under their own ids, as editing a person does."""
    ContactPoint.objects.filter(pk__in=[of for _member, of, before, _after in cells if before]).delete()
    ContactPoint.objects.bulk_create(point_of(member, after) for member, _of, _before, after in cells if after)


def _keep_contacts(cells: Cells, by: Member | None) -> None:
    """Remember contacts that were taken off, as editing a person does; one that is put back is there again."""
    if gone := [point_of(member, before) for member, _of, before, after in cells if not after]:
        contacts.keep(gone, by=by)
    if back := [of for _member, of, before, _after in cells if not before]:
        RemovedContact.objects.filter(point__in=back).delete()


def _pairs(cells: Cells) -> list[tuple[UUID, UUID]]:
    return [(member, UUID(of)) for member, of, _before, _after in cells]


_BESIDE: dict[str, Callable[[Cells], None]] = {
    "unit": _write_units,
    "field": _write_values,
    "tags": _write_tags,
    "tag": _write_one_tag,
    "contact": _write_contacts,
}
