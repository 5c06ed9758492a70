"""A list on its way out, told as a job."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.exporting.words import done_sentence
from members.jobs import Job, State
from members.models import Export, Member
from members.requests import OrgRequest

A_PAGE = 50
STATES = {
    Export.Status.QUEUED: State.WAITING,
    Export.Status.RUNNING: State.WORKING,
    Export.Status.DONE: State.DONE,
    Export.Status.FAILED: State.FAILED,
    Export.Status.STOPPED: State.STOPPED,
}


def latest(request: OrgRequest, of: Member | None) -> list[Job]:
    found = Export.objects.select_related("asked_by")
    return [as_job(request, export) for export in (found.filter(asked_by=of) if of else found)[:A_PAGE]]


def find(request: OrgRequest, pk: UUID) -> Job | None:
    export = Export.objects.select_related("asked_by").filter(pk=pk).first()
    return as_job(request, export) if export else None


def as_job(request: OrgRequest, export: Export) -> Job:
    """Tell where a file stands. Only who asked for it gets to the file, and stops it."""
    slug, mine = request.organization.slug, export.asked_by_id == request.member.pk
    state = STATES[Export.Status(export.status)]
    title = ngettext("A file of %s person", "A file of %s people", export.n_asked) % f"{export.n_asked:,}"
    of = _("%(done)s of %(total)s people") % {"done": f"{export.n_done:,}", "total": f"{export.n_asked:,}"}
    return Job(
        pk=export.pk,
        title=title,
        state=state,
        sentence=sentence(export),
        by=export.asked_by,
        began_at=export.created_at,
        done=min(export.n_done, export.n_asked) if state.goes_on else None,
        total=export.n_asked,
        progress=of,
        alone=export.is_alone,
        url=reverse("members:export", args=[slug, export.pk]) if mine else "",
        link=_("Get the file") if export.is_there else _("Look at it"),
        stop_url=reverse("members:export_stop", args=[slug, export.pk]) if mine and export.goes_on else "",
        stop_sentence=_("No file is made then. You can ask for it again."),
    )


def sentence(export: Export) -> str:
    """Say what goes on, or what came of it."""
    match Export.Status(export.status):
        case Export.Status.QUEUED:
            return _("The file waits for its turn.")
        case Export.Status.RUNNING:
            return _("The file is being written.")
        case Export.Status.FAILED:
            return _("There is no file. %s") % export.trouble
        case Export.Status.STOPPED:
            return _("Stopped by a person. There is no file.")
    return done_sentence(export)
