"""The page of a list at each of its steps."""

from collections.abc import Callable, Collection
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit import reads
from imports import aside, effect, lines, match_context, queries, sweeping
from imports.context import here as organization
from imports.forms import LayoutForm
from imports.forms_match import MatchForm
from imports.models import ImportBatch, ImportRow
from imports.modes import ModesForm
from imports.undo import actions as undo_actions
from members.requests import OrgRequest

type Act = Callable[[], object]

Status = ImportBatch.Status
Fate = ImportRow.Fate
STEPS = (
    gettext_lazy("Upload"), gettext_lazy("Match columns"), gettext_lazy("Clean up"), gettext_lazy("Duplicates"),
    gettext_lazy("Bring in"),
)  # fmt: skip
UPLOAD, MATCH, CLEAN_UP, DUPLICATES, BRING_IN = range(len(STEPS))
AT = {
    Status.TO_READ: UPLOAD, Status.READING: UPLOAD, Status.TO_MATCH: MATCH, Status.TO_PLAN: CLEAN_UP,
    Status.PLANNING: CLEAN_UP, Status.TO_CONFIRM: BRING_IN, Status.TO_APPLY: BRING_IN, Status.APPLYING: BRING_IN,
    Status.DONE: BRING_IN,
}  # fmt: skip
A_PAGE = 100


def show(request: OrgRequest, batch: ImportBatch) -> HttpResponse:
    """Choose the page by the status.

    A page that waits moves on when the work is done. One that shows the rows (`?decided`) stays: its reader is deciding.
    """
    status = Status(batch.status)
    polled = is_polled(request)
    if polled and not is_worked_on(batch) and "decided" not in request.GET:
        url = reverse("imports:detail", args=[request.organization.slug, batch.pk])
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    if status is Status.TO_MATCH:
        return match_page(request, batch)
    if status is Status.TO_CONFIRM:
        return check_page(request, batch)
    if polled or (is_worked_on(batch) and (batch.is_going_back or not batch.finished_at)):
        template = "imports/progress.html#progress" if polled else "imports/progress.html"
        return render(request, template, {**frame_of(batch), **progress(batch)})
    return result_page(request, batch)


def is_polled(request: OrgRequest) -> bool:
    """Whether a page that waits asks how far it is."""
    return request.htmx.target == "progress" and not request.htmx.history_restore_request


def is_worked_on(batch: ImportBatch) -> bool:
    """Whether a worker has the list or is about to."""
    return batch.status in {*Status.waiting(), *(status.running() for status in Status.waiting())}


def frame_of(batch: ImportBatch, at: int | None = None, *, waiting: Collection[int] = ()) -> dict[str, Any]:
    """Give what every step shows: the list, and how far along it is. `waiting`: steps passed by that still ask."""
    here = AT.get(Status(batch.status), -1) if at is None else at
    done = set(range(here)) - set(waiting)
    states = ["done" if n in done else "current" if n == here else "" for n in range(len(STEPS))]
    urls = _doors(batch) if batch.status == Status.TO_CONFIRM else {}
    steps = [
        {"label": label, "state": state, "url": urls.get(n, "") if n != here else ""}
        for n, (label, state) in enumerate(zip(STEPS, states, strict=True))
    ]
    return {
        "batch": batch,
        "steps": steps if here >= 0 and batch.kind != ImportBatch.Kind.SHEET else [],
        "stop_sentence": stop_sentence(batch),
    }


def _doors(batch: ImportBatch) -> dict[int, str]:
    """Lead from each step of a checked list to the others."""
    args = [organization().slug, batch.pk]
    doors = {
        CLEAN_UP: reverse("imports:cells", args=args),
        DUPLICATES: reverse("imports:pairs", args=args),
        BRING_IN: reverse("imports:detail", args=args),
    }
    return doors | ({MATCH: reverse("imports:match", args=args)} if batch.stored_as else {})


def stop_sentence(batch: ImportBatch) -> str:
    """Say what stopping now leaves done."""
    if batch.status not in (Status.TO_APPLY, Status.APPLYING):
        return _(
            "Nothing of this list has reached your people. The file is deleted; to bring it in later, upload it again."
        )
    return _(
        "Rows that are in by now stay in (%(done)s of %(total)s); the others stay out. The file is deleted, and you can "
        "download what did not come in."
    ) % {"done": f"{batch.n_done:,}", "total": f"{batch.n_rows:,}"}


def progress(batch: ImportBatch) -> dict[str, Any]:
    """Say what is going on, how far it is, and whether anybody is there to do it."""
    status = Status(batch.status)
    total = batch.undo.get("people", 0) if batch.is_going_back else batch.n_rows
    looked_at = _looked_at(batch, status)
    done = None if looked_at is None else min(looked_at, total)
    waits = status in Status.waiting() and now() - batch.queued_at > sweeping.LOST_AFTER
    silence = now() - batch.heartbeat_at if batch.heartbeat_at else timedelta()
    silent = status not in Status.waiting() and silence > sweeping.silent_after()
    words = _("%(done)s of %(total)s people") if batch.is_going_back else _("%(done)s of %(total)s rows")
    text = words % {"done": f"{done:,}", "total": f"{total:,}"} if done is not None else ""
    return {
        "is_worked_on": is_worked_on(batch),
        "doing": _DOING.get(status, ""),
        "done": done,
        "total": total,
        "text": text,
        "alone": waits or silent,
        # Beside the rows of a list that is in, while what was decided about a few is brought in.
        "beside": bool(batch.finished_at) and not batch.is_going_back,
    }


