"""What the pages of promises show, and where one goes on from them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, Q
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from audit import reads
from conversations.promises import reach
from conversations.promises.forms import ListForm
from members.requests import OrgRequest

A_PAGE = 50


def follow_ups(request: OrgRequest) -> dict[str, Any]:
    """Return a page of follow-ups: mine, my teams', or all in reach."""
    whose, which = ListForm(request.GET).asked()
    found = reach.follow_ups(request).standing().exclude(member__kind="practice")
    if whose == "mine":
        found = found.filter(owner=request.member)
    elif whose == "team":
        found = found.filter(owner__in=reach.of_my_teams(request))
    kept = {
        "open": Q(done_on=None),
        "due": Q(done_on=None, due__lte=request.organization.today()),
        "later": Q(done_on=None) & (Q(due=None) | Q(due__gt=request.organization.today())),
        "done": Q(done_on__isnull=False),
    }[which]
    order = ("-done_on", "-pk") if which == "done" else (F("due").asc(nulls_last=True), "created_at", "pk")
    return _page(request, found.filter(kept).order_by(*order), whose, which)


def commitments(request: OrgRequest) -> dict[str, Any]:
    """Return a page of what people said yes to: those the reader looks after, of their teams, or all in reach."""
    whose, which = ListForm(request.GET).asked()
    found = reach.commitments(request.roles, request.member).standing().exclude(member__kind="practice")
    if whose == "mine":
        found = found.filter(reach.looked_after(request.member))
    elif whose == "team":
        found = found.filter(member__in=reach.of_my_teams(request))
    kept = {
        "open": Q(state="open"),
        "due": Q(state="open", by__lte=request.organization.today()),
        "later": Q(state="open") & (Q(by=None) | Q(by__gt=request.organization.today())),
        "done": ~Q(state="open"),
    }[which]
    order = ("-settled_on", "-pk") if which == "done" else (F("by").asc(nulls_last=True), "said_on", "pk")
    return _page(request, found.filter(kept).order_by(*order), whose, which)


def _page(request: OrgRequest, found: Any, whose: str, which: str) -> dict[str, Any]:
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    shown = list(page)
    reads.note(request, "member.view", n=len(shown))
    return {
        "page": page,
        "rows": shown,
        "whose": [(name, label, name == whose) for name, label in ListForm.WHOSE],
        "which": [(name, label, name == which) for name, label in ListForm.WHICH],
        "asked_whose": whose,
        "asked_which": which,
        "today": request.organization.today(),
    }


def back(request: OrgRequest, default: str, member: UUID | None = None) -> HttpResponse:
    """Go on where it was done: Today, the person's page, or the list."""
    asked, slug = request.POST.get("back") or request.GET.get("back"), request.organization.slug
    if asked == "today":
        return HttpResponseRedirect(reverse("today:today", args=[slug]), status=303)
    if asked == "person" and member:
        return HttpResponseRedirect(reverse("members:detail", args=[slug, member]), status=303)
    return HttpResponseRedirect(reverse(default, args=[slug]), status=303)


def say(request: OrgRequest, sentence: str, undo: str = "", *args: UUID) -> None:
    """Say what happened; with `undo`, a button beside it takes it back."""
    tags = ""
    if undo:
        asked = request.POST.get("back") or request.GET.get("back")
        tags = reverse(undo, args=[request.organization.slug, *args]) + (f"?back={asked}" if asked else "")
    messages.success(request, sentence, extra_tags=tags)
