"""What people do about a sheet that they are leaving: name it, compare it, decide what comes over, retire it."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils.formats import date_format
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _

from audit.recording import action, record
from imports import actions
from imports.actions import NotNow
from imports.leaving import queries
from imports.models import ImportBatch, ImportRow, Sheet, SheetDifference
from members.models import Member

Status, Purpose = ImportBatch.Status, ImportBatch.Purpose
Choice, Newer = SheetDifference.Choice, SheetDifference.Newer
# Somebody has chosen what the sheet says: a name too takes the place of the one that is here.
_REPLACES = {"name": "replace", "preferred_name": "replace"}


@action
def name_sheet(*, name: str, came_in: ImportBatch | None, by: Member) -> Sheet:
    """Say that this is our living spreadsheet, and by which list it came in, if it did."""
    sheet: Sheet = Sheet.objects.create(name=name, named_by=by)
    if came_in:
        ImportBatch.objects.filter(pk=came_in.pk, sheet=None).update(sheet=sheet)
    record("import.run", of=sheet, by=by, fields=["sheet named"])
    return sheet


def upload(sheet: Sheet, chunks: Iterable[bytes], *, name: str, asks_columns: bool, by: Member) -> ImportBatch:
    """Keep an upload of a sheet and queue it to be compared. Raises ValidationError when it is too large."""
    compared = {"asks_columns": True} if asks_columns else {}
    return actions.receive(chunks, name=name, by=by, sheet=sheet, purpose=Purpose.COMPARE, compared=compared)


@action
def bring_over(batch: ImportBatch, chosen: QuerySet[SheetDifference], *, by: Member) -> ImportBatch:
    """Make a list of what was chosen and queue it to come in, with an undo of its own. Raises NotNow for nothing.

    Only the latest upload knows what the sheet says; what changed here since is asked anew (`since.py`).
    """
    _lock(batch)
    if not queries.is_latest(batch):
        raise NotNow(_("The sheet has been uploaded again since. Choose where that upload was compared."))
    pks = list(chosen.filter(queries.IS_OPEN, batch=batch).values_list("pk", flat=True))
    mine = SheetDifference.objects.filter(pk__in=pks)
    n_rows = mine.order_by().values("number").distinct().count()
    if not n_rows:
        raise NotNow(_("Nothing was chosen that is not decided already."))
    named = {
        "sheet": batch.sheet.name if batch.sheet else batch.name,
        "when": date_format(localtime(now()), "M j, g:i A"),
    }
    told = {name: getattr(batch, name) for name in ("headers", "mapping", "ladder_id", "as_of", "date_order")}
    new: ImportBatch = ImportBatch.objects.create(
        **told, name=_("%(sheet)s, brought over %(when)s") % named, started_by=by, sheet=batch.sheet,
        modes=_REPLACES, purpose=Purpose.CARRY, again_of=batch, status=Status.TO_PLAN, n_rows=n_rows,
    )  # fmt: skip
    mine.update(choice=Choice.THERE, carried_in=new, chosen_by=by, chosen_at=Now())
    record("import.run", of=new, by=by, fields=["brought over"])
    return new


@action
def keep_ours(batch: ImportBatch, chosen: QuerySet[SheetDifference], *, by: Member) -> int:
    """Say that what is here stays, until the sheet says something else again. Returns how many values."""
    _lock(batch)
    mine = chosen.filter(queries.IS_OPEN, batch=batch, newer__in=[Newer.ASK, Newer.THERE])
    pks = list(mine.values_list("pk", flat=True))
    n = SheetDifference.objects.filter(pk__in=pks).update(
        choice=Choice.HERE, carried_in=None, chosen_by=by, chosen_at=Now()
    )
    if n:
        record("import.run", of=batch, by=by, fields=["ours kept"])
    return n


def _lock(batch: ImportBatch) -> None:
    """Let two people decide one after the other, and only while there is something to bring over."""
    ImportBatch.objects.select_for_update(no_key=True, of=("self",)).only("pk").get(pk=batch.pk)
    if not ImportRow.objects.filter(batch=batch).exclude(clean={}).exists():
        raise NotNow(_("What this upload said is no longer kept. Upload the sheet again."))


@action
def retire(sheet: Sheet, *, on: date, by: Member) -> None:
    """Say from which day on nobody keeps the sheet any more."""
    Sheet.objects.filter(pk=sheet.pk).update(retired_on=on, retired_by=by)
    record("import.run", of=sheet, by=by, fields=["retired"])


@action
def bring_back(sheet: Sheet, *, by: Member) -> None:
    """Say that the sheet is in use after all."""
    if Sheet.objects.filter(pk=sheet.pk).exclude(retired_on=None).update(retired_on=None, retired_by=None):
        record("import.run", of=sheet, by=by, fields=["in use again"])


def forget(old: QuerySet[ImportBatch]) -> None:
    """Drop what stood in the cells of sheets compared long ago; that they differed and what was decided stays."""
    said = SheetDifference.objects.filter(batch__in=old).exclude(there="", here="")
    said.update(there="", here="")


def picked(batch: ImportBatch, pks: Collection[UUID]) -> QuerySet[SheetDifference]:
    return SheetDifference.objects.filter(batch=batch, pk__in=pks)