def _looked_at(batch: ImportBatch, status: ImportBatch.Status) -> int | None:
    return {
        Status.PLANNING: batch.n_looked_at,
        Status.APPLYING: batch.n_done,
        Status.WEIGHING: batch.n_weighed,
        Status.UNDOING: batch.n_weighed,
    }.get(status)


_DOING = {
    Status.TO_READ: gettext_lazy("Waiting to be read"),
    Status.READING: gettext_lazy("Reading the file"),
    Status.TO_PLAN: gettext_lazy("Waiting to be checked"),
    Status.PLANNING: gettext_lazy("Looking at every row; nothing is changed"),
    Status.TO_APPLY: gettext_lazy("Waiting to be brought in"),
    Status.APPLYING: gettext_lazy("Bringing people in"),
    Status.DONE: gettext_lazy("What you decided is in"),
    Status.TO_WEIGH: gettext_lazy("Waiting to see what taking back would do"),
    Status.WEIGHING: gettext_lazy("Looking at what taking back would do; nothing is changed"),
    Status.TO_UNDO: gettext_lazy("Waiting to be taken back"),
    Status.UNDOING: gettext_lazy("Taking the list back"),
}


def match_page(
    request: OrgRequest,
    batch: ImportBatch,
    *,
    form: MatchForm | None = None,
    layout: LayoutForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Ask what each column is."""
    form = form or MatchForm(batch=batch, today=request.organization.today())
    context = {
        **frame_of(batch, at=1),
        **match_context.context(batch, form),
        "layout": layout or LayoutForm(batch=batch),
    }
    return render(request, "imports/match.html", context, status=status)


def check_page(
    request: OrgRequest, batch: ImportBatch, *, modes: ModesForm | None = None, status: int = 200
) -> HttpResponse:
    """Show what would happen to every row, the numbers first."""
    figures = queries.figures(batch, "plan")
    tabs = _tabs(figures, problems=True)
    show = request.GET.get("show", "")
    show = show if show in {tab["key"] for tab in tabs} else next((tab["key"] for tab in tabs if tab["n"]), "created")
    waiting = [step for step, n in ((CLEAN_UP, figures.problems), (DUPLICATES, figures.held_back)) if n]
    context = {
        **frame_of(batch, waiting=waiting),
        "figures": figures,
        "tabs": tabs,
        **_rows(request, batch, show, "plan"),
        **effect.told(batch, modes),
        "field": request.GET.get("field", ""),
        "button": _button(figures),
        "has_level": "level" in batch.mapping,
    }
    return render(request, "imports/check.html", context, status=status)


def result_page(request: OrgRequest, batch: ImportBatch) -> HttpResponse:
    """Tell each row's fate, and ask about those that wait for a person's word."""
    figures = queries.figures(batch, "fate")
    tabs = _tabs(figures, problems=bool(figures.problems))
    context = {
        **frame_of(batch),
        "figures": figures,
        "tabs": tabs,
        # Afterwards nothing can be done about cells any more, but a person's word still can be given.
        **_rows(request, batch, _shown(request, tabs, first="held_back"), "fate"),
        **progress(batch),
        "n_left_behind": queries.left_behind(batch).count(),
        "why_not_undo": undo_actions.why_not(batch),
        "aside": aside.of(batch),
    }
    return render(request, "imports/result.html", context)


def _tabs(figures: queries.Figures, *, problems: bool) -> list[dict[str, Any]]:
    tabs = [{"key": fate.value, "label": fate.label, "n": getattr(figures, fate.value)} for fate in queries.ORDER]
    first = [{"key": "problems", "label": _("Cells to look at"), "n": figures.problems}] if problems else []
    return [*first, *tabs]


def _shown(request: OrgRequest, tabs: list[dict[str, Any]], *, first: str = "problems") -> str:
    """Return the tab asked for; else the one that waits for somebody, else the first with anything in it."""
    n = {tab["key"]: tab["n"] for tab in tabs}
    asked = request.GET.get("show", "")
    if asked in n:
        return asked
    return first if n.get(first) else next((key for key in n if n[key]), "created")


def _rows(request: OrgRequest, batch: ImportBatch, show: str, column: str) -> dict[str, Any]:
    """Give one page of rows; a long one is written down as read."""
    region = request.organization.phone_region
    if show == "problems":
        rows = queries.with_problems(batch)
    else:
        rows = queries.held_back(batch, column) if show == "held_back" else queries.rows(batch, **{column: show})
        if field := request.GET.get("field"):
            rows = rows.filter(changes__contains=[field])
    page: Page[ImportRow] = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    reads.note(request, "import.run", n=len(page.object_list))
    if show == "held_back":
        return {"show": show, "page": page, "doubts": lines.doubts(page, region=region)}
    return {"show": show, "page": page, "lines": lines.lines(page, region=region, column=column)}


def _button(figures: queries.Figures) -> str:
    """Name what the one button does."""
    if figures.created:
        n = figures.people
        return _("Bring in 1 person") if n == 1 else _("Bring in %s people") % f"{n:,}"
    if figures.updated:
        n = figures.people
        return _("Update 1 person") if n == 1 else _("Update %s people") % f"{n:,}"
    return _("Go on to those who need your word") if figures.held_back else _("Close this list")


def most() -> int:
    """Return the largest file that is taken, in MB."""
    return int(settings.UPLOAD_LIMIT // 1024 // 1024)
