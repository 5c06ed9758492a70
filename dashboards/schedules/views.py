"""Letting a report come again, and what comes again here."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dashboards.models import Report, ReportSchedule
from dashboards.schedules import actions
from dashboards.schedules.forms import ScheduleForm
from members.requests import OrgRequest
from organizations.access import allow
from organizations.people import Refused

RIGHT = actions.RIGHT


@require_safe
@allow(RIGHT)
def schedules(request: OrgRequest) -> HttpResponse:
    """List what comes again, when next, and who is told."""
    found = ReportSchedule.objects.standing().select_related("like", "made_by").prefetch_related("readers__member")
    context = {"schedules": found.order_by("due_at", "pk")}
    return render(request, "dashboards/schedules/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(RIGHT)
def schedule(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Let a report come again; invalid: 422 with the same form."""
    report = get_object_or_404(Report.objects.open_to(request.member, sees_people=True).select_related("view"), pk=pk)
    here, given = request.organization, request.POST if request.method == "POST" else None
    form = ScheduleForm(given, report=report, organization=here)
    if form.is_valid():
        try:
            made = actions.make(report, **form.cleaned_data, organization=here, by=request.member)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept. The first one comes on %s.") % _when(made))
            return _list(request)
    context = {"report": report, "form": form, "why_not": actions.why_not(report, request.member)}
    return render(request, "dashboards/schedules/schedule.html", context, status=422 if form.errors else 200)


@require_POST
@allow(RIGHT)
def pause(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Let nothing come until somebody goes on."""
    return _changed(request, pk, lambda found: actions.pause(found, by=request.member), _("It waits until you go on."))


@require_POST
@allow(RIGHT)
def go_on(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Let it come again, from the next period on."""
    here, by = request.organization, request.member
    says = _("It comes again from the next period on.")
    return _changed(request, pk, lambda found: actions.go_on(found, organization=here, by=by), says)


@require_POST
@allow(RIGHT)
def end(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Let it come never again; what it made stays."""
    says = _("It comes no more. The reports it made stay.")
    return _changed(request, pk, lambda found: actions.end(found, by=request.member), says)


def _changed(request: OrgRequest, pk: UUID, change: Callable[[ReportSchedule], bool], says: str) -> HttpResponse:
    if change(get_object_or_404(ReportSchedule.objects.standing(), pk=pk)):
        messages.success(request, says)
    return _list(request)


def _when(made: ReportSchedule) -> str:
    return date_format(timezone.localtime(made.due_at), "l, F j, g:i A")


def _list(request: OrgRequest) -> HttpResponse:
    return HttpResponseRedirect(reverse("reports:schedules", args=[request.organization.slug]), status=303)
