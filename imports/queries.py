"""Reads of imports that pages show: how many rows fared how, which cells have a problem, who rows are about."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import (
    FETCH_RAISE,
    Count,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextField,
)
from django.db.models.functions import Coalesce

from imports.fixes import is_left_out
from imports.models import ImportBatch, ImportChange, ImportKept, ImportRow
from members.models import ContactPoint, Member
from members.normal import fold

Fate = ImportRow.Fate
ORDER = (Fate.HELD_BACK, Fate.CREATED, Fate.UPDATED, Fate.UNCHANGED, Fate.REFUSED)


class Figures(NamedTuple):
    """How many rows of a list fared how, and how many cells have a problem."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    held_back: int = 0
    refused: int = 0
    open: int = 0  # rows without a fate: not brought in yet, or never
    problems: int = 0
    # Rows that say of the same person what an earlier row began.
    doubled: int = 0

    @property
    def rows(self) -> int:
        return sum(self[:6])

    @property
    def reached(self) -> int:
        """How many rows have a fate."""
        return self.rows - self.open

    @property
    def people(self) -> int:
        """How many people a list brings or changes."""
        return self.created + self.updated - self.doubled


def figures(batch: ImportBatch, column: str) -> Figures:
    """Count the rows of a list by `plan` or by `fate`, in one statement."""
    cells = Func(F("problems"), function="jsonb_array_length", output_field=IntegerField())
    counted = (
        ImportRow.objects.filter(batch=batch)
        .order_by()
        .values_list(column)
        .annotate(
            n=Count("pk"),
            cells=Sum(cells, default=0, filter=~is_left_out()),
            again=Count("pk", filter=~Q(reason="") & Q(plan=Fate.UPDATED)),
        )
    )
    found: dict[str, int] = {}
    for name, n, n_cells, again in counted:
        found[name or "open"] = n
        found["problems"] = found.get("problems", 0) + n_cells
        found["doubled"] = found.get("doubled", 0) + (again if name == Fate.UPDATED else 0)
    return Figures(**found)


def batches(words: str = "") -> QuerySet[ImportBatch]:
    """List every import with who brought it, latest first; with words, those whose name or person has them all."""
    shown = ImportBatch.objects.filter(*map(_says, words.split()))
    shown = shown.select_related("started_by").defer("samples", "notes", "mapping", "layout")
    shown = shown.annotate(has_changes=Exists(ImportChange.objects.filter(batch=OuterRef("pk"))))
    return shown.order_by("-created_at", "-pk").fetch_mode(FETCH_RAISE)


def _says(word: str) -> Q:
    return Q(name__icontains=word) | Q(whose__icontains=word) | Q(started_by__folded__contains=fold(word) or word)


def due(today: date) -> QuerySet[ImportBatch]:
    """List what came in and was to be kept until a day that has come, with how many of its people are still here."""
    people = ImportRow.objects.filter(batch=OuterRef("pk"), member__in=Member.objects.people()).order_by()
    n_people = people.values("batch").annotate(n=Count("member", distinct=True)).values("n")
    over = ImportBatch.objects.filter(status__in=ImportBatch.Status.ended(), keep_until__lte=today)
    counted = over.annotate(n_people=Coalesce(Subquery(n_people), 0)).filter(n_people__gt=0)
    return counted.order_by("keep_until", "pk").fetch_mode(FETCH_RAISE)


def figures_of(batches: Sequence[ImportBatch]) -> dict[UUID, Figures]:
    """Count the rows of several lists by fate, in one statement."""
    rows = ImportRow.objects.filter(batch__in=[batch.pk for batch in batches]).order_by()
    found: dict[UUID, dict[str, int]] = {batch.pk: {} for batch in batches}
    for batch, fate, n in rows.values_list("batch_id", "fate").annotate(n=Count("pk")):
        found[batch][fate or "open"] = n
    return {pk: Figures(**counts) for pk, counts in found.items()}


def rows(batch: ImportBatch, **conditions: Any) -> QuerySet[ImportRow]:
    """List rows of a list in its order, each with the member it became."""
    found = ImportRow.objects.filter(batch=batch, **conditions).select_related("member").order_by("number")
    return found.fetch_mode(FETCH_RAISE)


def held_back(batch: ImportBatch, column: str) -> QuerySet[ImportRow]:
    """List rows that wait for a person's word, each with whom it resembles and how to reach them."""
    return pairs(ImportRow.objects.filter(batch=batch, **{column: Fate.HELD_BACK}))


def changed_fields(batch: ImportBatch) -> list[tuple[str, int]]:
    """Count for each field how many rows would change it, in one statement."""
    each = Func(F("changes"), function="jsonb_array_elements_text", output_field=TextField(), set_returning=True)
    rows = ImportRow.objects.filter(batch=batch, plan=Fate.UPDATED).order_by().annotate(key=each)
    return list(rows.values_list("key").annotate(n=Count("pk")).order_by("-n", "key"))


def pairs(rows: QuerySet[ImportRow]) -> QuerySet[ImportRow]:
    """Load whom each row resembles."""
    contacts = Prefetch("candidate__contact_points", ContactPoint.objects.order_by("kind", "created_at", "pk"))
    found = rows.select_related("candidate__organizer", "member").prefetch_related(contacts)
    return found.order_by("number")


def with_problems(batch: ImportBatch) -> QuerySet[ImportRow]:
    """List rows with cells that cannot come in as they stand."""
    return rows(batch).filter(~is_left_out()).exclude(problems=[])


def left_behind(batch: ImportBatch) -> QuerySet[ImportRow]:
    """List rows that did not come in, or would not; of a list that was stopped also those it did not get to."""
    Status = ImportBatch.Status  # noqa: N806 - a class
    if batch.status == Status.DONE:
        stayed = Q(fate=Fate.REFUSED)
    elif batch.status in (Status.CANCELLED, Status.FAILED):
        stayed = Q(fate__in=["", Fate.REFUSED, Fate.HELD_BACK])
    else:
        stayed = Q(plan=Fate.REFUSED)
    return ImportRow.objects.filter(stayed, batch=batch).order_by("number")


def kept(batch: ImportBatch) -> QuerySet[ImportKept]:
    """List who and what stays when a list is taken back: people first, then words."""
    shown = batch.kept.select_related("member", "by", "elsewhere")
    return shown.order_by(F("member__sorted_as").asc(nulls_last=True), "word", "pk").fetch_mode(FETCH_RAISE)
