"""A conversation put right, taken back and brought back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from conversations import actions
from conversations.heard import editing
from conversations.heard.forms import EditForm
from conversations.heard.one import may_edit, people_of
from conversations.logging import undoing
from conversations.models import Conversation
from members.requests import OrgRequest
from organizations.access import allow


@require_http_methods(["GET", "HEAD", "POST"])
@allow("conversation.log")
def edit(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Put right what was heard, when or how; what somebody else changed meanwhile is said before it is overwritten."""
    found = _mine(request, pk)
    form = EditForm(request, found)
    if form.is_valid():
        try:
            fields = editing.edit(found, by=request.member, **form.given())
        except actions.LogRefused as why:
            form.add_error(why.field if why.field in form.fields else None, str(why))
        except editing.ChangedMeanwhile:
            form.meet(_mine(request, pk))
            form.add_error(None, _("Somebody has changed this meanwhile. Save again to put yours in its place."))
        else:
            messages.success(request, _("Saved.") if fields else _("Nothing was different, so nothing was saved."))
            return _to(request, "heard:one", pk)
    people, n_others = people_of(request, found)
    context = {"form": form, "conversation": found, "people": people, "n_others": n_others}
    context["is_own"] = found.author_id == request.member.pk
    return render(request, "conversations/edit.html", context, status=422 if form.is_bound else 200)


@require_POST
@allow("conversation.log")
def take_back(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Take out what was logged by mistake; the message brings it back."""
    found = _mine(request, pk)
    if undoing.undo(found, by=request.member):
        undo = reverse("heard:back", args=[request.organization.slug, pk])
        said = _("Taken back. It is in no list and no figure any more, and is gone for good in 30 days.")
        if found.assessment_id:
            said = _("Taken back with the level said in it. It is in no list and no figure any more; gone in 30 days.")
        messages.success(request, said, extra_tags=undo)
    return _to(request, "heard:list")


@require_POST
@allow("conversation.log")
def back(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Bring back what was taken back: whoever may put it right."""
    seen = Conversation.objects.seen_by(request.roles, request.member, taken_back=True)
    found = get_object_or_404(seen.select_related("author").defer("searched"), pk=pk)
    if not may_edit(request, found):
        raise Http404
    editing.bring_back(found, by=request.member)
    said = _("It is back, as before.")
    if found.assessment_id:
        # Somebody may have said another word on it since.
        said = _("It is back. The level said in it stays taken back: say it again if it holds.")
    messages.success(request, said)
    return _to(request, "heard:one", pk)


def _mine(request: OrgRequest, pk: UUID) -> Conversation:
    """Find one that this person may put right; any other is not there for them."""
    seen = Conversation.objects.seen_by(request.roles, request.member).select_related("author").defer("searched")
    found = get_object_or_404(seen, pk=pk)
    if not may_edit(request, found):
        raise Http404
    return found


def _to(request: OrgRequest, name: str, *args: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse(name, args=[request.organization.slug, *args]), status=303)
