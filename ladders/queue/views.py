"""Assessing many: lining people up, one person's turn after the other, going on where one was."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from audit import reads
from ladders.actions import AssessmentRefused
from ladders.models import AssessQueue, Queued
from ladders.queue import actions, page
from ladders.queue.actions import MOST, TOO_LATE, TurnRefused
from ladders.queue.beginning import Beginning
from ladders.queue.forms import TurnForm
from members import tabs
from members.listing import Listing
from members.models import SavedView
from members.requests import OrgRequest
from organizations.access import allow
from organizations.fragments import fragment

TURN = "ladders:queue"


@require_safe
@allow("assessment.make")
def queues(request: OrgRequest) -> HttpResponse:
    """Show where one can go on, and what a new queue can be begun with."""
    views = list(SavedView.objects.open_to(request.member))
    n = tabs.counts(request, views)
    context = {"queues": page.own(request), "views": [(view, n.get(str(view.pk))) for view in views]}
    return render(request, "ladders/queue/queues.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("assessment.make")
def new(request: OrgRequest) -> HttpResponse:
    """Say how many people of the list it is about, and line them up; a first POST brings who is ticked on the list."""
    begun = Beginning(request, Listing(request))
    if "sure" in request.POST and begun.ladder and begun.may_begin:
        queue = actions.begin(begun.people, ladder=begun.ladder, title=begun.title, by=request.member)
        return redirect(TURN, request.organization.slug, queue.pk)
    return render(request, "ladders/queue/new.html", {"begun": begun, "most": MOST})


@require_http_methods(["GET", "HEAD", "POST"])
@allow("assessment.make")
@vary_on_headers("HX-Request", "HX-Target")
def turn(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show whose turn it is, and keep what is said of them; invalid: 422 with the same form."""
    queue = _own_or_404(request, pk)
    in_turn = page.turn(request, queue)
    if in_turn is None:
        return _end(request, queue)
    known, today = page.known(in_turn), request.organization.today()
    data = request.POST if request.POST.get("turn") == str(in_turn.pk) else None
    if request.method == "POST" and data is None:
        return _too_late(request, queue)
    form = TurnForm(data, ladder=in_turn.queue.ladder, now=known.now, today=today)
    if form.is_valid() and _kept(request, in_turn, form):
        return redirect(TURN, request.organization.slug, pk)
    context = {"turn": in_turn, "known": known, "form": form} | _around(request, queue)
    reads.note(request, "member.view", of=in_turn.member_id)
    template = fragment(request, "ladders/queue/turn.html", "turn")
    return render(request, template, context, status=422 if form.errors else 200)


@require_POST
@allow("assessment.make")
def skip(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Go on without a word about whose turn it is."""
    queue = _own_or_404(request, pk)
    if (in_turn := page.turn(request, queue)) is None or request.POST.get("turn") != str(in_turn.pk):
        return _too_late(request, queue)
    try:
        actions.skip(in_turn, by=request.member)
    except TurnRefused as refusal:
        messages.info(request, str(refusal))
    return redirect(TURN, request.organization.slug, pk)


@require_POST
@allow("assessment.make")
def undo(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Go back to whose turn was last, as the page named them: what was said of them is taken back."""
    queue = _own_or_404(request, pk)
    if (before := page.last(request, queue)) is None:
        messages.info(request, _("There is nothing to undo."))
    elif request.POST.get("turn") != str(before.pk):
        return _too_late(request, queue)
    else:
        try:
            actions.undo(before, said=request.POST.get("said", ""), by=request.member)
        except (AssessmentRefused, TurnRefused) as refusal:
            messages.info(request, str(refusal))
    return redirect(TURN, request.organization.slug, pk)


@require_POST
@allow("assessment.make")
def again(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Go through those who were skipped once more."""
    actions.skipped_again(_own_or_404(request, pk), by=request.member)
    return redirect(TURN, request.organization.slug, pk)


@require_POST
@allow("assessment.make")
def put_away(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Be done with a queue; what was said in it stays."""
    queue = _own_or_404(request, pk)
    queue.delete()
    messages.success(request, _("The list is put away. What you said of people stays."))
    return redirect("ladders:queues", request.organization.slug)


def _own_or_404(request: OrgRequest, pk: UUID) -> AssessQueue:
    queues = AssessQueue.objects.select_related("ladder").prefetch_related("ladder__levels__signs")
    found: AssessQueue = get_object_or_404(queues, owner=request.member, pk=pk)
    return found


def _kept(request: OrgRequest, in_turn: Queued, form: TurnForm) -> bool:
    try:
        made = actions.assess(
            in_turn, seen=form.said_last(), on=request.organization.today(), by=request.member, **form.given()
        )
    except TurnRefused as refusal:
        form.add_error(None, str(refusal))
    except AssessmentRefused as refusal:
        form.refuse(refusal)
    else:
        return bool(made)
    return False


def _around(request: OrgRequest, queue: AssessQueue) -> dict[str, object]:
    """Return how far it is, and whose turn was last."""
    levels = [level for level in queue.ladder.levels.all() if not level.retired_at]
    return {
        "queue": queue,
        "n_levels": len(levels),
        "progress": page.progress(request, queue),
        "last": page.last(request, queue),
    }


def _end(request: OrgRequest, queue: AssessQueue) -> HttpResponse:
    return render(request, fragment(request, "ladders/queue/end.html", "turn"), _around(request, queue))


def _too_late(request: OrgRequest, queue: AssessQueue) -> HttpResponse:
    messages.info(request, TOO_LATE)
    return redirect(TURN, request.organization.slug, queue.pk)
