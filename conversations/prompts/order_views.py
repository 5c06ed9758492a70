"""Questions and sets are put away, brought back and moved: one tap each."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conversations.models import Prompt, PromptSet
from conversations.prompts import actions
from members.models import Member
from members.requests import OrgRequest
from organizations.access import allow


@require_POST
@allow("prompt.edit")
def put_away_set(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Ask none of its questions any more."""
    of = get_object_or_404(PromptSet, pk=pk)
    return _done(request, actions.put_away_set(of, by=request.member), _("“%s” is asked no more.") % of, "back_set", pk)


@require_POST
@allow("prompt.edit")
def bring_back_set(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Ask its questions again."""
    of = get_object_or_404(PromptSet, pk=pk)
    return _done(request, actions.bring_back_set(of, by=request.member), _("“%s” is back.") % of)


@require_POST
@allow("prompt.edit")
def put_away(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Ask a question no more."""
    said = _("It is asked no more. What was answered is kept.")
    return _one(request, pk, actions.put_away, said, undo="bring_back")


@require_POST
@allow("prompt.edit")
def bring_back(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Ask a question again."""
    return _one(request, pk, actions.bring_back, _("It is asked again."))


@require_POST
@allow("prompt.edit")
def move_up(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Ask a question before the one above it."""
    return _one(request, pk, actions.move_up, _("It comes earlier now."))


def _one(request: OrgRequest, pk: UUID, change: Callable[..., bool], said: str, undo: str = "") -> HttpResponse:
    by: Member = request.member
    return _done(request, change(get_object_or_404(Prompt, pk=pk), by=by), said, undo, pk)


def _done(request: OrgRequest, is_done: bool, said: str, undo: str = "", pk: UUID | None = None) -> HttpResponse:
    slug = request.organization.slug
    if is_done:
        messages.success(request, said, extra_tags=reverse(f"prompts:{undo}", args=[slug, pk]) if undo else "")
    return redirect("prompts:list", slug)
