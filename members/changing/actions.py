"""Changing cells, taking a set of changes back, and doing it again. Each is one transaction and one event."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from audit.recording import action
from members.changing import stored
from members.changing.beside import changed_contact, new_ids, tag_ids
from members.changing.cells import Change, cell_of, version_of
from members.changing.checks import There, left_nameless, refuse_oneself, refuse_twice
from members.changing.reading import Names, Reached, Reader
from members.changing.recording import record_set
from members.changing.writing import write
from members.models import CellChange, ChangeSet, Member
from members.models.person import MemberQuerySet

MOST_CELLS = 2000


class Wanted(NamedTuple):
    """What somebody typed into a cell, and which state of the row they had before them."""

    member: UUID
    field: str
    text: str
    version: str


class Refused(NamedTuple):
    """A cell that was not changed, and why. `is_late`: somebody else changed the person meanwhile."""

    member: UUID
    field: str
    why: str
    is_late: bool = False


@dataclass
class Outcome:
    """What came of a set: no set where nothing was changed."""

    rows: dict[UUID, Member] = field(default_factory=dict)
    made: ChangeSet | None = None
    saved: list[Change] = field(default_factory=list)
    # Cells in which stood already what was typed.
    same: int = 0
    refused: list[Refused] = field(default_factory=list)

    def refuse(self, cell: Wanted | Change | CellChange, error: ValidationError) -> None:
        if isinstance(cell, CellChange):
            cell = Change(cell.member_id, cell.field, cell.before, cell.after)
        name = cell_of(cell) if isinstance(cell, Change) else cell.field
        is_late = getattr(error, "code", "") == "late"
        self.refused.append(Refused(cell.member, name, " ".join(error.messages), is_late))


@action
def change_cells(wanted: Sequence[Wanted], *, reader: Reader, people: MemberQuerySet, by: Member) -> Outcome:
    """Change what can be changed, all at once, and say of each other cell why not.

    `people` are those whom `by` may edit. A row that was changed since its version was read is left alone.
    """
    cells = {(cell.member, cell.field): cell for cell in wanted}
    # What is meant hangs on no row that changes here, and looking names up takes its time: nobody waits for it.
    meant = reader.read_all((cell.field, cell.text) for cell in cells.values())
    outcome = Outcome(stored.locked(people, {cell.member for cell in wanted}))
    read: list[tuple[Wanted, Any]] = []
    for cell, value in zip(cells.values(), meant, strict=True):
        try:
            refuse_late(cell, outcome.rows)
            if isinstance(value, ValidationError):
                raise value
            read.append((cell, value))
        except ValidationError as error:
            outcome.refuse(cell, error)
    changes = _changes(read, outcome)
    _keep_somebody(changes, outcome)
    outcome.same = len(cells) - len(outcome.refused) - len(changes)
    if changes:
        outcome.made = ChangeSet.objects.create(by=by)
        put_in(outcome.made, changes, outcome.rows, by=by)
        outcome.saved = changes
    return outcome


def refuse_late(cell: Wanted, rows: dict[UUID, Member]) -> None:
    """Refuse a cell of somebody who is gone, or was changed since the row was read."""
    if cell.member not in rows:
        raise ValidationError(_("This person is not in the list any more, or is not yours to change."))
    if cell.version != version_of(rows[cell.member].changed_at):
        raise ValidationError(_("Changed by someone else meanwhile."), code="late")


def _changes(read: Sequence[tuple[Wanted, Any]], outcome: Outcome) -> list[Change]:
    """Put what was read beside what stands there, and keep what differs."""
    found = stored.read(outcome.rows, (cell.field for cell, _value in read))
    tags = tag_ids(name for _cell, value in read if isinstance(value, Names) for name in value.names)
    ids, changes = new_ids(sum(isinstance(value, Reached) for _cell, value in read)), list[Change]()
    for cell, value in read:
        try:
            if isinstance(value, Reached):
                change = changed_contact(cell.member, value, found, ids)
            else:
                after = tags.of(value.names) if isinstance(value, Names) else value
                change = Change(cell.member, cell.field, found.value(cell.member, cell.field), after)
            refuse_oneself(change)
        except ValidationError as error:
            outcome.refuse(cell, error)
        else:
            changes += [change] if change.before != change.after else []
    return changes


def _keep_somebody(changes: list[Change], outcome: Outcome) -> None:
    """Refuse to leave a row by which nobody would know who it is."""
    nobody = left_nameless(changes, outcome.rows)
    for change in [each for each in changes if each.member in nobody]:
        changes.remove(change)
        outcome.refuse(change, ValidationError(_("Write a name, a phone or an e-mail, so that we know who this is.")))


@action
def undo(made: ChangeSet, *, by: Member) -> Outcome:
    """Put back what stood there, but in cells that somebody has changed since."""
    return _turn(made, by=by, back=True)


@action
def redo(made: ChangeSet, *, by: Member) -> Outcome:
    """Do again what was taken back, but in cells that somebody has changed since."""
    return _turn(made, by=by, back=False)


def put_in(made: ChangeSet, changes: Sequence[Change], rows: dict[UUID, Member], *, by: Member | None) -> None:
    """Write changes of a set, keep what stood there and record them; `rows` are the people, locked."""
    write(changes, rows, by=by)
    CellChange.objects.bulk_create(
        CellChange(change_set=made, member_id=each.member, field=each.field, before=each.before, after=each.after)
        for each in changes
    )
    made.n_people = made.n_done = len({change.member for change in changes})
    # By its fields the history knows the event of this set from an edit of moments later.
    made.says = {"cells": len(changes), "fields": record_set(made, changes, rows, by=by)}
    made.save(update_fields=["n_people", "n_done", "says"])


def _turn(made: ChangeSet, *, by: Member, back: bool) -> Outcome:
    """Undo or redo; whoever did it may take it back, wherever the people went since."""
    made = ChangeSet.objects.select_for_update(of=("self",), no_key=True).get(pk=made.pk)
    outcome = Outcome(made=made)
    if (made.undone_at is None) is not back:
        return outcome
    cells = list(CellChange.objects.filter(change_set=made).order_by("pk"))
    outcome.rows = stored.locked(Member.objects.people(), {cell.member_id for cell in cells})
    found = stored.read(outcome.rows, (cell.field for cell in cells))
    there, changes = There.of(cells), list[Change]()
    for cell in cells:
        try:
            changes.append(turned(cell, found, there, back=back))
        except ValidationError as error:
            outcome.refuse(cell, error)
    _keep_somebody(changes, outcome)
    if changes:
        write(changes, outcome.rows, by=by)
        record_set(made, changes, outcome.rows, by=by)
        turned_now = {(change.member, change.field) for change in changes}
        pks = [cell.pk for cell in cells if (cell.member_id, cell.field) in turned_now]
        CellChange.objects.filter(pk__in=pks).update(is_back=back)
    outcome.saved = changes
    now: dict[str, Any] = {"undone_at": Now(), "undone_by": by} if back else {"undone_at": None, "undone_by": None}
    ChangeSet.objects.filter(pk=made.pk).update(**now, **({} if back else {"redone_at": Now()}))
    return outcome


def turned(cell: CellChange, found: stored.Stored, there: There, *, back: bool) -> Change:
    """Return the change that turns a cell; ValidationError when something else stands there now."""
    before, after = (cell.after, cell.before) if back else (cell.before, cell.after)
    if cell.member_id not in found.rows:
        raise ValidationError(_("This person is not in the list any more."))
    if cell.field == "tags":
        # A tag that was deleted since is no difference.
        before, after = there.tags_of(before), there.tags_of(after)
    if found.value(cell.member_id, cell.field) != before:
        raise ValidationError(_("Changed by someone since, so it was left as it is."), code="late")
    change = Change(cell.member_id, cell.field, before, after)
    there.refuse_gone(change)
    refuse_twice(change, found)
    return change
