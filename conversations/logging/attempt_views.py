"""Attempts in two taps, from wherever a call is offered."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from conversations.actions import LogRefused
from conversations.logging import attempts
from conversations.logging.leaving import came_from, page_of
from conversations.models import Conversation
from members.models import ContactPoint, Member
from members.requests import OrgRequest
from organizations.access import allow

_SAID = {
    Conversation.Outcome.NO_ANSWER: gettext_lazy("Kept: no answer from %s."),
    Conversation.Outcome.LEFT_MESSAGE: gettext_lazy("Kept: you left a message for %s."),
    Conversation.Outcome.WRONG_NUMBER: gettext_lazy("Kept: the number of %s is wrong."),
    Conversation.Outcome.MOVED: gettext_lazy("Kept: %s has moved."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@allow("conversation.log")
def attempt(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Keep that somebody was not reached; ask which number or address only where there are several."""
    member = get_object_or_404(Member.objects.opened_by(request), pk=pk)
    sent, outcome = request.POST, request.POST.get("outcome", "")
    points = attempts.concerned(member, outcome)
    back = came_from(request, sent.get("back", "")) or page_of(request, member)
    if outcome not in attempts.ATTEMPTS or (len(points) > 1 and "point" not in sent):
        context = {"member": member, "points": points, "outcome": outcome, "back": back, "outcomes": _outcomes()}
        return render(
            request, "conversations/log_attempt_page.html", context, status=422 if sent and not points else 200
        )
    _keep(request, member, outcome, _point(points, sent.get("point", "")))
    return HttpResponseRedirect(back, status=303)


def _keep(request: OrgRequest, member: Member, outcome: str, point: ContactPoint | None) -> None:
    organization, by = request.organization, request.member
    try:
        tried = attempts.attempt(member, outcome=outcome, point=point, organization=organization, by=by)
    except LogRefused as refusal:
        messages.error(request, str(refusal))
        return
    undo = reverse("log:undo", args=[organization.slug, tried.conversation.pk])
    marked = f"?point={point.pk}" if point else ""
    messages.success(request, str(_SAID[Conversation.Outcome(outcome)]) % member, extra_tags=f"{undo}{marked}")


def _point(points: list[ContactPoint], chosen: str) -> ContactPoint | None:
    """Return the contact it is about: the one there is, or the one that was chosen; "none" marks nothing."""
    if len(points) == 1 and not chosen:
        return points[0]
    return next((point for point in points if str(point.pk) == chosen), None)


def _outcomes() -> list[tuple[str, str]]:
    return [(outcome.value, str(outcome.label)) for outcome in attempts.ATTEMPTS]
