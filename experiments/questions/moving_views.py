"""Questions that move under others or go into others: what will happen is said first, and can be taken back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from experiments.models import Question
from experiments.questions import actions, page
from experiments.questions.actions import QuestionRefused
from experiments.questions.forms import OtherForm
from experiments.questions.tree import Tree
from experiments.questions.views import LIST, ONE, here
from members.requests import OrgRequest
from organizations.access import allow

PAGES = {"move": "experiments/questions/move.html", "merge": "experiments/questions/merge.html"}


@require_http_methods(["GET", "HEAD", "POST"])
@allow("question.edit")
def move(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Say what moves along; on POST, move it."""
    tree, found = here(pk)
    top = _("At the top, under no other")
    form = _asked(request, "move", tree=tree, question=found, label=_("Let it stand under"), top=top)
    if form.is_valid():
        other, before = form.chosen(tree), found.parent_id
        if request.method != "POST":
            return _sure(request, "move", tree, found, form, other)
        try:
            actions.move(found, under=other, by=request.member)
        except QuestionRefused as why:
            form.add_error("other", str(why))
        else:
            slug = request.organization.slug
            back = [slug, pk, before] if before else [slug, pk]
            undo = reverse("experiments:question_under" if before else "experiments:question_top", args=back)
            messages.success(request, _("It stands there now, with all below it."), extra_tags=undo)
            return redirect(ONE, slug, pk)
    return _sure(request, "move", tree, found, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("question.edit")
def merge(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Say what goes over; on POST, let one question go into the other."""
    tree, found = here(pk)
    form = _asked(request, "merge", tree=tree, question=found, label=_("Put it into"))
    if form.is_valid() and (other := form.chosen(tree)):
        if request.method != "POST":
            return _sure(request, "merge", tree, found, form, other)
        try:
            actions.merge(found, into=other, by=request.member)
        except QuestionRefused as why:
            form.add_error("other", str(why))
        else:
            undo = reverse("experiments:question_part", args=[request.organization.slug, pk])
            messages.success(request, _("The two are one now: %s") % other.text, extra_tags=undo)
            return redirect(ONE, request.organization.slug, other.pk)
    return _sure(request, "merge", tree, found, form, None)


def _asked(request: OrgRequest, prefix: str, **about: Any) -> OtherForm:
    return OtherForm(request.POST if request.method == "POST" else request.GET, prefix=prefix, **about)


def _sure(
    request: OrgRequest, what: str, tree: Tree, found: Question, form: OtherForm, other: Question | None
) -> HttpResponse:
    context = {"question": found, "form": form, "other": other, **page.goes_along(tree, found)}
    return render(request, PAGES[what], context, status=422 if form.errors else 200)


@require_POST
@allow("question.edit")
def under(request: OrgRequest, pk: UUID, parent: UUID | None = None) -> HttpResponse:
    """Put a question back under the one it stood under, or to the top."""
    tree, found = here(pk)
    above = get_object_or_404(Question, pk=parent) if parent else None
    try:
        actions.move(found, under=tree.by_key.get(above.pk, above) if above else None, by=request.member)
    except QuestionRefused as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("It stands where it was."))
    return redirect(ONE, request.organization.slug, pk)


@require_POST
@allow("question.edit")
def part(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Take a question out of the one it was put into."""
    found = get_object_or_404(Question, pk=pk)
    try:
        actions.part(found, by=request.member)
    except QuestionRefused as why:
        messages.error(request, str(why))
        return redirect(LIST, request.organization.slug)
    messages.success(request, _("It stands by itself again."))
    return redirect(ONE, request.organization.slug, pk)
