"""One draft from a phone: what is certain is kept, what is not is asked."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from conversations.actions import LogRefused
from conversations.drafts import actions
from conversations.drafts import typed as reading
from conversations.drafts.actions import Received
from conversations.drafts.forms import SendingForm
from conversations.drafts.typed import Typed
from conversations.logging.forms import LogForm
from conversations.logging.leaving import leave
from conversations.logging.saving import save
from members.requests import OrgRequest
from organizations.access import allow
from organizations.signing_in.whose import mark_of


class NotRead(Exception):
    """What the form could not take, in sentences for the list on the phone."""

    def __init__(self, form: Any) -> None:
        super().__init__()
        self.sentences = [str(error) for errors in form.errors.values() for error in errors]


@require_http_methods(["GET", "HEAD", "POST"])
@allow("conversation.log")
def receive(request: OrgRequest) -> HttpResponse:
    """Take one draft from a phone; GET says whose turn it is, so that nobody sends what somebody else wrote.

    A refusal is an answer, too: the phone keeps the draft with its sentence, and no browser speaks of an error.
    """
    mark = mark_of(request.user.pk)
    if request.method != "POST":
        return JsonResponse({"whose": mark})
    if request.POST.get("whose") != mark:
        return JsonResponse({"state": "other"})
    sending = SendingForm(request.POST)
    try:
        if not sending.is_valid():
            raise NotRead(sending)
        if sending.cleaned_data["fresh"]:
            return JsonResponse(_at_once(request))
        received = _late(request, sending.cleaned_data["draft_key"], sending.cleaned_data["written"])
    except LogRefused as refusal:
        return JsonResponse({"state": "refused", "why": [str(refusal)]})
    except NotRead as refusal:
        return JsonResponse({"state": "refused", "why": refusal.sentences})
    return JsonResponse(_answer(request, received))


def _at_once(request: OrgRequest) -> dict[str, str]:
    """Keep what was just written with signal, and go where the form itself would go."""
    form = LogForm(request.POST, request=request)
    if not form.is_valid():
        raise NotRead(form)
    back, another = form.cleaned_data["back"], "another" in request.POST
    return {"state": "kept", "url": leave(request, save(form), back=back, another=another)}


def _late(request: OrgRequest, key: UUID, written_at: datetime) -> Received:
    """Keep what was written without signal, on the day it was written where none was named."""
    by = request.member
    if known := actions.here_already(key, by):
        return known
    typed = reading.without_old_level(_dated(reading.sent(request.POST), written_at), written_at)
    form = reading.as_form(typed, request)
    if form.is_valid() and not reading.is_a_guess(typed, form):
        return actions.take_in(form, key=key, written_at=written_at, by=by)
    if reading.is_about_the_person_alone(form):
        return actions.set_aside(typed, key=key, written_at=written_at, by=by)
    raise NotRead(form)


def _dated(typed: Typed, written_at: datetime) -> Typed:
    """Name the day it was written, where the phone named none, or where it is already tomorrow at the phone."""
    day = localdate(written_at)
    ahead = (day + timedelta(days=1)).isoformat()
    return {**typed, "on": [day.isoformat()]} if reading.first(typed, "on") in ("", ahead) else typed


def _answer(request: OrgRequest, received: Received) -> dict[str, str]:
    """Tell the phone what became of it, and where to go on. Names stay out: the phone knows what was typed."""
    slug = request.organization.slug
    if draft := received.draft:
        url = reverse("drafts:one", args=[slug, draft.pk])
        is_kept = draft.conversation_id is not None
        title = _("Add themes and a level: %s") if is_kept else _("Which %s?")
        return {"state": "kept" if is_kept else "asks", "url": url, "title": title}
    return {"state": "kept", "url": reverse("drafts:waiting", args=[slug]), "title": ""}
