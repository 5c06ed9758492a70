"""Every list that came in or is on its way, and where the next one begins."""

from datetime import datetime
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from imports import actions, queries, views_steps
from imports.forms_start import LikeForm, StartForm
from imports.leaving import share
from imports.models import ImportBatch, ImportMapping
from imports.tasks import nudge
from imports.views import see
from members import search
from members.requests import OrgRequest
from organizations.access import allow

A_PAGE = 20


@require_safe
@allow("import.run")
def import_list(request: OrgRequest) -> HttpResponse:
    """Show every list, the latest first, and those that were to be kept no longer."""
    words = search.recall(request.session, request.GET.get("search", ""))
    page = Paginator(queries.batches(words), A_PAGE).get_page(request.GET.get("page"))
    shown = list(page)
    figures = queries.figures_of(shown)
    context = {
        "page": page,
        "lists": [(batch, figures[batch.pk], _undo_until(batch)) for batch in shown],
        "due": list(queries.due(request.organization.today())),
        "words": words,
        "sheets_kept": share.kept(request.organization),
    }
    return render(request, "imports/list.html", context)


def _undo_until(batch: ImportBatch) -> datetime | None:
    """Return until when a list can be taken back, if it can."""
    ended = batch.status in ImportBatch.Status.ended() and batch.has_changes  # type: ignore[attr-defined]
    until = batch.undo_until if ended else None
    return until if until and until > now() else None


@require_POST
@allow("import.run")
def find(request: OrgRequest) -> HttpResponse:
    """Keep the words in the session: names of lists may hold somebody's, and those stand in no address."""
    words = request.POST.get("q", "").strip()
    address = reverse("imports:list", args=[request.organization.slug])
    query = urlencode({"search": search.remember(request.session, words)}) if words else ""
    return HttpResponseRedirect(f"{address}?{query}" if query else address, status=303)


@require_safe
@allow("import.run")
def start(request: OrgRequest) -> HttpResponse:
    """Ask for the next list."""
    like = LikeForm(request.GET).found()
    return _start_page(request, StartForm(initial={"like": like.pk if like else None}), like=like)


@require_POST
@allow("import.run")
def upload(request: OrgRequest) -> HttpResponse:
    """Keep the list and queue it; nothing is read here."""
    form = StartForm(request.POST, request.FILES)
    if form.is_valid():
        chunks, told = form.given()
        try:
            batch = actions.receive(chunks, by=request.member, **told)
        except ValidationError as refusal:
            form.add_error("file", refusal)
        else:
            nudge(batch)
            return see(request, batch)
    return _start_page(request, form, status=422)


def _start_page(
    request: OrgRequest, form: StartForm, *, like: ImportMapping | None = None, status: int = 200
) -> HttpResponse:
    context = {"form": form, "like": like, "most": views_steps.most()}
    return render(request, "imports/new.html", context, status=status)
