"""What phones send, and what their owners say about it afterwards."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from conversations.actions import LogRefused
from conversations.drafts import actions, asking, whom
from conversations.drafts.actions import SettledMeanwhile
from conversations.drafts.forms import PhoneForm
from conversations.drafts.whom_form import WhomForm
from conversations.models import Draft
from members.models import Member
from members.models.person import MemberQuerySet
from members.requests import OrgRequest
from organizations.access import allow
from organizations.signing_in.whose import mark_of


@require_http_methods(["GET", "HEAD", "POST"])
@allow("conversation.log")
def receive(request: OrgRequest) -> HttpResponse:
    """Take one draft from a phone; GET says whose turn it is, so that nobody sends what somebody else wrote."""
    mark = mark_of(request.user.pk)
    if request.method != "POST":
        return JsonResponse({"whose": mark})
    if request.POST.get("whose") != mark:
        return JsonResponse({"state": "other"}, status=422)
    form = PhoneForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"why": form.sentences()}, status=422)
    try:
        received = actions.receive(
            form.said(),
            key=form.cleaned_data["draft_key"],
            written_at=form.cleaned_data["written"],
            members=_members(request, form),
            by=request.member,
        )
    except LogRefused as refusal:
        return JsonResponse({"why": [str(refusal)]}, status=422)
    return JsonResponse(asking.answer(request, received))


@require_safe
@allow("conversation.log")
def waiting(request: OrgRequest) -> HttpResponse:
    """List what came in from this person's phone and waits for their word."""
    drafts = Draft.objects.of(request.member).select_related("conversation").order_by("written_at", "pk")
    rows = asking.rows(request, list(drafts[:200]))
    return render(request, "conversations/drafts/waiting.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@allow("conversation.log")
def one(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Ask whom a draft is about; once that is known, what themes it had and where they stand now."""
    draft = get_object_or_404(Draft.objects.of(request.member).select_related("conversation"), pk=pk)
    if draft.conversation:
        return asking.what_else(request, draft)
    typed, region = draft.typed.get("person", ""), request.organization.phone_region
    sent = request.POST if request.method == "POST" else None
    form = WhomForm(sent, people=_people(request), typed=typed, region=region)
    if form.is_valid():
        return _settle(request, draft, form)
    context = {"draft": draft, "form": form, **asking.told(draft)}
    return render(request, "conversations/drafts/whom.html", context, status=422 if form.is_bound else 200)


@require_POST
@allow("conversation.log")
def delete(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Let go of it, or of what is still asked about it."""
    draft = get_object_or_404(Draft.objects.of(request.member), pk=pk)
    actions.delete(draft, by=request.member)
    messages.success(request, _("Asked no more.") if draft.conversation_id else _("Deleted."))
    return redirect("drafts:waiting", request.organization.slug)


def _settle(request: OrgRequest, draft: Draft, form: WhomForm) -> HttpResponse:
    here = redirect("drafts:one", request.organization.slug, draft.pk)
    try:
        if form.looks_for:
            actions.rename(draft, person=form.looks_for, by=request.member)
        else:
            member = form.member(by=request.member)
            actions.settle(draft, members=[member], by=request.member)
            messages.success(request, _("Kept with %(name)s.") % {"name": member})
    except LogRefused as refusal:
        messages.error(request, str(refusal))
    except SettledMeanwhile:
        messages.warning(request, _("You have settled this on another page meanwhile."))
        return redirect("drafts:waiting", request.organization.slug)
    return here


def _people(request: OrgRequest) -> MemberQuerySet:
    return Member.objects.people().visible_to(request)


def _members(request: OrgRequest, form: PhoneForm) -> list[Member]:
    """Return whom it is about: chosen on a page that knew people, or typed and nobody else's name."""
    people = _people(request)
    if keys := form.chosen():
        return whom.chosen(keys, people)
    found = whom.meant(form.cleaned_data["person"], people)
    return [found] if found else []
