"""The page where a list is cleaned up: cells that need a person, what was put right, and all rows."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from audit import reads
from imports import views_steps
from imports.cleanup import counts, days
from imports.cleanup.forms import CellForm
from imports.cleanup.grid import Cell, Grid, Line
from imports.fixes import open_rows
from imports.meanings import vocabularies
from imports.models import ImportBatch, ImportFix, ImportRow
from members.requests import OrgRequest
from organizations.fragments import fragment

A_PAGE = 50
NEEDS, FIXED, ALL = "needs", "fixed", "all"


def show(
    request: OrgRequest,
    batch: ImportBatch,
    *,
    form: CellForm | None = None,
    days_form: days.DaysForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show one tab of the cells, and ask what the days of the list leave open."""
    numbers, alike = counts.count(batch), counts.alike(batch)
    shown = request.GET.get("show", "")
    shown = shown if shown in (NEEDS, FIXED, ALL) else NEEDS if numbers.needs or not numbers.fixed else FIXED
    paginator = Paginator(_rows(batch, shown), A_PAGE)
    # Counted already with everything else.
    paginator.count = {NEEDS: numbers.rows_open, FIXED: numbers.rows_fixed, ALL: numbers.rows}[shown]
    page = paginator.get_page(request.GET.get("page"))
    rows = list(page.object_list)
    fixes = ImportFix.objects.filter(batch=batch, number__in=[row.number for row in rows])
    grid = Grid(batch, request.organization.phone_region, vocabularies.of(batch), alike)
    lines = grid.lines(rows, fixes)
    reads.note(request, "import.run", n=len(rows))
    context = {
        **views_steps.frame_of(batch, at=views_steps.CLEAN_UP),
        "counts": numbers,
        "tabs": _tabs(numbers),
        "show": shown,
        "page": page,
        "grid": grid,
        "lines": lines,
        "next": _next(request, lines, form),
        "days": days_form or _days(request, batch, alike),
        "query": _query(shown, page.number),
    }
    return render(request, fragment(request, "imports/cells.html", "cells"), context, status=status)


def _rows(batch: ImportBatch, shown: str) -> QuerySet[ImportRow]:
    rows = ImportRow.objects.filter(batch=batch).order_by("number")
    if shown == NEEDS:
        return open_rows(batch)
    if shown == FIXED:
        fixed = ImportFix.objects.filter(batch=batch, number=OuterRef("number"))
        return rows.filter(~Q(notes=[]) | Exists(fixed))
    return rows


def _tabs(numbers: counts.Counts) -> list[dict[str, Any]]:
    return [
        {"key": NEEDS, "label": _("Needs you"), "n": numbers.needs},
        {"key": FIXED, "label": _("Fixed for you"), "n": numbers.fixed},
        {"key": ALL, "label": _("All rows"), "n": numbers.rows},
    ]


def _query(shown: str, number: int) -> str:
    return f"?show={shown}" + (f"&page={number}" if number > 1 else "")


def _days(request: OrgRequest, batch: ImportBatch, alike: list[counts.Alike]) -> days.DaysForm | None:
    """Ask about days where any stay out for want of an order or a year."""
    found = days.open_days(batch, alike)
    form = days.DaysForm(batch=batch, open_days=found, today=request.organization.today())
    return form if form.fields else None


def _next(request: OrgRequest, lines: list[Line], form: CellForm | None) -> Cell | None:
    """Find the cell that the person comes to next, and open it where it is not open by itself."""
    cells = {(line.number, cell.column.at): cell for line in lines for cell in line.cells if not line.is_skipped}
    if form is not None and (cell := cells.get(form.place)):
        cell.typed, cell.error = form.data.get("value", ""), " ".join(map(str, form.errors.get("value", [])))
        cell.is_next = True
        return cell
    if (cell := cells.get(_place(request.GET.get("edit", "")))) and not cell.is_open:
        cell.typed = cell.was
        cell.is_next = True
        return cell
    after = _place(request.GET.get("after", ""))
    waiting = [place for place, cell in cells.items() if cell.is_open]
    found = next((place for place in waiting if place > after), waiting[0] if waiting else None)
    if found is None:
        return None
    # On a page that was only opened, the reader begins at the top.
    cells[found].is_next = "after" in request.GET
    return cells[found]


def _place(text: str) -> tuple[int, int]:
    number, _dot, at = text.partition(".")
    return (int(number), int(at)) if number.isdecimal() and at.isdecimal() and len(text) < 20 else (0, 0)  # noqa: PLR2004


def address(request: OrgRequest, batch: ImportBatch, *, after: tuple[int, int] | None = None) -> str:
    """Return where the person goes on, on the tab and page they came from."""
    here = reverse("imports:cells", args=[request.organization.slug, batch.pk])
    number = request.GET.get("page", "")
    shown = request.GET.get("show", NEEDS)
    query = _query(shown if shown in (NEEDS, FIXED, ALL) else NEEDS, int(number) if number.isdecimal() else 1)
    return f"{here}{query}" + (f"&after={after[0]}.{after[1]}#next" if after else "")
