"""A sheet beside what is here: what differs, what comes over, what stays, and who is only here."""

import io
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from audit import reads
from documents import csv
from imports.actions import NotNow
from imports.leaving import actions, lines, outward, queries, values
from imports.leaving.forms import SettleForm
from imports.models import ImportBatch, SheetDifference
from imports.tasks import nudge
from imports.views import batch_or_404, see
from members.models import Member
from members.requests import OrgRequest
from organizations.access import allow, may

A_PAGE = 50
ONLY_HERE = "only-here"
Newer, Status = SheetDifference.Newer, ImportBatch.Status


@require_safe
@allow("import.run")
def compared(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show what differs, one kind at a time."""
    batch = batch_or_404(pk)
    return _page(request, batch) if batch.status == Status.COMPARED else see(request, batch)


@require_POST
@allow("import.run")
def settle(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Bring over what the sheet says, or let ours stay: what was ticked, or all of a kind."""
    batch = batch_or_404(pk)
    if batch.status != Status.COMPARED:
        return see(request, batch)
    shown = queries.differences(batch, _kind(request, Newer.THERE), _what(request, batch)).exclude(newer=Newer.HERE)
    form = SettleForm(request.POST, shown=shown)
    if not form.is_valid():
        return _page(request, batch, form=form, status=422)
    try:
        if form.takes_the_sheets:
            new = actions.bring_over(batch, form.chosen(), by=request.member)
            nudge(new)
            return see(request, new)
        n = actions.keep_ours(batch, form.chosen(), by=request.member)
        messages.success(request, ngettext("Ours stays: %s value.", "Ours stays: %s values.", n) % f"{n:,}")
    except NotNow as elsewhere:
        messages.info(request, str(elsewhere))
    return _see_again(request, batch)


@require_safe
@allow("member.export")
def only_here(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Hand over who is only here in the columns of the sheet, as a file that no spreadsheet runs."""
    batch = batch_or_404(pk)
    if batch.status != Status.COMPARED or not queries.is_latest(batch):
        return see(request, batch)
    file, region = io.StringIO(newline=""), request.organization.phone_region
    n = csv.write(file, batch.headers, outward.rows(batch, queries.only_here(batch), region=region))
    reads.note(request, "member.export", of=batch.pk, n=max(n, 1))
    name = f"{slugify(str(batch.sheet)) or 'sheet'}-only-here.csv"
    # The mark lets Excel know that this is UTF-8.
    return HttpResponse(
        "\ufeff" + file.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _kind(request: OrgRequest, first: str) -> str:
    asked = request.GET.get("show", "")
    return asked if asked in (*Newer.values, ONLY_HERE) else first


def _what(request: OrgRequest, batch: ImportBatch) -> str | None:
    """Return the one value that the page keeps to, by its number among those compared; names of fields stand in no address."""
    number, whats = request.GET.get("value", ""), sorted(batch.compared.get("differing", {}))
    return whats[int(number) - 1] if number.isdecimal() and 0 < int(number) <= len(whats) else None


def _page(
    request: OrgRequest, batch: ImportBatch, *, form: SettleForm | None = None, status: int = 200
) -> HttpResponse:
    figures, latest = queries.figures(batch), queries.is_latest(batch)
    people = queries.only_here(batch) if latest else Member.objects.none()
    n_only_here = people.count() if latest else None
    tabs = lines.tabs(figures, n_only_here)
    show = _kind(request, next((tab["key"] for tab in tabs if tab["n"]), Newer.THERE.value))
    context: dict[str, Any] = {
        "batch": batch,
        "sheet": batch.sheet,
        "headline": lines.headline(batch, figures),
        "figures": _figures(batch, figures, n_only_here),
        "newer_open": figures.n(Newer.THERE, undecided=True) if latest else 0,
        "people_open": figures.n(Newer.PERSON, undecided=True) if latest else 0,
        "tabs": tabs,
        "show": show,
        "form": form,
        "is_latest": latest,
        "may_export": may(request, "member.export"),
    }
    if show == ONLY_HERE:
        context["page"] = _counted(queries.with_reach(people), n_only_here or 0, request)
    else:
        context |= _differences(request, batch, figures, show)
    reads.note(request, "import.run", n=len(context["page"].object_list))
    return render(request, "imports/leaving/compared.html", context, status=status)


def _differences(request: OrgRequest, batch: ImportBatch, figures: queries.Figures, show: str) -> dict[str, Any]:
    labels, what = values.labels(), _what(request, batch)
    page = _counted(queries.differences(batch, show, what), figures.n(show, what), request)
    numbers = {each: at for at, each in enumerate(sorted(batch.compared.get("differing", {})), start=1)}
    filters = [
        {"label": values.label(each, labels), "n": figures.n(show, each), "number": numbers[each], "on": each == what}
        for each in figures.whats(show)
        if each in numbers
    ]
    return {
        "page": page,
        "lines": lines.lines(page, labels),
        "filters": filters,
        "filtered": next((each for each in filters if each["on"]), None),
        "n_open": figures.n(show, what, undecided=True),
        "columns": lines.columns(batch, labels),
        "settles": _query(request, show),
    }


def _figures(batch: ImportBatch, figures: queries.Figures, n_only_here: int | None) -> dict[str, Any]:
    told = batch.compared
    counts = {name: sum(told.get(name, {}).values()) for name in ("alike", "blank", "differing")}
    people = {name: told.get(name, 0) for name in ("both", "refused", "again")}
    return {
        **counts,
        **people,
        "only_there": figures.n(Newer.PERSON) - people["again"],
        "only_here": n_only_here,
        **{newer.value: figures.n(newer) for newer in (Newer.THERE, Newer.HERE, Newer.ASK)},
    }


def _counted(found: Any, n: int, request: OrgRequest) -> Any:
    """Return a page of what has been counted already."""
    paginator = Paginator(found, A_PAGE)
    paginator.count = n
    return paginator.get_page(request.GET.get("page"))


def _query(request: OrgRequest, show: str) -> str:
    """Say what the page shows, whether it was asked for or came first by itself."""
    kept = {name: value for name in ("value", "page") if (value := request.GET.get(name))}
    return f"?{urlencode({'show': show, **kept})}"


def _see_again(request: OrgRequest, batch: ImportBatch) -> HttpResponse:
    address = reverse("imports:compared", args=[request.organization.slug, batch.pk])
    return HttpResponseRedirect(f"{address}{_query(request, _kind(request, Newer.THERE))}", status=303)
