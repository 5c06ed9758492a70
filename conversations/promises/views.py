"""Follow-ups: the list, a new one, another day, another person, done and not done after all."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from conversations.models import FollowUp
from conversations.promises import actions, pages, reach
from conversations.promises.actions import PromiseRefused
from conversations.promises.forms import NewForm, NoteForm, ToForm, WhatForm
from ladders.calibrating.assessors import possible
from members.models import Member
from members.requests import OrgRequest
from organizations.access import allow

LIST, RIGHT = "follow_ups:list", "follow_up.edit"


@require_safe
@allow(RIGHT)
def follow_ups(request: OrgRequest) -> HttpResponse:
    """Show what is owed: by the reader, in their teams, or by everybody in reach."""
    return render(request, "conversations/follow_ups.html", pages.follow_ups(request))


@require_http_methods(["GET", "HEAD", "POST"])
@allow(RIGHT)
def add(request: OrgRequest) -> HttpResponse:
    """Ask what is owed, to whom, by when, and who does it."""
    about = _about(request)
    colleagues = possible(request.organization, RIGHT)
    data = request.POST if request.method == "POST" else None
    form = NewForm(data, request=request, colleagues=colleagues, about=about)
    if form.is_valid():
        made = actions.make_follow_up(by=request.member, **form.cleaned_data)
        whose = _("It stands on your Today.") if made.owner == request.member else _("%s is told.") % made.owner
        pages.say(request, _("Kept. %s") % whose)
        return pages.back(request, LIST, made.member_id)
    context = {"form": form, "about": about, "back": request.GET.get("back", "")}
    return render(request, "conversations/follow_up.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(RIGHT)
def change(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Ask for another day, or a better word."""
    found = _or_404(request, pk)
    now = {"what": found.what, "due": found.due}
    form = WhatForm(request.POST if request.method == "POST" else None, initial=now)
    return _ask(request, found, form, _("Another day"), _("Kept."), actions.change_follow_up)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(RIGHT)
def hand_over(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Ask which colleague does it."""
    found = _or_404(request, pk)
    data = request.POST if request.method == "POST" else None
    form = ToForm(data, colleagues=possible(request.organization, RIGHT), follow_up=found)
    return _ask(request, found, form, _("Hand it over"), _("Handed over. They are told."), actions.hand_over)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(RIGHT)
def done(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Mark it as done, in one tap or with a note; the message takes it back."""
    found = _or_404(request, pk)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if actions.do(found, by=request.member, **form.cleaned_data):
            pages.say(request, _("Done: %s") % found.what, "follow_ups:undo", pk)
        else:
            messages.info(request, _("Somebody has done it already."))
        return pages.back(request, LIST, found.member_id)
    return _show(request, found, form, _("Done"))


@require_POST
@allow(RIGHT)
def undo(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Take back that it is done."""
    found = _or_404(request, pk)
    if actions.undo(found, by=request.member):
        pages.say(request, _("It is open again."))
    return pages.back(request, LIST, found.member_id)


def _ask(request: OrgRequest, found: FollowUp, form: Any, title: str, said: str, act: Any) -> HttpResponse:
    """Show a form about a follow-up, or do what it asks for."""
    if form.is_valid():
        try:
            act(found, by=request.member, **form.cleaned_data)
        except PromiseRefused as refusal:
            form.refuse(refusal)
        else:
            pages.say(request, said)
            return pages.back(request, LIST, found.member_id)
    return _show(request, found, form, title)


def _show(request: OrgRequest, found: FollowUp, form: Any, title: str) -> HttpResponse:
    context = {"form": form, "follow_up": found, "doing": title, "back": request.GET.get("back", "")}
    return render(request, "conversations/follow_up_form.html", context, status=422 if form.errors else 200)


def _about(request: OrgRequest) -> Member | None:
    """Return whom the address names, if the reader may open their page."""
    asked = request.GET.get("about", "")
    try:
        return Member.objects.opened_by(request).filter(pk=UUID(asked)).first() if asked else None
    except ValueError:
        return None


def _or_404(request: OrgRequest, pk: UUID) -> FollowUp:
    found: FollowUp = get_object_or_404(reach.follow_ups(request), pk=pk)
    return found
