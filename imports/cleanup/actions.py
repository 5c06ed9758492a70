"""What a person says of cells, rows and days of a list on its way in, and how it is put back."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from audit.recording import action, record
from imports.actions import NotNow, go
from imports.cleanup.looking import look_again
from imports.fixes import open_rows
from imports.models import ImportBatch, ImportFix
from imports.targets import ASIDE_KEYS
from members.models import Member
from organizations import sealing

Status = ImportBatch.Status


class Done(NamedTuple):
    """What was done in one go: by which it is put back, and how many cells or rows it was about."""

    move: UUID
    n: int


def lock(batch: ImportBatch) -> None:
    """Let nobody else move the list on; raises NotNow when it is not waiting for a person."""
    ImportBatch.objects.select_for_update(no_key=True, of=("self",)).only("pk").get(pk=batch.pk)
    batch.refresh_from_db()
    if batch.status != Status.TO_CONFIRM:
        raise NotNow(_("This list has gone on to another step meanwhile. Here is where it stands now."))


def look(batch: ImportBatch, numbers: Collection[int]) -> None:
    """Look at rows again here, or leave many of them to a worker."""
    if not look_again(batch, numbers):
        go(batch, [Status.TO_CONFIRM], Status.TO_PLAN, n_looked_at=0)


@action
def fix(batch: ImportBatch, *, cells: Iterable[tuple[int, str]], value: str, by: Member) -> Done:
    """Write the same into some cells, each given by row and heading. Empty: the cells are left empty."""
    lock(batch)
    return _write(batch, [(number, column, value) for number, column in cells], by=by, what="cells fixed")


@action
def skip(batch: ImportBatch, *, number: int, by: Member) -> Done:
    """Leave a whole row out."""
    lock(batch)
    return _write(batch, [(number, "", "")], by=by, what="rows left out")


@action
def bring_back(batch: ImportBatch, *, number: int, by: Member) -> None:
    """Take a row in again that was left out."""
    lock(batch)
    if ImportFix.objects.filter(batch=batch, number=number, column="").delete()[0]:
        record("import.run", of=batch, by=by, fields=["1 rows brought back"])
        look(batch, [number])


@action
def take_offers(batch: ImportBatch, *, by: Member) -> Done:
    """Take everything that was offered for slips of the keys."""
    lock(batch)
    cells = [
        (number, cell["column"], cell["offer"])
        for number, *told in open_rows(batch).values_list("number", "problems", "offers")
        for cell in (*told[0], *told[1])
        if cell.get("offer")
    ]
    return _write(batch, cells, by=by, what="cells fixed")


@action
def leave_empty(batch: ImportBatch, *, by: Member) -> Done:
    """Leave every cell that cannot come in out of the list for good."""
    lock(batch)
    rows = open_rows(batch).values_list("number", "problems")
    cells = [(number, problem["column"], "") for number, problems in rows for problem in problems]
    return _write(batch, cells, by=by, what="cells left empty")


@action
def put_back(batch: ImportBatch, *, move: UUID, by: Member) -> int:
    """Take back what was said in one go; what had been said before stands again. Returns how many words it was."""
    lock(batch)
    fixes = list(ImportFix.objects.filter(batch=batch, move=move))
    ImportFix.objects.filter(pk__in=[fix.pk for fix in fixes if fix.before is None]).delete()
    for fix in fixes:
        if fix.before is not None:
            fix.value, fix.before, fix.move = fix.before, None, uuid4()
            fix.save(update_fields=["value", "before", "move"])
    if fixes:
        record("import.run", of=batch, by=by, fields=[f"{len(fixes)} cells put back"])
        look(batch, {fix.number for fix in fixes})
    return len(fixes)


def _write(batch: ImportBatch, cells: Sequence[tuple[int, str, str]], *, by: Member, what: str) -> Done:
    """Keep what stands instead, remember what an earlier word was, and look at the rows again."""
    targets = dict(zip(batch.headers, batch.mapping, strict=True)) | {"": ""}
    numbers, move = {number for number, *_rest in cells}, uuid4()
    before = {(fix.number, fix.column): fix for fix in ImportFix.objects.filter(batch=batch, number__in=numbers)}
    new = []
    for number, column, value in cells:
        target = targets.get(column) or ""
        kept = sealing.seal(value) if value and target in ASIDE_KEYS else value
        old = before.get((number, column))
        said = old.value if old and old.target == target else None
        new.append(
            ImportFix(
                batch=batch, number=number, column=column, target=target, value=kept, move=move, before=said, by=by
            )
        )
    ImportFix.objects.bulk_create(
        new, batch_size=1000, update_conflicts=True, unique_fields=["batch", "number", "column"],
        update_fields=["target", "value", "move", "before", "by"],
    )  # fmt: skip
    if new:
        record("import.run", of=batch, by=by, fields=[f"{len(new)} {what}"])
        look(batch, numbers)
    return Done(move, len(new))
