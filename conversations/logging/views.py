"""The log, and what stands beside it: looking somebody up, what fits the story, and taking back what was just kept."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from conversations.actions import LogRefused
from conversations.logging import known, page, undoing
from conversations.logging.forms import LogForm
from conversations.logging.leaving import came_from, leave
from conversations.logging.saving import save
from conversations.models import Conversation
from members.requests import OrgRequest
from organizations.access import allow
from organizations.fragments import fragment

PAGE = "conversations/log.html"


@require_http_methods(["GET", "HEAD", "POST"])
@allow("conversation.log")
def new(request: OrgRequest) -> HttpResponse:
    """Ask whom one talked with and what was heard, and keep it; invalid: 422 with everything typed."""
    form = LogForm(request.POST if request.method == "POST" else None, request=request, initial=_begun(request))
    if form.is_valid():
        try:
            saved = save(form)
        except LogRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            back, another = form.cleaned_data["back"], "another" in request.POST
            return HttpResponseRedirect(leave(request, saved, back=back, another=another), status=303)
    context = page.context(form, looks=form.is_bound, errors=form.errors)
    return render(request, PAGE, context, status=422 if form.is_bound else 200)


@require_POST
@allow("conversation.log")
@vary_on_headers("HX-Request", "HX-Target")
def look(request: OrgRequest) -> HttpResponse:
    """Offer what fits what is written so far, and say where they stand; nothing is kept."""
    form = page.about(request, LogForm(request.POST, request=request))
    return render(request, fragment(request, PAGE, "fits"), page.context(form, looks=True))


@require_POST
@allow("conversation.log")
def find(request: OrgRequest) -> HttpResponse:
    """Show whom the letters typed so far could mean; nothing is kept."""
    people = known.find(request.POST.get("person", "").strip(), request)
    return render(request, "conversations/log_found.html", {"people": people})


@require_POST
@allow("conversation.log")
def undo(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Take back what one has just logged, with the level said in it and what an attempt did to a contact."""
    own = Conversation.objects.filter(author=request.member)
    conversation = get_object_or_404(own, pk=pk)
    if undoing.undo(conversation, point=request.GET.get("point", ""), by=request.member):
        messages.success(request, _("Taken back, as if it had not been logged."))
    else:
        messages.info(request, _("This was taken back already."))
    return HttpResponseRedirect(came_from(request) or undoing.page_of(request, conversation), status=303)


def _begun(request: OrgRequest) -> dict[str, Any]:
    """Begin with whom the address names by their key, and remember where to go back to."""
    asked = request.GET.get("with", "")
    try:
        member = [str(UUID(asked))] if asked else []
    except ValueError:
        member = []
    return {"member": member, "back": came_from(request)}
