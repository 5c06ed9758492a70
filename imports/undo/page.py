"""The page of a list that can be taken back or was: what goes, what comes back, what stays and why."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from audit import reads
from imports import queries, views_steps
from imports.models import ImportBatch
from imports.undo import actions, shown
from imports.undo.tally import Tally
from members.requests import OrgRequest

A_PAGE = 100


def show(request: OrgRequest, batch: ImportBatch) -> HttpResponse:
    """Show what taking back would do, or what it did."""
    kept = Paginator(queries.kept(batch), A_PAGE).get_page(request.GET.get("page"))
    reads.note(request, "import.undo", n=len(kept.object_list))
    figures = Tally(**batch.undo.get("figures", {}))
    context: dict[str, Any] = {
        **views_steps.frame_of(batch),
        "figures": figures,
        "page": kept,
        "lines": shown.lines(kept),
        "button": _button(figures),
        "may_come_again": actions.may_come_again(batch),
    }
    return render(request, "imports/undo.html", context)


def _button(figures: Tally) -> str:
    """Name what the one button does."""
    n = f"{figures.people:,}"
    if figures.people and figures.known:
        return _("Take back: %(n)s people go, %(known)s go back to what they were") % {
            "n": n,
            "known": f"{figures.known:,}",
        }
    if figures.people:
        return _("Take back: 1 person goes") if figures.people == 1 else _("Take back: %s people go") % n
    if figures.known:
        known = f"{figures.known:,}"
        return (
            _("Take back: 1 person goes back to what they were")
            if figures.known == 1
            else _("Take back: %s people go back to what they were") % known
        )
    return _("Take back")
