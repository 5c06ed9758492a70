"""What happened to people since a list came in: who edited, assessed, listed or otherwise used them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Model, Q
from django.db.models.functions import Coalesce, Greatest

from audit.models import AuditEvent
from imports import registry
from imports.models import ImportBatch, ImportKept, ImportRow
from imports.undo import references
from imports.undo.slots import SHAPES, Slot
from ladders.models import Assessment
from members.fields.readers import name_for_records
from members.models import CellChange, Field, Member, Relationship, Tag, Unit, UnitKind

Why = ImportKept.Why
# Rows that are compared value by value, that follow from assessments or other doings, or are looked at by themselves.
OWN = frozenset({
    *(f"{model}.member" for model in SHAPES), "ladders.assessment.member", "ladders.standing.member",
    "ladders.levelchange.member", "conversations.notice.member", "members.cellchange.member",
    "members.differentpeople.low", "members.differentpeople.high", "members.duplicatemember.member",
    "members.relationship.member", "members.relationship.other", "members.removedcontact.member",
    "members.consent.member", "members.mergerecord.survivor", "members.mergerecord.merged", "members.memberword.member", "members.gonefrom.member",
})  # fmt: skip


class Told(NamedTuple):
    """Why something stays: who did it and when, where that is known."""

    why: ImportKept.Why
    by: UUID | None = None
    at: datetime | None = None
    elsewhere: UUID | None = None


class Since:
    """Loaded for the people of one chunk, in a fixed number of statements."""

    def __init__(self, batch: ImportBatch, first_at: Mapping[UUID, datetime], new: Collection[UUID]) -> None:
        """`first_at`: the people, and when the list first changed each; `new`: those of them whom it made."""
        self.batch = batch
        self.first_at = first_at
        members = list(first_at)
        self.changed_at: dict[UUID, datetime] = {}
        self._closed: dict[UUID, Told] = {}
        self._signs_in: set[UUID] = set()
        self._archived: set[UUID] = set()
        self._load_members(members)
        self._listed = self._load_listed(members, new)
        self._names = {f"unit:{pk}": f"unit:{name}" for pk, name in UnitKind.objects.values_list("pk", "name")}
        self._names |= {f"field:{field.pk}": name_for_records(field) for field in Field.objects.all()}
        self._gone: dict[tuple[str, str], bool] = {}
        self._edits = self._load_edits(members)
        self._assessed = self._load_assessed(new)
        self._used = set(
            references.count(Member, new, but_not=OWN, going=registry.going(batch.pk))
        ) | self._load_related(new)

    def _load_members(self, members: Collection[UUID]) -> None:
        facts = Member.objects.filter(pk__in=members).order_by()
        for pk, user, changed_at, archived_at, merged_into, erased_at in facts.values_list(
            "pk", "user_id", "changed_at", "archived_at", "merged_into_id", "erased_at"
        ):
            self.changed_at[pk] = changed_at
            if erased_at or merged_into:
                self._closed[pk] = Told(Why.ERASED, at=erased_at) if erased_at else Told(Why.MERGED)
            if archived_at:
                self._archived.add(pk)
            if user:
                self._signs_in.add(pk)

    def _load_listed(self, members: Collection[UUID], new: Collection[UUID]) -> dict[UUID, Told]:
        """Find who is in a later list that was not taken back; the latest list wins."""
        later = Q(batch__finished_at=None) | Q(batch__finished_at__gt=self.batch.finished_at)
        rows = ImportRow.objects.filter(Q(member__in=new) | later, member__in=members).exclude(batch=self.batch)
        rows = rows.exclude(batch__status=ImportBatch.Status.UNDONE).order_by("batch__created_at")
        found = rows.values_list("member_id", "batch_id", "batch__started_by_id", "batch__finished_at")
        return {member: Told(Why.LISTED, by, at, batch) for member, batch, by, at in found}

    def _load_edits(self, members: Collection[UUID]) -> dict[UUID, list[tuple[Told, list[str]]]]:
        events = AuditEvent.objects.filter(object_id__in=members, at__gt=self.batch.created_at).order_by("-seq")
        events = events.filter(action__startswith="member.")
        rows = events.values_list("object_id", "actor_id", "at", "fields")
        told = [(member, by, at, fields) for member, by, at, fields in rows if member] + self._load_cells(members)
        found: dict[UUID, list[tuple[Told, list[str]]]] = defaultdict(list)
        for member, by, at, fields in sorted(told, key=lambda each: each[2], reverse=True):
            if at > self.first_at[member]:
                found[member].append((Told(Why.CHANGED, by, at), fields))
        return found

    def _load_cells(self, members: Collection[UUID]) -> list[tuple[UUID, UUID | None, datetime, list[str]]]:
        """Find who changed cells of several people at once: the events of that name the set, not the people."""
        at = Greatest("change_set__created_at", "change_set__undone_at", "change_set__redone_at")
        cells = CellChange.objects.filter(member__in=members).annotate(turned_at=at).order_by()
        rows = cells.filter(turned_at__gt=self.batch.created_at).values_list(
            "member",
            Coalesce("change_set__undone_by", "change_set__by"),
            "turned_at",
            "field",
            Coalesce("after__kind", "before__kind"),
        )
        return [(member, by, at, [self._audited(field, point)]) for member, by, at, field, point in rows]

    def _audited(self, field: str, point: str | None) -> str:
        """Name the field of a cell as `label` does; `point` is the kind of a contact."""
        kind, _colon, _of = field.partition(":")
        match kind:
            case "tag" | "tags":
                return "tags"
            case "team":
                return "teams"
            case "contact":
                return point or ""
            case "unit" | "field":
                return self._names.get(field, f"{kind}:")
        return field

    def _load_assessed(self, new: Collection[UUID]) -> dict[UUID, Told]:
        """Find whom somebody has placed, or whose level of this list somebody has agreed with or voided."""
        own = Q(import_id=self.batch.pk, voided_at=None, confirmed_at=None)
        undone = ImportBatch.objects.filter(status=ImportBatch.Status.UNDONE).values("pk")
        others = Assessment.objects.filter(member__in=new).exclude(own).exclude(import_id__in=undone)
        found = others.order_by("created_at").values_list("member_id", "assessed_by_id", "created_at")
        return {member: Told(Why.ASSESSED, by, at) for member, by, at in found}

    def _load_related(self, new: Collection[UUID]) -> set[UUID]:
        """Find who has to do with others, but by what this list said; what was taken away holds nobody."""
        standing = (
            Relationship.objects.kept().exclude(from_list=self.batch.pk).filter(Q(member__in=new) | Q(other__in=new))
        )
        return {end for ends in standing.order_by().values_list("member_id", "other_id") for end in ends}

    def closed(self, member: UUID) -> Told | None:
        """Say why nothing of this person can go back: they were put together with someone else, or erased."""
        return self._closed.get(member)

    def worked_with(self, member: UUID) -> Iterator[Told]:
        """Yield what keeps somebody whom the list made, besides values that differ."""
        if member in self._closed:
            yield self._closed[member]
            return
        if member in self._archived:
            yield Told(Why.ARCHIVED)
        if member in self._signs_in:
            yield Told(Why.SIGNS_IN)
        if member in self._assessed:
            yield self._assessed[member]
        if member in self._listed:
            yield self._listed[member]
        if member in self._used:
            yield Told(Why.USED)

    def who_changed(self, member: UUID, label: str) -> Told:
        """Say who gave a field the value that stands: an edit that names it, another list, or nobody knows."""
        names = {label, label.removesuffix("_id")}
        named = next((told for told, fields in self._edits.get(member, []) if names.intersection(fields)), None)
        return named or self._listed.get(member) or Told(Why.CHANGED)

    def label(self, slot: Slot, column: str = "") -> str:
        """Name a value as events of the audit name it, so that pages say it in the form's words."""
        model, *key = slot
        match model:
            case "members.member":
                return column
            case "members.contactpoint":
                return key[0]
            case "members.belonging":
                return self._names.get(f"unit:{key[0]}", "unit:")
            case "members.fieldvalue":
                return self._names.get(f"field:{key[0]}", "field:")
            case "members.membertag":
                return "tags"
        return "external_id"

    def is_gone(self, slot: Slot, column: str, was: str) -> bool:
        """Whether the unit, tag or organizer of before is no longer here, so that nothing can point there again."""
        model: type[Model] | None = {"unit_id": Unit, "organizer_id": Member, "tag_id": Tag}.get(column)
        if model is None or not was:
            return False
        if (column, was) not in self._gone:
            self._gone[column, was] = not model._default_manager.filter(pk=was).exists()  # noqa: SLF001
        return self._gone[column, was]
