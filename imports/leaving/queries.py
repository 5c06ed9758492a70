"""What the pages of a sheet show: its uploads, what differs, who is only here."""

from collections import Counter
from typing import NamedTuple
from uuid import UUID

from django.db.models import (
    FETCH_RAISE,
    BooleanField,
    Case,
    Count,
    Exists,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from imports.models import ImportBatch, ImportRow, Sheet, SheetDifference, SheetLine
from members.models import ContactPoint, Member

Choice, Newer = SheetDifference.Choice, SheetDifference.Newer
Status, Purpose = ImportBatch.Status, ImportBatch.Purpose
STOPPED = (Status.UNDONE, Status.CANCELLED, Status.FAILED)
# The row of the list by which something was brought over.
_CARRIED = ImportRow.objects.filter(batch=OuterRef("carried_in"), number=OuterRef("number"))
# What nobody has decided, what was brought over and taken back, and what could not be brought over.
IS_OPEN = (
    Q(choice=Choice.NONE)
    | Q(choice=Choice.THERE, carried_in=None)
    | Q(carried_in__status__in=STOPPED)
    | Exists(_CARRIED.filter(fate=ImportRow.Fate.REFUSED))
)


class Figures(NamedTuple):
    """How many differences there are of each kind and value, all of them and those that nobody has decided."""

    every: Counter[tuple[str, str]]
    undecided: Counter[tuple[str, str]]

    def n(self, newer: str, what: str | None = None, *, undecided: bool = False) -> int:
        counts = self.undecided if undecided else self.every
        return sum(n for (kind, value), n in counts.items() if kind == newer and what in (None, value))

    def whats(self, newer: str) -> list[str]:
        """Name what differs of a kind, the most frequent first."""
        found = Counter({value: n for (kind, value), n in self.every.items() if kind == newer})
        return [value for value, _n in found.most_common()]


def figures(batch: ImportBatch) -> Figures:
    """Count what differs, in one statement."""
    is_open = Case(When(IS_OPEN, then=Value(True)), default=Value(False), output_field=BooleanField())
    rows = SheetDifference.objects.filter(batch=batch).order_by().annotate(is_open=is_open)
    every: Counter[tuple[str, str]] = Counter()
    undecided: Counter[tuple[str, str]] = Counter()
    for newer, what, still_open, n in rows.values_list("newer", "what", "is_open").annotate(n=Count("pk")):
        every[newer, what] += n
        undecided[newer, what] += n if still_open else 0
    return Figures(every, undecided)


def differences(batch: ImportBatch, newer: str, what: str | None = None) -> QuerySet[SheetDifference]:
    """List what differs in the order of the sheet, with who it is about, who changed it here and what became of it."""
    found = SheetDifference.objects.filter(batch=batch, newer=newer)
    found = found if what is None else found.filter(what=what)
    shown = found.select_related("member", "changed_by", "changed_in", "carried_in", "chosen_by")
    told = shown.annotate(fate=Subquery(_CARRIED.values("fate")))
    return told.order_by("number", "what").fetch_mode(FETCH_RAISE)


def only_here(batch: ImportBatch) -> QuerySet[Member]:
    """List contacts and members whom no row of the sheet names, those left out who came over from it."""
    there = SheetLine.objects.filter(batch=batch, member=OuterRef("pk"))
    came_over = ImportRow.objects.filter(batch__again_of=batch, batch__purpose=Purpose.CARRY, member=OuterRef("pk"))
    return Member.objects.counted().filter(~Exists(there), ~Exists(came_over)).by_name()


def with_reach(members: QuerySet[Member]) -> QuerySet[Member]:
    points = Prefetch("contact_points", ContactPoint.objects.order_by("kind", "created_at", "pk"))
    return members.prefetch_related(points).fetch_mode(FETCH_RAISE)


def is_latest(batch: ImportBatch) -> bool:
    """Whether the sheet was not uploaded again since: who is only here is known for the latest upload."""
    later = ImportBatch.objects.filter(sheet=batch.sheet_id, purpose=Purpose.COMPARE, status=Status.COMPARED)
    return not later.filter(finished_at__gt=batch.finished_at).exists()


def sheets() -> list[Sheet]:
    """List the sheets, those in use first, each with its uploads, the latest first; two statements."""
    uploads = ImportBatch.objects.exclude(status=Status.CANCELLED).select_related("started_by")
    ordered = Prefetch("uploads", uploads.order_by("-created_at", "-pk"))
    found = Sheet.objects.select_related("named_by", "retired_by").prefetch_related(ordered)
    return sorted(
        found.fetch_mode(FETCH_RAISE), key=lambda sheet: (sheet.retired_on is not None, sheet.name.casefold())
    )


def sheet_of(pk: UUID) -> QuerySet[Sheet]:
    return Sheet.objects.filter(pk=pk).select_related("named_by", "retired_by")


def uploads_of(sheet: Sheet) -> QuerySet[ImportBatch]:
    """List what was uploaded and brought over of a sheet, the latest first."""
    return sheet.uploads.select_related("started_by").order_by("-created_at", "-pk").fetch_mode(FETCH_RAISE)


def may_be_named() -> QuerySet[ImportBatch]:
    """List what came in and can be said to be a sheet's first upload."""
    done = ImportBatch.objects.filter(status=Status.DONE, sheet=None, purpose=Purpose.BRING_IN)
    return done.order_by("-finished_at", "-pk")
