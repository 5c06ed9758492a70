"""Leaving the sheet: naming it, uploading it again, retiring it, and seeing how much of the work lives here."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from imports import views_steps
from imports.leaving import actions, queries, share
from imports.leaving.forms import NameForm, RetireForm, SheetUploadForm
from imports.models import Sheet
from imports.tasks import nudge
from imports.views import see
from members.requests import OrgRequest
from organizations.access import allow

A_PAGE = 20


@require_safe
@allow("import.run")
def sheet_list(request: OrgRequest) -> HttpResponse:
    """List the spreadsheets that people keep beside us, and ask for the name of another."""
    return _list_page(request, NameForm())


@require_POST
@allow("import.run")
def name_sheet(request: OrgRequest) -> HttpResponse:
    """Take the name of a living spreadsheet."""
    form = NameForm(request.POST)
    if not form.is_valid():
        return _list_page(request, form, status=422)
    sheet = actions.name_sheet(by=request.member, **form.cleaned_data)
    return _see(request, sheet)


def _list_page(request: OrgRequest, form: NameForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "sheets": queries.sheets()}
    return render(request, "imports/leaving/list.html", context, status=status)


@require_safe
@allow("import.run")
def sheet(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show one sheet: its uploads, and since it is retired how much of the work lives here."""
    return _page(request, _sheet_or_404(pk))


def _page(
    request: OrgRequest,
    sheet: Sheet,
    *,
    upload: SheetUploadForm | None = None,
    retire: RetireForm | None = None,
    status: int = 200,
) -> HttpResponse:
    page = Paginator(queries.uploads_of(sheet), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "sheet": sheet,
        "page": page,
        "upload": upload or SheetUploadForm(),
        "retire": retire or RetireForm(today=request.organization.today()),
        "most": views_steps.most(),
        **_share(request, sheet),
    }
    return render(request, "imports/leaving/sheet.html", context, status=status)


def _share(request: OrgRequest, sheet: Sheet) -> dict[str, Any]:
    if sheet.retired_on is None:
        return {}
    weeks = share.since_retired(request.organization, sheet.retired_on)
    return {"weeks": weeks, "together": share.together(weeks, sheet.retired_on)}


@require_POST
@allow("import.run")
def upload(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Keep the sheet as it is today and queue it to be compared; nothing is read here."""
    sheet, form = _sheet_or_404(pk), SheetUploadForm(request.POST, request.FILES)
    if form.is_valid():
        file, asks = form.cleaned_data["file"], form.cleaned_data["asks_columns"]
        try:
            batch = actions.upload(sheet, file.chunks(), name=file.name, asks_columns=asks, by=request.member)
        except ValidationError as refusal:
            form.add_error("file", refusal)
        else:
            nudge(batch)
            return see(request, batch)
    return _page(request, sheet, upload=form, status=422)


@require_POST
@allow("import.run")
def retire(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Say from which day on nobody keeps the sheet."""
    sheet, form = _sheet_or_404(pk), RetireForm(request.POST, today=request.organization.today())
    if not form.is_valid():
        return _page(request, sheet, retire=form, status=422)
    actions.retire(sheet, on=form.cleaned_data["retired_on"], by=request.member)
    undo = reverse("imports:sheet_in_use", args=[request.organization.slug, sheet.pk])
    messages.success(request, _("“%s” is retired.") % sheet.name, extra_tags=undo)
    return _see(request, sheet)


@require_POST
@allow("import.run")
def in_use(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Say that the sheet is in use after all."""
    sheet = _sheet_or_404(pk)
    actions.bring_back(sheet, by=request.member)
    messages.success(request, _("“%s” is in use.") % sheet.name)
    return _see(request, sheet)


def _sheet_or_404(pk: UUID) -> Sheet:
    return get_object_or_404(queries.sheet_of(pk))


def _see(request: OrgRequest, sheet: Sheet) -> HttpResponse:
    return HttpResponseRedirect(reverse("imports:sheet", args=[request.organization.slug, sheet.pk]), status=303)
