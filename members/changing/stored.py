"""What stands in cells of many people now: at most one statement for each kind of field."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from members.changing.cells import IN_ROW, Value, kept_point, kind_of
from members.models import Belonging, ContactPoint, FieldValue, Member, MemberTag

_MOBILE = ContactPoint.Label.MOBILE


@dataclass
class Stored:
    """The rows of some people, locked, and what they have beside them."""

    rows: Mapping[UUID, Member]
    units: dict[tuple[UUID, str], str] = field(default_factory=dict)
    tags: dict[UUID, set[str]] = field(default_factory=lambda: defaultdict(set))
    values: dict[tuple[UUID, str], str] = field(default_factory=dict)
    points: dict[UUID, list[ContactPoint]] = field(default_factory=lambda: defaultdict(list))

    def value(self, member: UUID, name: str) -> Value:
        """Return what stands in a cell."""
        kind, of = kind_of(name)
        if kind == "row":
            return _plain(getattr(self.rows[member], IN_ROW[of]))
        if kind == "unit":
            return self.units.get((member, of), "")
        if kind == "field":
            return self.values.get((member, of), "")
        if kind == "tags":
            return sorted(self.tags[member])
        if kind == "tag":
            return of in self.tags[member]
        return next((kept_point(point) for point in self.points[member] if str(point.pk) == of), None)

    def first_point(self, member: UUID, kind: str) -> ContactPoint | None:
        """Return the phone or e-mail that the list shows: what works and was not refused, a mobile first."""
        refused = "may_call" if kind == ContactPoint.Kind.PHONE else "may_mail"
        found = [
            point
            for point in self.points[member]
            if point.kind == kind and point.works and getattr(point, refused) != ContactPoint.Consent.NO
        ]
        first = kind == ContactPoint.Kind.PHONE
        found.sort(key=lambda point: (first and point.label != _MOBILE, point.created_at, str(point.pk)))
        return found[0] if found else None

    def has_contact(self, member: UUID, kind: str, normal: str, *, but: str) -> bool:
        """Whether someone has this phone or e-mail already, on another line."""
        return any(
            (point.kind, point.normal) == (kind, normal) and str(point.pk) != but for point in self.points[member]
        )


def read(rows: Mapping[UUID, Member], fields: Iterable[str]) -> Stored:
    """Read what these people have in these fields; `rows` are theirs, locked."""
    found, kinds = Stored(rows), {kind_of(name)[0] for name in fields}
    here: dict[str, Collection[UUID]] = {"member__in": list(rows)}
    if "unit" in kinds:
        belongings = Belonging.objects.filter(**here).values_list("member_id", "kind_id", "unit_id")
        found.units = {(member, str(kind)): str(unit) for member, kind, unit in belongings}
    if kinds & {"tags", "tag"}:
        for member, tag in MemberTag.objects.filter(**here).values_list("member_id", "tag_id"):
            found.tags[member].add(str(tag))
    if "field" in kinds:
        values = FieldValue.objects.filter(**here).values_list("member_id", "field_id", "value")
        found.values = {(member, str(of)): value for member, of, value in values}
    if "contact" in kinds:
        for point in ContactPoint.objects.filter(**here).order_by("created_at", "pk"):
            found.points[point.member_id].append(point)
    return found


def locked(people: Any, pks: Collection[UUID]) -> dict[UUID, Member]:
    """Let nobody else change these people until the end; always in the same order, so that two do not deadlock."""
    rows = people.filter(pk__in=pks).select_for_update(of=("self",), no_key=True).order_by("pk")
    return {row.pk: row for row in rows}


def _plain(value: Any) -> str:
    return "" if value is None else str(value)
