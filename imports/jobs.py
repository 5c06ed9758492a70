"""A list on its way in, told as a job."""

from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from imports import queries, views_steps
from imports.models import ImportBatch
from members.jobs import Job, State
from members.models import Member
from members.requests import OrgRequest
from organizations.access import may

Status = ImportBatch.Status
A_PAGE = 50
_ENDED = {
    Status.DONE: State.DONE,
    Status.FAILED: State.FAILED,
    Status.CANCELLED: State.STOPPED,
    Status.UNDONE: State.DONE,
    Status.COMPARED: State.DONE,
}


def latest(request: OrgRequest, of: Member | None) -> list[Job]:
    # A sheet that is typed is nobody's to wait for: each line is in at once.
    found: QuerySet[ImportBatch] = queries.batches().exclude(kind=ImportBatch.Kind.SHEET, status=Status.DONE)
    return [as_job(request, batch) for batch in (found.filter(started_by=of) if of else found)[:A_PAGE]]


def find(request: OrgRequest, pk: UUID) -> Job | None:
    batch = queries.batches().filter(pk=pk).first()
    return as_job(request, batch) if batch else None


def as_job(request: OrgRequest, batch: ImportBatch) -> Job:
    """Tell where a list stands. Its file's name may hold somebody's, so it stands on the list's own page only."""
    slug, now, state = request.organization.slug, views_steps.progress(batch), _state(batch)
    opens = may(request, "import.run")
    stops = opens and state not in _ENDED.values() and not batch.is_going_back
    return Job(
        pk=batch.pk,
        title=_title(batch),
        state=state,
        sentence=_sentence(batch, state, now["doing"]),
        by=batch.started_by,
        began_at=batch.created_at,
        done=now["done"] if state.goes_on else None,
        total=now["total"],
        progress=now["text"],
        alone=now["alone"],
        url=reverse("imports:detail", args=[slug, batch.pk]) if opens else "",
        link=_("Go on with the list") if state is State.ASKING else _("Show the list"),
        stop_url=reverse("imports:cancel", args=[slug, batch.pk]) if stops else "",
        stop_sentence=views_steps.stop_sentence(batch) if stops else "",
    )


def _title(batch: ImportBatch) -> str:
    if batch.is_going_back or batch.status == Status.UNDONE:
        return (
            ngettext("Taking back a list of %s row", "Taking back a list of %s rows", batch.n_rows)
            % f"{batch.n_rows:,}"
        )
    if batch.purpose == ImportBatch.Purpose.COMPARE:
        return _("Comparing a sheet with what is here")
    if batch.n_rows:
        return (
            ngettext("Bringing in a list of %s row", "Bringing in a list of %s rows", batch.n_rows)
            % f"{batch.n_rows:,}"
        )
    return _("Bringing in a list")


def _state(batch: ImportBatch) -> State:
    status = Status(batch.status)
    if status in _ENDED:
        return _ENDED[status]
    if not views_steps.is_worked_on(batch):
        return State.ASKING
    silent = views_steps.progress(batch)["alone"]
    return State.WAITING if silent or status in Status.waiting() else State.WORKING


def _sentence(batch: ImportBatch, state: State, doing: str) -> str:
    match state:
        case State.DONE:
            return _done(batch)
        case State.FAILED:
            return _("%(why)s Mend the list, and upload it again.") % {"why": batch.trouble}
        case State.STOPPED:
            return _("Stopped by a person. What was in by then stays in; the rest can be downloaded.")
        case State.ASKING:
            return _("It waits for a person: nothing goes on until somebody looks at it.")
    return doing


def _done(batch: ImportBatch) -> str:
    if batch.status == Status.UNDONE:
        return _("The list is taken back. Who stayed, and why, stands on its page.")
    if batch.status == Status.COMPARED:
        return _("What differs stands on its page. Nothing comes over until somebody says so.")
    return _("The list is in. What became of each row stands on its page.")
