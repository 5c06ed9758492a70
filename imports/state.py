"""What is stored of the people that a chunk of rows is about, as it changes while the chunk is worked through."""

from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from imports.person import COLUMNS
from ladders.models import LevelChange
from members.models import Belonging, ContactPoint, ExternalId, FieldValue, Member, MemberTag

CONSENTS = ("may_call", "may_text", "may_mail")
# Since when the latest answer of a contact holds, and how that is known.
KNOWN = ("consent_on", "consent_source")


@dataclass
class Point:
    """A stored contact: its id, what was agreed to, since when and how that is known, and whether it works."""

    id: UUID
    consents: dict[str, str]
    known: dict[str, Any]
    standing: str


@dataclass
class State:
    """One member: columns, and everything a list may add to, by the key that makes it one of a kind."""

    id: UUID
    columns: dict[str, Any]
    signs_in: bool = False
    is_archived: bool = False
    changed_at: datetime | None = None
    contacts: dict[tuple[str, str], Point] = field(default_factory=dict)
    external_ids: set[tuple[str, str]] = field(default_factory=set)
    units: dict[UUID, tuple[UUID, UUID]] = field(default_factory=dict)  # kind -> (belonging, unit)
    tags: dict[UUID, UUID] = field(default_factory=dict)  # tag -> its row
    # field -> (value's id, value, when it was written)
    fields: dict[UUID, tuple[UUID, str, datetime | None]] = field(default_factory=dict)
    path: list[tuple[date, UUID | None]] = field(default_factory=list)  # steps of the path, oldest first

    def level_on(self, day: date) -> UUID | None:
        """Return the level on which this member stood at the end of a day; None outside the levels."""
        at = bisect_right(self.path, day, key=lambda step: step[0])
        return self.path[at - 1][1] if at else None

    def place_on(self, day: date, level: UUID) -> None:
        """Remember a level that this chunk adds."""
        at = bisect_right(self.path, day, key=lambda step: step[0])
        self.path.insert(at, (day, level))


def load(ids: Collection[UUID], *, ladder_id: UUID | None) -> dict[UUID, State]:
    """Read everything that is stored of these members and lock their rows, in eight statements.

    Someone merged away or erased meanwhile is not among them.
    """
    states: dict[UUID, State] = {}
    here = Member.objects.filter(pk__in=ids, merged_into=None, erased_at=None)
    locked = here.select_for_update(of=("self",), no_key=True).order_by("pk")
    for values in locked.values("pk", "user_id", "archived_at", "changed_at", *COLUMNS):
        pk, user, archived = values.pop("pk"), values.pop("user_id"), values.pop("archived_at")
        changed_at = values.pop("changed_at")
        states[pk] = State(
            pk, values, signs_in=user is not None, is_archived=archived is not None, changed_at=changed_at
        )
    if states:
        _load_contacts(states)
        _load_belongings(states)
        _load_path(states, ladder_id)
    return states


def _load_contacts(states: dict[UUID, State]) -> None:
    points = ContactPoint.objects.filter(member__in=states).order_by()
    for row in points.values("member_id", "kind", "normal", "pk", "standing", *CONSENTS, *KNOWN):
        consents, known = ({name: row[name] for name in names} for names in (CONSENTS, KNOWN))
        states[row["member_id"]].contacts[row["kind"], row["normal"]] = Point(
            row["pk"], consents, known, row["standing"]
        )
    ids = ExternalId.objects.filter(member__in=states).order_by()
    for member, system, value in ids.values_list("member_id", "system", "value"):
        states[member].external_ids.add((system, value))


def _load_belongings(states: dict[UUID, State]) -> None:
    belongings: Iterable[tuple[UUID, UUID, UUID, UUID]] = Belonging.objects.filter(member__in=states).values_list(
        "member_id", "kind_id", "pk", "unit_id"
    )
    for member, kind, pk, unit in belongings:
        states[member].units[kind] = (pk, unit)
    for member, tag, pk in MemberTag.objects.filter(member__in=states).values_list("member_id", "tag_id", "pk"):
        states[member].tags[tag] = pk
    values = FieldValue.objects.filter(member__in=states)
    for member, field_id, pk, value, written_at in values.values_list(
        "member_id", "field_id", "pk", "value", "written_at"
    ):
        states[member].fields[field_id] = (pk, value, written_at)


def _load_path(states: dict[UUID, State], ladder_id: UUID | None) -> None:
    steps = LevelChange.objects.filter(member__in=states, ladder=ladder_id).order_by("on")
    for member, on, level in steps.values_list("member_id", "on", "level_id"):
        states[member].path.append((on, level))
