"""What came in from one's phone, and what one says about it afterwards."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from conversations.actions import LogRefused
from conversations.drafts import actions, asking
from conversations.drafts import typed as reading
from conversations.drafts.actions import SettledMeanwhile
from conversations.drafts.forms import WhomForm
from conversations.models import Draft
from members.requests import OrgRequest
from organizations.access import allow


@require_safe
@allow("conversation.log")
def waiting(request: OrgRequest) -> HttpResponse:
    """List what came in from this person's phone and waits for their word."""
    drafts = Draft.objects.of(request.member).select_related("conversation").order_by("written_at", "pk")
    return render(request, "conversations/drafts/waiting.html", {"rows": asking.rows(list(drafts[:200]))})


@require_http_methods(["GET", "HEAD", "POST"])
@allow("conversation.log")
def one(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Ask whom a draft is about; once that is known, what themes it had and where they stand now."""
    draft = get_object_or_404(Draft.objects.of(request.member).select_related("conversation"), pk=pk)
    if draft.conversation:
        return _what_else(request, draft)
    typed = draft.typed
    form = WhomForm(request.POST if request.method == "POST" else None, request=request, typed=typed)
    if form.is_valid() and typed and (done := _settled(request, draft, form)):
        return done
    context = {"draft": draft, "form": form, **asking.told(typed)}
    return render(request, "conversations/drafts/whom.html", context, status=422 if form.is_bound else 200)


@require_POST
@allow("conversation.log")
def delete(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Let go of it, or of what is still asked about it."""
    draft = get_object_or_404(Draft.objects.of(request.member), pk=pk)
    actions.delete(draft, by=request.member)
    messages.success(request, _("Asked no more.") if draft.conversation_id else _("Deleted."))
    return redirect("drafts:waiting", request.organization.slug)


def _what_else(request: OrgRequest, draft: Draft) -> HttpResponse:
    """Ask for themes and a level, both optional; an answer, also an empty one, ends the asking."""
    conversation = asking.conversation_of(request, draft)
    members = asking.members_of(conversation)
    form = asking.form_of(request, conversation, members)
    if form.is_valid():
        said = actions.finish(draft, form, by=request.member)
        messages.success(request, f"{_('Saved.')} {said}".strip())
        return redirect("drafts:waiting", request.organization.slug)
    context = {"draft": draft, **asking.about(form, conversation, members)}
    return render(request, "conversations/drafts/what_else.html", context, status=422 if form.is_bound else 200)


def _settled(request: OrgRequest, draft: Draft, form: WhomForm) -> HttpResponse | None:
    """Do what was said, or put into the form why it cannot be done."""
    here = redirect("drafts:one", request.organization.slug, draft.pk)
    try:
        if form.looks_for:
            actions.rename(draft, person=form.looks_for, by=request.member)
            return here
        log = reading.as_form(draft.typed, request, **form.said())
        if log.is_valid():
            saved = actions.settle(draft, log, by=request.member)
            messages.success(request, _("Kept with %(name)s.") % {"name": saved.members[0]})
            return here
    except LogRefused as refusal:
        form.add_error(None, str(refusal))
    except SettledMeanwhile:
        messages.warning(request, _("You have settled this on another page meanwhile."))
        return redirect("drafts:waiting", request.organization.slug)
    else:
        asking.say_why(form, log)
    return None
