"""Pages of reports: what can be made and was made, asking for one, reading it, its words, its files."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from audit import reads
from dashboards.models import Report
from dashboards.reports import actions, for_members, offered, paragraph, writing
from dashboards.reports.forms import ReportForm, WordsForm
from dashboards.reports.jobs import as_job
from dashboards.reports.told import told
from members.exporting import files
from members.requests import OrgRequest
from members.views.jobs import STOP_POLLING
from organizations.access import allow, may
from organizations.fragments import fragment
from organizations.permissions import PERMISSIONS, Scope

_A_PAGE = 30


@require_safe
@allow("report.view")
def report_list(request: OrgRequest) -> HttpResponse:
    """Show what can be made, and what was made by this person or shared with them."""
    found = _open_to(request).select_related("asked_by").defer("words")
    page = Paginator(found, _A_PAGE).get_page(request.GET.get("page"))
    kinds = offered.KINDS if may(request, "report.build") else ()
    context = {"page": page, "kinds": kinds, "may_schedule": may(request, "report.schedule")}
    context["may_show_outside"] = may(request, "share_link.make")
    return render(request, "dashboards/reports/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("report.build")
def new(request: OrgRequest) -> HttpResponse:
    """Ask for a report of one kind; it is built in the background."""
    asked = request.GET.get("kind", "")
    kind = Report.Kind(asked) if asked in Report.Kind else Report.Kind.MEMBERS
    form = ReportForm(request.POST or None, request=request, kind=kind)
    if form.is_valid():
        report = actions.ask(by=request.member, **form.asked())
        return redirect("reports:detail", request.organization.slug, report.pk)
    context = {"form": form, "kind": kind, "kinds": offered.KINDS, "about": offered.KINDS[kind]}
    context["own"] = request.scope is Scope.OWN
    return render(request, "dashboards/reports/new.html", context, status=422 if form.is_bound else 200)


@require_safe
@allow("report.view")
@vary_on_headers("HX-Request", "HX-Target")
def detail(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show a report as it reads on paper, and how far its files are; the page asks again until they are there."""
    report = _open_or_404(request, pk)
    template = fragment(request, "dashboards/reports/detail.html", "report")
    if report.is_counted and not template.endswith("#report"):
        reads.note(request, "report.view", of=report.pk)
    says = told(report, request.organization) if report.is_counted else None
    context = _context(request, report, says)
    ended = template.endswith("#report") and not report.goes_on
    return render(request, template, context, status=STOP_POLLING if ended else 200)


def _context(request: OrgRequest, report: Report, says: dict[str, Any] | None) -> dict[str, Any]:
    slug, mine = request.organization.slug, _is_mine(request, report)
    forms = [form for form in writing.FORMS if form in report.files and files.path(report.files[form]).is_file()]
    addresses = {form: reverse("reports:file", args=[slug, report.pk, form]) for form in forms}
    return {
        "report": report,
        "told": says,
        "job": as_job(request, report),
        "paragraph": paragraph.text(says) if says else "",
        "files": [(offered.FORMS[form], address) for form, address in addresses.items()] if not report.goes_on else (),
        "mine": mine,
        "may_schedule": may(request, "report.schedule"),
        "may_show_outside": report.is_handed_on and may(request, "share_link.make"),
        "has_words": mine and report.kind == Report.Kind.MEMBERS and report.is_counted,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@allow("report.build")
def words(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Say a report's sentences in other words, or in another language; the figures in them stay right."""
    report = _own_or_404(request, pk)
    if not report.is_counted or report.kind != Report.Kind.MEMBERS:
        raise Http404
    form = WordsForm(request.POST or None, report=report)
    if form.is_valid():
        actions.put_into_words(report, form.words(), keep=form.cleaned_data["keep"], by=request.member)
        messages.success(request, _("It reads in your words now. The files are being written again."))
        return redirect("reports:detail", request.organization.slug, pk)
    context = {"form": form, "report": report, "figures": for_members.figures_of(report).items()}
    return render(request, "dashboards/reports/words.html", context, status=422 if form.is_bound else 200)


@require_safe
@allow("report.view")
def file(request: OrgRequest, pk: UUID, form: str) -> HttpResponse:
    """Hand a file over, unless words in it may be used no more."""
    report = _open_or_404(request, pk)
    place = files.path(report.files.get(form, ""))
    if (
        not actions.in_it(report) <= actions.standing(report, request.organization)
        or form not in report.files
        or report.goes_on
        or not place.is_file()
    ):
        messages.info(request, _("This file is not there now. Write it again below, and it comes in a moment."))
        return redirect("reports:detail", request.organization.slug, pk)
    reads.note(request, "report.view", of=report.pk)
    kind, ending = writing.FORMS[form]
    name = f"{report.kind}-{report.last.isoformat()}{f'-{form}' if ending == 'png' else ''}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    # In one piece: a streamed answer would be read after the organization has been left.
    return HttpResponse(place.read_bytes(), content_type=kind, headers=headers)


@require_POST
@allow("report.build")
def again(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Write the files again, from the same figures and without words that may be used no more."""
    report = _own_or_404(request, pk)
    if not report.goes_on:
        actions.write_files(report, by=request.member)
    return redirect("reports:detail", request.organization.slug, pk)


@require_POST
@allow("report.build")
def share(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Let everybody here read it, or its maker alone."""
    report = _own_or_404(request, pk)
    actions.share(report, shared=report.shared_at is None, by=request.member)
    return redirect("reports:detail", request.organization.slug, pk)


@require_POST
@allow("report.build")
def stop(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Go no further with it."""
    if not actions.stop(_own_or_404(request, pk), by=request.member):
        messages.info(request, _("There was nothing to stop any more."))
    return redirect("reports:detail", request.organization.slug, pk)


@require_POST
@allow("report.build")
def delete(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Take a report and its files away; it can be brought back for a while."""
    actions.delete(_own_or_404(request, pk), by=request.member)
    undo = reverse("reports:bring_back", args=[request.organization.slug, pk])
    messages.success(request, _("The report is deleted."), extra_tags=undo)
    return redirect("reports:list", request.organization.slug)


@require_POST
@allow("report.build")
def bring_back(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Undo a deletion."""
    report = get_object_or_404(Report.objects.exclude(deleted_at=None), pk=pk)
    if not _is_mine(request, report):
        raise Http404
    actions.bring_back(report, by=request.member)
    return redirect("reports:detail", request.organization.slug, pk)


def _open_to(request: OrgRequest) -> Any:
    sees_people = PERMISSIONS["member.view"].scope(request.roles) is not Scope.NO
    return Report.objects.open_to(request.member, sees_people=sees_people)


def _open_or_404(request: OrgRequest, pk: UUID) -> Report:
    report: Report = get_object_or_404(_open_to(request).select_related("asked_by"), pk=pk)
    return report


def _own_or_404(request: OrgRequest, pk: UUID) -> Report:
    report = _open_or_404(request, pk)
    if not _is_mine(request, report):
        raise Http404
    return report


def _is_mine(request: OrgRequest, report: Report) -> bool:
    """Whether somebody may change a report: who made it, while they may make reports."""
    return report.asked_by_id == request.member.pk and may(request, "report.build")
