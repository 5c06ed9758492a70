"""Questions: the tree, one with all below it, asking and rewording them."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from experiments.models import OpenQuestion, Question
from experiments.questions import actions, page
from experiments.questions.forms import OtherForm, QuestionForm
from experiments.questions.tree import Tree
from experiments.telling import told
from members.requests import OrgRequest
from organizations.access import allow, may

LIST, ONE = "experiments:questions", "experiments:question"


@require_safe
@allow("question.view")
def question_list(request: OrgRequest) -> HttpResponse:
    """Show all questions as the tree they are."""
    lines = page.lines(Tree())
    context = {
        "lines": [line for line in lines if not line.question.retired_at],
        "retired": [line for line in lines if line.question.retired_at],
        "may_edit": may(request, actions.RIGHT),
    }
    return render(request, "experiments/questions/list.html", told(request, context))


@require_safe
@allow("question.view")
def question(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show a question, and every experiment, learning and decision below it. One put into another leads there."""
    tree = Tree()
    if pk not in tree.by_key:
        gone = get_object_or_404(Question, pk=pk)
        return redirect(ONE, request.organization.slug, standing(tree, gone).pk)
    return render(
        request, "experiments/questions/question.html", told(request, page.one(request, tree, tree.by_key[pk]))
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allow("question.edit")
def add(request: OrgRequest) -> HttpResponse:
    """Ask a new question: at the top, or under the one that `under` names."""
    tree = Tree()
    under = next((one for key, one in tree.by_key.items() if str(key) == request.GET.get("under")), None)
    form = QuestionForm(request.POST if request.method == "POST" else None, at_top=under is None)
    if form.is_valid():
        made = actions.make(**form.cleaned_data, parent=under, by=request.member)
        messages.success(request, _("It is asked now. What could you try?"))
        return redirect(ONE, request.organization.slug, made.pk)
    context = {"form": form, "under": under, "areas": areas(tree)}
    return render(request, "experiments/questions/add.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("question.edit")
def edit(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Ask it in other words; and from here move it, put it into another one, or ask it no more."""
    tree, found = here(pk)
    text, at_top = found.text, found.parent_id is None
    form = QuestionForm(request.POST if request.method == "POST" else None, instance=found, at_top=at_top)
    if form.is_valid():
        actions.rename(found, by=request.member, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(ONE, request.organization.slug, pk)
    top = "" if at_top else _("At the top, under no other")
    context = {
        "form": form,
        "question": found,
        "text": text,
        "areas": areas(tree),
        "move": OtherForm(tree=tree, question=found, label=_("Let it stand under"), top=top, prefix="move"),
        "merge": OtherForm(tree=tree, question=found, label=_("Put it into"), prefix="merge"),
        **page.goes_along(tree, found),
    }
    return render(request, "experiments/questions/edit.html", context, status=422 if form.errors else 200)


@require_POST
@allow("question.edit")
def retire(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Ask it no more."""
    _tree, found = here(pk)
    actions.retire(found, by=request.member)
    undo = reverse("experiments:question_ask_again", args=[request.organization.slug, pk])
    messages.success(request, _("It is asked no more. All that stands under it is kept."), extra_tags=undo)
    return redirect(ONE, request.organization.slug, pk)


@require_POST
@allow("question.edit")
def ask_again(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Ask it again."""
    _tree, found = here(pk)
    actions.ask_again(found, by=request.member)
    messages.success(request, _("It is asked again."))
    return redirect(ONE, request.organization.slug, pk)


@require_POST
@allow("question.edit")
def ask_here(request: OrgRequest, pk: UUID, left: UUID) -> HttpResponse:
    """Let a question that an experiment left open stand below this one."""
    _tree, found = here(pk)
    made = actions.raise_open(get_object_or_404(OpenQuestion, pk=left), under=found, by=request.member)
    messages.success(request, _("It is asked in the tree now: %s") % made.text)
    return redirect(ONE, request.organization.slug, pk)


def here(pk: UUID) -> tuple[Tree, Question]:
    """Return the tree and a question in it; 404 where it is in none, or was put into another."""
    tree = Tree()
    if pk not in tree.by_key:
        raise Http404
    return tree, tree.by_key[pk]


def standing(tree: Tree, gone: Question) -> Question:
    """Follow a question to the one that it was put into, and further."""
    seen: set[UUID] = set()
    while gone.merged_into_id and gone.pk not in tree.by_key and gone.pk not in seen:
        seen.add(gone.pk)
        gone = Question.objects.get(pk=gone.merged_into_id)
    if gone.pk not in tree.by_key:
        raise Http404
    return gone


def areas(tree: Tree) -> list[str]:
    return sorted({root.area for root in tree.roots if root.area})
