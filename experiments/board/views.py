"""The board, and its table as a file."""

import io
import tempfile
from pathlib import Path
from typing import Any

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from documents import csv, xlsx
from experiments.board import cards, grouping, table
from experiments.board.asked import Asked, By
from experiments.lanes import Lane
from experiments.telling import told
from members.requests import OrgRequest
from organizations.access import allow, may
from organizations.fragments import fragment

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@allow("experiment.view")
@vary_on_headers("HX-Request", "HX-Target")
def board(request: OrgRequest) -> HttpResponse:
    """Show every experiment that the address asks for, laid out as it says."""
    asked = Asked(request)
    context = {"asked": asked, "by": asked.by, "may_write": may(request, "experiment.write")}
    context |= _table(request, asked) if asked.by == By.TABLE else _cards(request, asked)
    name = fragment(request, "experiments/board/board.html", "board")
    return render(request, name, told(request, context), status=422 if asked.form.errors else 200)


def _cards(request: OrgRequest, asked: Asked) -> dict[str, Any]:
    today = request.organization.today()
    every = [cards.card(request, row, today) for row in asked.narrow(cards.experiments(today))]
    n_learned = sum(card.lane == Lane.LEARNED for card in every)
    going = [card for card in every if card.lane == Lane.RUNNING and card.bar]
    context: dict[str, Any] = {
        "n_open": len(every) - n_learned,
        "n_learned": n_learned,
        "next_to_end": going[0] if going else None,
    }
    if asked.by == By.QUESTION:
        areas, alone = grouping.by_question(asked.tree, every, narrowed=bool(asked.wanted))
        return context | {"areas": areas, "alone": alone}
    if asked.by == By.STATUS:
        return context | {"columns": grouping.columns(every, grouping.MOST_IN_COLUMN) if every else []}
    people = {one.pk: str(one) for one in asked.people}
    heaps = grouping.by_end(every) if asked.by == By.END else grouping.by_team(every, people)
    return context | {"heaps": heaps}


def _table(request: OrgRequest, asked: Asked) -> dict[str, Any]:
    today = request.organization.today()
    found = asked.narrow(table.with_texts(cards.experiments(today))).order_by(
        F("starts_on").desc(nulls_last=True), "title", "pk"
    )
    page = Paginator(found, table.A_PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    return {"page": page, "rows": [table.row(request, one, today) for one in page], "kept": kept.urlencode()}


@require_safe
@allow("experiment.view")
def export(request: OrgRequest, form: str) -> HttpResponse:
    """Hand the table over as a file, with the same names as on the page, narrowed down as that is."""
    today = request.organization.today()
    found = Asked(request).narrow(table.with_texts(cards.experiments(today)))
    rows = [table.cells(row) for row in told(request, [table.row(request, one, today) for one in found])]
    kind, content = (XLSX, _workbook(request, rows)) if form == "xlsx" else ("text/csv; charset=utf-8", _text(rows))
    named = f'attachment; filename="experiments.{form}"'
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": named})


def _text(rows: list[list[object]]) -> bytes:
    file = io.StringIO(newline="")
    csv.write(file, table.headings(), rows)
    # The mark lets Excel know that this is UTF-8.
    return ("\ufeff" + file.getvalue()).encode()


def _workbook(request: OrgRequest, rows: list[list[object]]) -> bytes:
    about = {"title": _("Experiments"), "author": request.organization.name}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "experiments.xlsx")
        xlsx.write(path, table.headings(), rows, sheet=_("Experiments"), about=about, meanwhile=Path(folder))
        return path.read_bytes()
