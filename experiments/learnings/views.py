"""The library of learnings: the list, one of them, and keeping it true."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from experiments.learnings import actions, cited
from experiments.learnings.actions import LearningRefused
from experiments.learnings.forms import AgainForm, DecisionForm, LearningForm, NewForm
from experiments.learnings.listed import SEARCH, Library
from experiments.models import Decision, Learning
from experiments.telling import told
from members import search
from members.requests import OrgRequest
from organizations.access import allow, may

LIST, ONE = "experiments:learnings", "experiments:learning"


@require_safe
@allow("learning.view")
def learnings(request: OrgRequest) -> HttpResponse:
    """Show what was learned and decided, the newest first."""
    found = Library(request)
    page = found.page()
    context = {"library": found, "page": page, "lines": page.object_list, "may_edit": may(request, actions.RIGHT)}
    status = 422 if found.form.errors else 200
    return render(request, "experiments/learnings/list.html", told(request, context), status=status)


@require_POST
@allow("learning.view")
def find(request: OrgRequest) -> HttpResponse:
    """Keep the words in the session, and look for them in what is shown: they may be names."""
    address = reverse(LIST, args=[request.organization.slug])
    kept = [(key, request.GET[key]) for key in request.GET if key not in (SEARCH, "page")]
    if words := request.POST.get("q", "").strip():
        kept.append((SEARCH, search.remember(request.session, words)))
    return HttpResponseRedirect(f"{address}?{urlencode(kept)}" if kept else address, status=303)


@require_safe
@allow("learning.view")
def learning(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show one, with the experiment and the figures that it rests on, and where it was seen again."""
    return _page(request, one(pk))


@require_http_methods(["GET", "HEAD", "POST"])
@allow("learning.edit")
def add(request: OrgRequest) -> HttpResponse:
    """Keep something the group knows now, also without an experiment."""
    today = request.organization.today()
    form = NewForm(request.POST if request.method == "POST" else None, today=today, initial={"on": today})
    if form.is_valid():
        made = actions.add(**form.cleaned_data, by=request.member)
        undo = reverse("experiments:learning_remove", args=[request.organization.slug, made.pk])
        messages.success(request, _("It stands in the library now."), extra_tags=undo)
        return redirect(ONE, request.organization.slug, made.pk)
    return render(request, "experiments/learnings/add.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("learning.edit")
def edit(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Say it better, or tag it."""
    found = one(pk)
    kind = DecisionForm if isinstance(found, Decision) else LearningForm
    now = {name: getattr(found, name) for name in ("text", "on", "kind") if hasattr(found, name)}
    form = kind(
        request.POST if request.method == "POST" else None,
        today=request.organization.today(),
        initial=now | {"tags": ", ".join(found.tags)},
    )
    if form.is_valid():
        actions.edit(found, by=request.member, **form.cleaned_data)
        undo = reverse("experiments:learning_edit_back", args=[request.organization.slug, pk])
        messages.success(request, _("Saved."), extra_tags=undo)
        return redirect(ONE, request.organization.slug, pk)
    context = {"form": form, "learned": found}
    return render(request, "experiments/learnings/edit.html", context, status=422 if form.errors else 200)


@require_POST
@allow("learning.edit")
def edit_back(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Let it read as before."""
    try:
        actions.edit_back(one(pk), by=request.member)
    except LearningRefused as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("It reads as before."))
    return redirect(ONE, request.organization.slug, pk)


@require_POST
@allow("learning.edit")
def remove(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Take it out of the library."""
    actions.remove(one(pk), by=request.member)
    undo = reverse("experiments:learning_bring_back", args=[request.organization.slug, pk])
    messages.success(request, _("It is out of the library, and off its experiment."), extra_tags=undo)
    return redirect(LIST, request.organization.slug)


@require_POST
@allow("learning.edit")
def bring_back(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Put it back."""
    found = Learning.everything.filter(pk=pk).first() or get_object_or_404(Decision.everything, pk=pk)
    actions.bring_back(found, by=request.member)
    messages.success(request, _("It is back."))
    return redirect(ONE, request.organization.slug, pk)


@require_POST
@allow("learning.edit")
def see_again(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Say in which other experiment it was seen."""
    found = get_object_or_404(Learning.objects.select_related("experiment"), pk=pk)
    form = AgainForm(request.POST)
    if form.is_valid():
        experiment = form.cleaned_data["experiment"]
        try:
            actions.see_again(found, experiment=experiment, by=request.member)
        except LearningRefused as why:
            form.add_error("experiment", str(why))
        else:
            undo = reverse("experiments:learning_not_seen", args=[request.organization.slug, pk, experiment.pk])
            messages.success(request, _("Seen again in: %s") % experiment, extra_tags=undo)
            return redirect(ONE, request.organization.slug, pk)
    return _page(request, found, form)


@require_POST
@allow("learning.edit")
def not_seen(request: OrgRequest, pk: UUID, experiment: UUID) -> HttpResponse:
    """Take back that it was seen there."""
    actions.not_seen(get_object_or_404(Learning, pk=pk), experiment=experiment, by=request.member)
    messages.success(request, _("Taken back."))
    return redirect(ONE, request.organization.slug, pk)


def one(pk: UUID) -> Learning | Decision:
    """Find a learning, or else a decision: the library has one address for both."""
    found: Learning | Decision | None = Learning.objects.select_related("experiment").filter(pk=pk).first()
    found = found or Decision.objects.select_related("experiment").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _page(request: OrgRequest, found: Any, again: AgainForm | None = None) -> HttpResponse:
    is_decision, experiment = isinstance(found, Decision), found.experiment
    context = {
        "learned": found,
        "is_decision": is_decision,
        "signs": cited.signs(request, experiment) if experiment else [],
        "again": [] if is_decision else list(found.again.select_related("experiment")),
        "form": again or AgainForm(),
        "may_edit": may(request, actions.RIGHT),
    }
    status = 422 if again and again.errors else 200
    return render(request, "experiments/learnings/learning.html", told(request, context), status=status)
