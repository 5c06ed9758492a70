"""Typing a sheet: laying it down, its page, a line put down or taken out, and who may be meant."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from audit import reads
from imports import lines
from imports.actions import NotNow
from imports.models import ImportBatch
from imports.paper import actions, finding
from imports.paper.forms import LineForm, SheetForm
from members.models import Member
from members.requests import OrgRequest
from organizations.access import allow
from organizations.fragments import fragment

PAGE = "imports/paper.html"


@require_http_methods(["GET", "HEAD", "POST"])
@allow("import.run")
def begin(request: OrgRequest) -> HttpResponse:
    """Ask what the sheet is of, and lay it down."""
    form = SheetForm(request.POST or None, today=request.organization.today())
    if request.method == "POST" and form.is_valid():
        return _see(request, actions.begin(by=request.member, **form.given()))
    return render(request, "imports/paper_new.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
@allow("import.run")
def sheet(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show the lines typed so far, each open to be changed, and an empty one."""
    return _page(request, _sheet_or_404(pk))


@require_POST
@allow("import.run")
@vary_on_headers("HX-Request", "HX-Target")
def put(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Put a line down at once."""
    batch = _sheet_or_404(pk)
    form = LineForm(request.POST, batch=batch)
    if not form.is_valid():
        return _answer(request, batch, form, status=422)
    if form.asks_who and (found := _meant(request, form)):
        return _page(request, batch, form=form, found=found, status=422)
    try:
        form.row = actions.put(batch, key=form.cleaned_data["key"], line=form.line, by=request.member)
    except NotNow as refusal:
        form.add_error(None, str(refusal))
        return _answer(request, batch, form, status=422)
    return _answer(request, batch, form)


@require_POST
@allow("import.run")
@vary_on_headers("HX-Request", "HX-Target")
def take_out(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Strike a line through. The page's script is told whether it is gone."""
    batch, is_script = _sheet_or_404(pk), fragment(request, PAGE, "line") != PAGE
    form = LineForm({"key": request.POST.get("key", "")}, batch=batch)
    form.full_clean()
    try:
        if key := form.cleaned_data.get("key"):
            actions.take_out(batch, key=key, by=request.member)
    except NotNow as refusal:
        if is_script:
            return HttpResponse(str(refusal), content_type="text/plain; charset=utf-8", status=422)
        messages.info(request, str(refusal))
    return HttpResponse(status=204) if is_script else _see(request, batch)


@require_POST
@allow("import.run")
def find(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Say who may be meant by what is typed so far; the words come by POST and stand in no address."""
    _sheet_or_404(pk)
    people = Member.objects.people().visible_to(request)
    found = finding.find(people, request.POST.get("q", ""), region=request.organization.phone_region)
    return render(request, "imports/paper_found.html", {"found": found})


def _sheet_or_404(pk: UUID) -> ImportBatch:
    return get_object_or_404(ImportBatch, pk=pk, kind=ImportBatch.Kind.SHEET)


def _meant(request: OrgRequest, form: LineForm) -> list[finding.Found]:
    """Find who of the people here has such a name."""
    people, name = Member.objects.people().visible_to(request), form.cleaned_data["c0"]
    return finding.find(people, name, region=request.organization.phone_region)


def _see(request: OrgRequest, batch: ImportBatch) -> HttpResponse:
    return HttpResponseRedirect(
        reverse("imports:paper", args=[request.organization.slug, batch.pk]) + "#next", status=303
    )


def _answer(request: OrgRequest, batch: ImportBatch, form: LineForm, *, status: int = 200) -> HttpResponse:
    """Answer the page's script with the line; a browser without one with the page."""
    if (part := fragment(request, PAGE, "line")) != PAGE:
        line = _shown(request, form)
        return render(request, part, {"batch": batch, "line": line}, status=status)
    return _see(request, batch) if status == 200 else _page(request, batch, form=form, status=status)  # noqa: PLR2004


def _page(
    request: OrgRequest,
    batch: ImportBatch,
    *,
    form: LineForm | None = None,
    found: list[finding.Found] | None = None,
    status: int = 200,
) -> HttpResponse:
    rows = list(batch.rows.select_related("member").order_by("number"))
    reads.note(request, "import.run", n=len(rows))
    typed = [form if form and form["key"].value() == str(row.pk) else LineForm.of(row, batch) for row in rows]
    blank = form if form and form not in typed else LineForm(initial={"key": uuid4()}, batch=batch)
    # The address ends with it, so that the browser puts the cursor there.
    blank.fields["c0"].widget.attrs["id"] = "next"
    context = {
        "batch": batch,
        "lines": [_shown(request, each) for each in typed],
        "blank": {**_shown(request, blank), "found": found},
        "undo_until": batch.undo_until,
    }
    return render(request, PAGE, context, status=status)


def _shown(request: OrgRequest, form: LineForm) -> dict[str, object]:
    """Give a line what its part of the page shows: the cells, and what became of it."""
    row = form.row
    told = lines.lines([row], region=request.organization.phone_region, column="fate")[0] if row else None
    return {"form": form, "told": told}
