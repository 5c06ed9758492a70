"""Many people changed, told as a job: the way back to it, and its undo, for a month."""

from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.bulk.registry import doings
from members.jobs import Job, State
from members.models import UNDONE_FOR, ChangeSet, Member
from members.requests import OrgRequest

A_PAGE = 50
Status = ChangeSet.Status
STATES = {
    Status.QUEUED: State.WAITING,
    Status.RUNNING: State.WORKING,
    Status.DONE: State.DONE,
    Status.FAILED: State.FAILED,
    Status.STOPPED: State.STOPPED,
}


def latest(request: OrgRequest, of: Member | None) -> list[Job]:
    found = ChangeSet.objects.filter(kind=ChangeSet.Kind.BULK).select_related("by")
    return [as_job(request, made) for made in (found.filter(by=of) if of else found)[:A_PAGE]]


def find(request: OrgRequest, pk: UUID) -> Job | None:
    made = ChangeSet.objects.filter(kind=ChangeSet.Kind.BULK, pk=pk).select_related("by").first()
    return as_job(request, made) if made else None


def as_job(request: OrgRequest, made: ChangeSet) -> Job:
    """Tell where a set stands. Only who changed it stops it and takes it back."""
    slug, mine = request.organization.slug, made.by_id == request.member.pk
    total = made.says.get("changed", 0) if made.asked.get("undo") else made.n_people
    of = _("%(done)s of %(total)s people") % {"done": f"{made.n_done:,}", "total": f"{total:,}"}
    stops = mine and made.goes_on and not made.asked.get("undo")
    return Job(
        pk=made.pk,
        title=title(made),
        state=STATES[Status(made.status)],
        sentence=sentence(made),
        by=made.by,
        began_at=made.created_at,
        done=min(made.n_done, total) if made.goes_on else None,
        total=total,
        progress=of,
        url=reverse("members:bulk_done", args=[slug, made.pk]) if mine else "",
        link=_("Look at it"),
        stop_url=reverse("members:bulk_stop", args=[slug, made.pk]) if stops else "",
        stop_sentence=_("Who is changed by then stays changed. You can undo that afterwards."),
    )


def title(made: ChangeSet) -> str:
    """Name what was done to how many, without what was written."""
    doing = doings.get(made.says.get("doing", ""))
    label = str(doing.label) if doing else _("Changed")
    people = ngettext("%s person", "%s people", made.n_people) % f"{made.n_people:,}"
    return _("%(what)s: %(people)s") % {"what": label, "people": people}


def sentence(made: ChangeSet) -> str:
    """Say what goes on, or what came of it."""
    n, left = made.says.get("changed", 0), made.says.get("left", 0)
    if made.goes_on:
        return _("It is being undone.") if made.asked.get("undo") else _("It goes on in the background.")
    if made.undone_at:
        back = ngettext("Undone: %s person.", "Undone: %s people.", n - left) % f"{n - left:,}"
        stays = ngettext(
            "%s was changed by someone since, and left alone.",
            "%s were changed by someone since, and left alone.",
            left,
        )
        return f"{back} {stays % f'{left:,}'}" if left else back
    changed = ngettext("%s person is changed.", "%s people are changed.", n) % f"{n:,}"
    if made.status == Status.FAILED:
        trouble = made.says.get("trouble", "") or _("It did not work.")
        # An undo that failed has put some of them back.
        return f"{trouble} {changed}" if n and not made.asked.get("undo") else trouble
    if made.status == Status.STOPPED:
        return _("Stopped by a person. %s") % changed
    return f"{changed} {_others(made, n)}".strip()


def _others(made: ChangeSet, n: int) -> str:
    """Say how many did not need it, or could not have it."""
    others = made.n_done - n
    if others <= 0 or made.says.get("left") is not None:
        return ""
    return ngettext("%s stays as it is.", "%s stay as they are.", others) % f"{others:,}"


def may_undo(made: ChangeSet) -> bool:
    """Whether there is anything to take back, and what stood there is still known."""
    is_late = made.created_at < timezone.now() - UNDONE_FOR
    return not made.goes_on and made.undone_at is None and not is_late and bool(made.says.get("changed"))
