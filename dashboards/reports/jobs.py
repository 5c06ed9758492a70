"""A report that is being built, told as a job."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from dashboards.models import Report
from members.jobs import Job, State
from members.models import Member
from members.requests import OrgRequest

A_PAGE = 50
STATES = {
    Report.Status.QUEUED: State.WAITING,
    Report.Status.RUNNING: State.WORKING,
    Report.Status.DONE: State.DONE,
    Report.Status.FAILED: State.FAILED,
    Report.Status.STOPPED: State.STOPPED,
}


def latest(request: OrgRequest, of: Member | None) -> list[Job]:
    found = Report.objects.kept().select_related("asked_by").defer("snapshot", "words")
    return [as_job(request, report) for report in (found.filter(asked_by=of) if of else found)[:A_PAGE]]


def find(request: OrgRequest, pk: UUID) -> Job | None:
    report = Report.objects.kept().select_related("asked_by").filter(pk=pk).first()
    return as_job(request, report) if report else None


def as_job(request: OrgRequest, report: Report) -> Job:
    """Tell where a report stands. Its page is for its maker, and for those it is shared with."""
    slug, mine = request.organization.slug, report.asked_by_id == request.member.pk
    of = _("%(done)s of %(total)s parts") % {"done": report.n_done, "total": report.n_asked}
    return Job(
        pk=report.pk,
        title=_("A report: %s") % report.get_kind_display(),
        state=STATES[Report.Status(report.status)],
        sentence=sentence(report),
        by=report.asked_by,
        began_at=report.created_at,
        done=min(report.n_done, report.n_asked) if report.goes_on else None,
        total=report.n_asked,
        progress=of,
        alone=report.is_alone,
        url=reverse("reports:detail", args=[slug, report.pk]) if mine else "",
        link=_("Look at it"),
        stop_url=reverse("reports:stop", args=[slug, report.pk]) if mine and report.goes_on else "",
        stop_sentence=_("What was counted stays. The files that are missing are not made."),
    )


def sentence(report: Report) -> str:
    """Say what goes on, or what came of it."""
    match Report.Status(report.status):
        case Report.Status.QUEUED:
            return _("The report waits for its turn.")
        case Report.Status.RUNNING:
            return _("The files are being written.") if report.n_done else _("The people are being counted.")
        case Report.Status.FAILED:
            return _("There is no report. %s") % report.trouble
        case Report.Status.STOPPED:
            return _("Stopped by a person.")
    return _("The report is ready.")
