"""The group's questions: the sets, what was answered to each, and changing them."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from audit import reads
from conversations.models import Prompt, PromptAnswer, PromptSet
from conversations.prompts import MOST_PROMPTS, actions
from conversations.prompts.forms import AnswersForm, PromptForm, SetForm
from conversations.themes.page import of_period
from conversations.themes.periods import asked
from conversations.themes.reach import readable
from conversations.themes.sentences import known
from members.models import Member
from members.requests import OrgRequest
from organizations.access import allow, may

_READS = "note.view.organizers"
_A_PAGE = 50


@require_safe
@allow(_READS)
def prompt_list(request: OrgRequest) -> HttpResponse:
    """Show the sets with their questions, those that are asked now first, and how often each was answered."""
    today = request.organization.today()
    here = Prompt.objects.order_by("put_away_at", "position", "created_at", "pk")
    sets = list(PromptSet.objects.prefetch_related(Prefetch("prompts", here)))
    counted = dict(_answers(request).order_by().values_list("prompt").annotate(n=Count("pk")))
    context = {
        "sets": [_shown(of, today, counted) for of in sets if not of.put_away_at],
        "gone": [of for of in sets if of.put_away_at],
        "may_edit": may(request, "prompt.edit"),
        "most": MOST_PROMPTS,
    }
    return render(request, "conversations/prompts/list.html", context)


@require_safe
@allow(_READS)
def answers(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show what was answered to one question, as far as the reader may read it."""
    prompt = get_object_or_404(Prompt.objects.select_related("of"), pk=pk)
    period = asked(request)
    given = _answers(request).filter(prompt=prompt)
    authors = Member.objects.filter(pk__in=given.order_by().values("conversation__author")).by_name()
    form = AnswersForm(request.GET, authors=authors)
    found = form.narrow(given.filter(period.within("conversation__on")))
    found = found.select_related("conversation__author").annotate(known=known(request, "conversation"))
    latest = found.order_by("-conversation__on", "-conversation__created_at", "-pk")
    page = Paginator(latest, _A_PAGE).get_page(request.GET.get("page"))
    reads.note(request, _READS, n=len(page.object_list))
    context = {"prompt": prompt, "form": form, "page": page, "may_edit": may(request, "prompt.edit")}
    return render(request, "conversations/prompts/answers.html", context | of_period(period))


@require_http_methods(["GET", "HEAD", "POST"])
@allow("prompt.edit")
def add_set(request: OrgRequest) -> HttpResponse:
    """Begin a set of questions."""
    form = SetForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = actions.make_set(**form.cleaned_data, by=request.member)
        messages.success(request, _("Now write its first question."))
        return redirect("prompts:add", request.organization.slug, made.pk)
    return _page(request, form, title=_("A set of questions"), button=_("Begin the set"))


@require_http_methods(["GET", "HEAD", "POST"])
@allow("prompt.edit")
def edit_set(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Change what a set is called and when it is asked."""
    of = get_object_or_404(PromptSet, pk=pk)
    form = SetForm(request.POST if request.method == "POST" else None, instance=of)
    if form.is_valid():
        actions.edit_set(of, **form.cleaned_data, by=request.member)
        messages.success(request, _("Saved."))
        return redirect("prompts:list", request.organization.slug)
    return _page(request, form, title=_("A set of questions"), button=_("Save"), of=of)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("prompt.edit")
def add(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Add a question to a set."""
    of = get_object_or_404(PromptSet, pk=pk, put_away_at=None)
    form = PromptForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.ask(of, text=form.cleaned_data["text"], by=request.member)
        messages.success(request, _("The question is offered to whoever logs a conversation."))
        return redirect("prompts:list", request.organization.slug)
    return _page(request, form, title=_("A question for “%s”") % of, button=_("Add the question"))


@require_http_methods(["GET", "HEAD", "POST"])
@allow("prompt.edit")
def edit(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Ask a question in other words, as long as nobody has answered it."""
    prompt = get_object_or_404(Prompt, pk=pk)
    form = PromptForm(request.POST if request.method == "POST" else None, instance=prompt)
    if form.is_valid():
        try:
            actions.reword(prompt, text=form.cleaned_data["text"], by=request.member)
        except actions.PromptsRefused as why:
            form.add_error("text", str(why))
        else:
            messages.success(request, _("Saved."))
            return redirect("prompts:list", request.organization.slug)
    return _page(request, form, title=_("A question"), button=_("Save"), prompt=prompt)


def _answers(request: OrgRequest) -> Any:
    """Return the answers whose words the reader may read."""
    return PromptAnswer.objects.filter(conversation__in=readable(request).order_by().values("pk"))


def _shown(of: PromptSet, today: date, counted: Mapping[UUID, int]) -> dict[str, Any]:
    """Say of a set whether it is asked now, later, or was before."""
    state = "now"
    if of.first_day and of.first_day > today:
        state = "later"
    elif of.last_day and of.last_day < today:
        state = "before"
    prompts: list[Any] = list(of.prompts.all())
    for prompt in prompts:
        prompt.n_answers = counted.get(prompt.pk, 0)
    return {
        "of": of,
        "state": state,
        "prompts": [each for each in prompts if not each.put_away_at],
        "gone": [each for each in prompts if each.put_away_at],
    }


def _page(request: OrgRequest, form: Any, **context: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "conversations/prompts/form.html", {"form": form, **context}, status=status)
