"""Asking for help from any page, and the group's own page that says why it does this."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from conversations import asking, starting_text
from conversations.forms_asking import AnswerForm, AskForm, WhyForm
from conversations.models import HelpRequest
from members.requests import OrgRequest
from organizations.access import allow, may
from organizations.permissions import EVERYONE


@require_http_methods(["GET", "HEAD", "POST"])
@allow(EVERYONE)
def ask(request: OrgRequest) -> HttpResponse:
    """Ask about the page one came from: by the browser's own word, or by `?page=`."""
    to, slug = asking.receivers(request), request.organization.slug
    came_from = request.POST.get("page") or request.GET.get("page") or request.headers.get("Referer", "")
    page = asking.page_of(came_from, host=request.get_host(), slug=slug)
    address = f"/o/{slug}/{page}" if page else ""
    form = AskForm(request.POST or None, initial={"page": address, "with_page": True})
    if form.is_valid() and to.told:
        with_page = page if form.cleaned_data["with_page"] else ""
        made = asking.ask(text=form.cleaned_data["text"], page=with_page, to=to, by=request.member)
        messages.success(request, _("Sent. You get a notice when there is an answer."))
        return redirect("help:question", slug, made.pk)
    about = {"address": address, "called": asking.called(page, slug=slug)} if page else None
    context = {"form": form, "to": to, "about": about}
    return render(request, "help/ask.html", context, status=422 if form.is_bound else 200)


@require_safe
@allow(EVERYONE)
def questions(request: OrgRequest) -> HttpResponse:
    """List what waits for this person's answer, and what they asked themselves."""
    seen = HelpRequest.objects.seen_by(request.member, is_owner=asking.is_owner(request))
    rows = [
        _shown(request, each) for each in seen.select_related("asker", "answered_by").order_by("-asked_at", "-pk")[:200]
    ]
    mine = [row for row in rows if row["question"].asker_id == request.member.pk]
    others = [row for row in rows if row not in mine]
    context = {
        "waiting": [row for row in others if row["question"].is_open],
        "answered": [row for row in others if not row["question"].is_open],
        "mine": mine,
    }
    return render(request, "help/questions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(EVERYONE)
def question(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show a question with its answer, or a form for one to those it went to."""
    owner = asking.is_owner(request)
    seen = HelpRequest.objects.seen_by(request.member, is_owner=owner)
    found = get_object_or_404(seen.select_related("asker", "to", "answered_by"), pk=pk)
    is_theirs = HelpRequest.objects.put_to(request.member, is_owner=owner).filter(pk=pk, answered_at=None).exists()
    form = AnswerForm(request.POST or None) if is_theirs else None
    if form and form.is_valid():
        try:
            asking.answer(found, text=form.cleaned_data["text"], by=request.member)
        except asking.AnsweredMeanwhile:
            messages.warning(request, _("Somebody has answered meanwhile; yours was not sent."))
        else:
            messages.success(request, _("Sent. %(name)s gets a notice.") % {"name": found.asker})
        return redirect("help:question", request.organization.slug, pk)
    context = {**_shown(request, found), "form": form}
    return render(request, "help/question.html", context, status=422 if form and form.is_bound else 200)


@require_safe
@allow(EVERYONE)
def why(request: OrgRequest) -> HttpResponse:
    """Show why the group does this, in its own words, and whom to ask."""
    return render(request, "help/why.html", {"why": asking.why(), "may_write": may(request, "prompt.edit")})


@require_http_methods(["GET", "HEAD", "POST"])
@allow("prompt.edit")
def edit_why(request: OrgRequest) -> HttpResponse:
    """Write it; a text to start from is put into the field on request, and kept only when someone saves it."""
    start = starting_text.TEXT if "start" in request.GET else ""
    people = asking.who_belong(request.organization)
    form = WhyForm(request.POST or None, people=people, why=asking.why(), start=str(start))
    if form.is_valid():
        asking.write_why(**form.given(), by=request.member)
        messages.success(request, _("Saved. Everyone who signs in here can read it."))
        return redirect("help:why", request.organization.slug)
    context = {"form": form, "started": bool(start), "start": starting_text.TEXT}
    return render(request, "help/edit_why.html", context, status=422 if form.is_bound else 200)


def _shown(request: OrgRequest, question: HelpRequest) -> dict[str, Any]:
    slug = request.organization.slug
    return {
        "question": question,
        "called": asking.called(question.page, slug=slug) if question.page else "",
        "address": f"/o/{slug}/{question.page}" if question.page else "",
    }
