"""Pages of data hours: which there are, booking one, and the hour itself before, while and after."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from audit import reads
from conversations.hours import actions, page
from conversations.hours.actions import HourRefused
from conversations.hours.forms import HourForm
from conversations.models import DataHour
from ladders.calibrating.assessors import possible
from members.requests import OrgRequest
from organizations.access import allow
from organizations.fragments import fragment

LOGS, PAGE = "conversation.log", "conversations/hours/hour.html"


@require_safe
@allow(LOGS)
def hours(request: OrgRequest) -> HttpResponse:
    """List the hours to come, and what those of before have brought."""
    return render(request, "conversations/hours/list.html", page.of_all())


@require_http_methods(["GET", "HEAD", "POST"])
@allow(LOGS)
def new(request: OrgRequest) -> HttpResponse:
    """Book an hour and ask colleagues to it; invalid: 422 with the same form."""
    asked = [each for each in possible(request.organization, LOGS) if each.member != request.member]
    data = request.POST if request.method == "POST" else None
    form = HourForm(data, organization=request.organization, possible=asked)
    if form.is_valid():
        try:
            made = actions.call(**form.given(), by=request.member)
        except HourRefused as refusal:
            form.add_error("day", str(refusal))
        else:
            messages.success(request, _("The hour is booked. Whom you asked read it at the bell."))
            return redirect("hours:hour", request.organization.slug, made.pk)
    return render(request, "conversations/hours/new.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@allow(LOGS)
@vary_on_headers("HX-Request", "HX-Target")
def hour(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show an hour: who comes; while it goes on the clock, how far the group is and whom one has; then what it brought."""
    template = fragment(request, PAGE, "progress")
    context = page.of_one(request, pk) if template == PAGE else page.progress(pk)
    if turn := context.get("turn"):
        reads.note(request, "member.view", of=turn.member_id)
    return render(request, template, context)


@require_POST
@allow(LOGS)
def answer(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Say whether one comes."""
    comes = request.POST.get("comes") == "yes"
    return _done(request, pk, lambda found: actions.answer(found, comes=comes, by=request.member))


@require_POST
@allow(LOGS)
def begin(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Begin at once."""
    return _done(request, pk, lambda found: actions.begin(found, by=request.member))


@require_POST
@allow(LOGS)
def take(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Take the next person of the queue."""

    def taken(found: DataHour) -> None:
        if actions.take(found, waiting=page.waiting(request, found), by=request.member) is None:
            messages.info(request, _("Nobody of your people waits any more. Well done, all of you."))

    return _done(request, pk, taken)


@require_POST
@allow(LOGS)
def later(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Leave the person one has for another time, and take the next one."""

    def left(found: DataHour) -> None:
        if turn := found.turns.held().filter(taken_by=request.member).first():
            actions.leave(turn, by=request.member)
        actions.take(found, waiting=page.waiting(request, found), by=request.member)

    return _done(request, pk, left)


@require_POST
@allow(LOGS)
def close(request: OrgRequest, pk: UUID) -> HttpResponse:
    """End the hour now and show what it has brought."""
    return _done(request, pk, lambda found: actions.close(found, by=request.member))


@require_POST
@allow(LOGS)
def call_off(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Take an hour out of the book that has not begun."""
    found = get_object_or_404(DataHour, pk=pk)
    if not actions.call_off(found, by=request.member):
        messages.info(request, _("This hour has begun already. Close it instead."))
        return redirect("hours:hour", request.organization.slug, pk)
    messages.success(request, _("The hour was called off."))
    return redirect("hours:list", request.organization.slug)


def _done(request: OrgRequest, pk: UUID, act: Callable[[DataHour], Any]) -> HttpResponse:
    """Do something with an hour and show it again; what cannot be done is said there."""
    try:
        act(get_object_or_404(DataHour, pk=pk))
    except HourRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("hours:hour", request.organization.slug, pk)
