"""How an upload of a living sheet goes on: compared instead of brought in; and how what was chosen of it comes over."""

from collections.abc import Callable, Iterator
from itertools import groupby
from uuid import UUID

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports import checking
from imports.claims import chunked, renew
from imports.leaving import since
from imports.leaving.before import uploads
from imports.leaving.comparing import compare
from imports.leaving.values import new_fields, part
from imports.models import ImportBatch, ImportRow, Sheet, SheetDifference, SheetLine
from imports.person import Person
from members.models import ContactPoint

Status, Purpose = ImportBatch.Status, ImportBatch.Purpose
CHUNK = 1000
Fate = ImportRow.Fate
# What a row differs in, by its number: the person it is about and the names of values, or a whole new person.
type Chosen = tuple[int, UUID | None, list[str]]


def planned_by(batch: ImportBatch) -> Callable[[ImportBatch], None]:
    """Return how the rows of a list are looked at: as for bringing it in, beside what is here, or as chosen."""
    kinds = {Purpose.COMPARE: compare, Purpose.CARRY: gather}
    return kinds.get(Purpose(batch.purpose), checking.check)


def goes_on_to(batch: ImportBatch, then: ImportBatch.Status) -> ImportBatch.Status:
    """Return where a worked list goes; a sheet whose columns we know asks nobody, and what was chosen comes in."""
    if batch.purpose == Purpose.COMPARE:
        known = then is Status.TO_MATCH and _knows_columns(batch)
        return Status.TO_PLAN if known else Status.COMPARED if then is Status.TO_CONFIRM else then
    return Status.TO_APPLY if batch.purpose == Purpose.CARRY and then is Status.TO_CONFIRM else then


def next_step(batch: ImportBatch) -> ImportBatch.Status | None:
    """Return the step that waits for a worker already when one has ended: this worker takes it too."""
    status = Status(ImportBatch.objects.values_list("status", flat=True).get(pk=batch.pk))
    return status if status in (Status.TO_PLAN, Status.TO_APPLY) else None


def close(batch: ImportBatch) -> None:
    """Keep what the sheet said of this upload only, now that it is compared: before, a killed worker may begin again."""
    SheetLine.objects.filter(batch__sheet=batch.sheet_id).exclude(batch=batch).delete()


def _earlier(batch: ImportBatch) -> ImportBatch | None:
    if batch.purpose != Purpose.COMPARE or batch.sheet is None:
        return None
    return next((upload for upload in uploads(batch.sheet) if upload.pk != batch.pk), None)


def _knows_columns(batch: ImportBatch) -> bool:
    earlier = _earlier(batch)
    chosen = batch.layout.get("chosen") or batch.compared.get("asks_columns")
    return not chosen and earlier is not None and earlier.headers == batch.headers


def match_as_before(batch: ImportBatch) -> None:
    """Take each heading for what it was the last time that the sheet was uploaded."""
    if (earlier := _earlier(batch)) is None:
        return
    known = dict(zip(earlier.headers, earlier.mapping, strict=True))
    batch.mapping = [known.get(header, key) for header, key in zip(batch.headers, batch.mapping, strict=True)]
    batch.date_order, batch.date_years, batch.ladder = earlier.date_order, earlier.date_years, earlier.ladder
    batch.save(update_fields=["mapping", "date_order", "date_years", "ladder"])


def note_of(batch: ImportBatch) -> str:
    """Say of a list that it is a sheet which nobody should keep any more, or one that can be compared."""
    if batch.sheet:
        return _retired(batch.sheet)
    for sheet in Sheet.objects.order_by("pk"):
        if any(upload.headers == batch.headers for upload in uploads(sheet)[:1]):
            return _retired(sheet) or _LIVING % sheet.name
    return ""


_LIVING = gettext_lazy(
    "These are the headings of “%s”. Under “Leaving the sheet” you can compare it with what is here, and bring over "
    "only what is newer."
)


def _retired(sheet: Sheet) -> str:
    if sheet.retired_on is None:
        return ""
    return _(
        "“%(name)s” was retired on %(on)s, so nobody should be working in it any more. You can go on; ask who still "
        "uses it, and whether something is missing here."
    ) % {"name": sheet.name, "on": date_format(sheet.retired_on, "M j, Y")}


def gather(batch: ImportBatch) -> None:
    """Make the rows of what was chosen to be brought over; starts afresh when repeated."""
    of = batch.again_of
    if of is None:
        raise ValueError("nothing that was compared")
    ImportRow.objects.filter(batch=batch).delete()
    ImportBatch.objects.filter(pk=batch.pk).update(n_looked_at=0)
    fields = new_fields(of)
    for chunk in chunked(_chosen(batch), CHUNK):
        with transaction.atomic():
            renew(batch, looked_at=len(chunk))
            asked = since.ask_anew(batch, of, [number for number, _member, _whats in chunk])
            still = [
                (number, member, kept)
                for number, member, whats in chunk
                if (kept := [what for what in whats if (number, what) not in asked])
            ]
            ImportRow.objects.bulk_create(_rows(batch, of, still, fields))
    ImportBatch.objects.filter(pk=batch.pk).update(n_rows=ImportRow.objects.filter(batch=batch).count())


def _chosen(batch: ImportBatch) -> Iterator[Chosen]:
    differences = SheetDifference.objects.filter(carried_in=batch).order_by("number", "what")
    for (number, member), each in groupby(
        differences.values_list("number", "member_id", "what").iterator(chunk_size=CHUNK), lambda row: row[:2]
    ):
        yield number, member, [what for _number, _member, what in each]


def _rows(batch: ImportBatch, of: ImportBatch, chunk: list[Chosen], fields: dict[str, str]) -> Iterator[ImportRow]:
    said = ImportRow.objects.filter(batch=of, number__in=[number for number, _member, _whats in chunk])
    rows = {row.number: row for row in said}
    points = ContactPoint.objects.filter(member__in=[member for _number, member, _whats in chunk if member])
    reached_by: dict[UUID, set[str]] = {}
    for member, normal in points.order_by().values_list("member_id", "normal"):
        reached_by.setdefault(member, set()).add(normal)
    for number, who, whats in chunk:
        row = rows[number]
        if who is None:
            told = {"clean": row.clean, "plan": row.plan, "reason": row.reason, "candidate_id": row.candidate_id}
        else:
            person = part(Person.from_stored(row.clean), whats, fields, reached_by.get(who, set()))
            same = ImportRow.Decision.SAME
            told = {"clean": person.stored(), "plan": Fate.UPDATED, "decision": same, "candidate_id": who}
        yield ImportRow(batch=batch, number=number, cells=row.cells, **told)
