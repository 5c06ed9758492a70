"""Who changed what here last: people by what was recorded, lists by what they wrote down, levels by assessments."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from audit.models import AuditEvent
from imports.leaving.values import CONSENTS
from imports.models import ImportBatch, ImportChange, Sheet, SheetDifference
from ladders.models import Assessment
from members.models import Field, Member, UnitKind

Choice = SheetDifference.Choice
Status = ImportBatch.Status


class Change(NamedTuple):
    """One change of one value: when, by whom, and by which list if it was one."""

    at: datetime
    by: UUID | None = None
    batch: UUID | None = None


class Changes:
    """Loaded for the people of one chunk, in a fixed number of statements.

    `own` are changes that the sheet itself made by being brought in, `others` everyone else's.
    """

    def __init__(self, sheet: Sheet, ladder_id: UUID | None, members: Collection[UUID]) -> None:
        self.own: dict[tuple[UUID, str], Change] = {}
        self.others: dict[tuple[UUID, str], Change] = {}
        self.kept: dict[tuple[UUID, str], Change] = {}
        lists = dict(ImportBatch.objects.values_list("pk", "sheet_id"))
        self._lists, self._own_lists = set(lists), {pk for pk, of in lists.items() if of == sheet.pk}
        self._load_people(members)
        self._load_lists(members)
        self._load_levels(ladder_id, members)
        self._load_choices(sheet, members)
        everyone = {by for which in (self.own, self.others) for change in which.values() if (by := change.by)}
        self._people = set(Member.objects.filter(pk__in=everyone).values_list("pk", flat=True))

    def since(self, member: UUID, what: str, moment: datetime | None) -> Change | None:
        """Return the last change by others after a moment and after the sheet itself last wrote the value."""
        change, own = self.last(self.others, member, what), self.last(self.own, member, what)
        if change is None or (moment and change.at <= moment) or (own and change.at <= own.at):
            return None
        return change

    def latest(self, member: UUID, what: str) -> Change | None:
        """Return the last change of all, to be told."""
        found = [self.last(which, member, what) for which in (self.own, self.others)]
        change = max((change for change in found if change), key=lambda change: change.at, default=None)
        if change is None:
            return None
        # Events name people and lists without a key: they may be gone.
        by = change.by if change.by in self._people else None
        return Change(change.at, by, change.batch if change.batch in self._lists else None)

    def last(self, which: dict[tuple[UUID, str], Change], member: UUID, what: str) -> Change | None:
        """Find what was recorded under any of the names that a value has there."""
        found = [which[member, name] for name in _names(what) if (member, name) in which]
        return max(found, key=lambda change: change.at, default=None)

    def _load_people(self, members: Collection[UUID]) -> None:
        """Names of units and fields stand in events, as they were called then; here they go by their ids."""
        ids = {f"unit:{name}": f"unit:{pk}" for pk, name in UnitKind.objects.values_list("pk", "name")}
        ids |= {f"field:{name}": f"field:{pk}" for pk, name in Field.objects.values_list("pk", "name")}
        events = AuditEvent.objects.filter(object_id__in=members, action__startswith="member.").order_by("seq")
        for member, at, by, fields in events.values_list("object_id", "at", "actor_id", "fields"):
            if member:
                self.others |= {(member, ids.get(name, name)): Change(at, by) for name in fields}

    def _load_lists(self, members: Collection[UUID]) -> None:
        changes = ImportChange.objects.filter(about__in=members).order_by("at")
        for member, at, batch, by, steps in changes.values_list(
            "about", "at", "batch_id", "batch__started_by_id", "steps"
        ):
            if member:
                change = Change(at, by, batch)
                for of, _before, after in steps:
                    for name in _of_step(of, after or {}):
                        self._keep(member, name, change)

    def _load_levels(self, ladder_id: UUID | None, members: Collection[UUID]) -> None:
        levels = Assessment.objects.filter(member__in=members, ladder=ladder_id, voided_at=None).order_by("created_at")
        for member, at, by, batch in levels.values_list("member_id", "created_at", "assessed_by_id", "import_id"):
            self._keep(member, "level", Change(at, by, batch))

    def _keep(self, member: UUID, name: str, change: Change) -> None:
        which = self.own if change.batch in self._own_lists else self.others
        if (member, name) not in which or which[member, name].at < change.at:
            which[member, name] = change

    def _load_choices(self, sheet: Sheet, members: Collection[UUID]) -> None:
        """What was brought over long ago is remembered by the choice; what was to stay is a change made here."""
        made = SheetDifference.objects.filter(batch__sheet=sheet, member__in=members).exclude(choice=Choice.NONE)
        gone = [Status.UNDONE, Status.CANCELLED, Status.FAILED]
        for member, what, choice, at, by, batch in (
            made.exclude(carried_in__status__in=gone)
            .order_by("chosen_at")
            .values_list("member_id", "what", "choice", "chosen_at", "chosen_by_id", "carried_in_id")
        ):
            if member and at:
                if choice == Choice.HERE:
                    self.kept[member, what] = self.others[member, what] = Change(at, by)
                else:
                    self._keep(member, what, Change(at, by, batch))


def _names(what: str) -> list[str]:
    """Return the names under which a change may be recorded: a consent is recorded under its contact."""
    if what.startswith("may_"):
        return [what, *(kind for kind, consents in CONSENTS.items() if what in consents)]
    return [what, what.removesuffix("_id")]


def _of_step(of: list[str], after: dict[str, object]) -> list[str]:
    """Name what a step of a list changed, as rows are compared."""
    model, *key = of
    if model == "members.contactpoint":
        return [name for name in CONSENTS[key[0]] if name in after] + ([key[0]] if "value" in after else [])
    if model == "members.member":
        return list(after)
    fixed = {"members.membertag": "tags", "members.externalid": "external_id"}
    kinds = {"members.belonging": "unit", "members.fieldvalue": "field"}
    return [fixed.get(model) or f"{kinds[model]}:{key[0]}"] if model in fixed or model in kinds else []
