"""Writing a new experiment and editing one, alone or two at once."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from experiments import names
from experiments.models import Experiment, Revision, Unsaved
from experiments.page.one import one, whole
from experiments.page.views import to
from experiments.writing import content as page
from experiments.writing.actions import FIELDS, ChangedMeanwhile, PageRefused, together
from experiments.writing.content import Content
from experiments.writing.form import saving, telling
from experiments.writing.form import typed as typing
from experiments.writing.form.form import ExperimentForm
from experiments.writing.form.typed import Typed
from members.requests import OrgRequest
from organizations.access import allow

LONGEST_NUMBER = 10


@require_http_methods(["GET", "HEAD", "POST"])
@allow("experiment.write")
def write(request: OrgRequest) -> HttpResponse:
    """Write a new experiment: an idea can be one line."""
    kept = saving.unsaved(None, by=request.member)
    form = form_of(request, page.empty(), kept)
    if form.is_bound and form.is_valid():
        made = saving.write(form, by=request.member)
        messages.success(request, _("It is written down, as an idea. Edit it as often as you like."))
        return to(request, made)
    return _page(request, form, {"kept_unsaved": kept})


@require_http_methods(["GET", "HEAD", "POST"])
@allow("experiment.write")
def edit(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Change what is written, from how it read when the page was opened."""
    experiment = whole(pk)
    kept = saving.unsaved(experiment, by=request.member)
    since = _since(request, experiment, kept)
    form = form_of(request, page.of(experiment), kept)
    if form.is_bound and form.is_valid():
        before: Revision = get_object_or_404(experiment.revisions, number=since)
        content = _chosen(request, form.content(), before.content)
        try:
            saving.edit(experiment, form, content, since=since, by=request.member)
        except ChangedMeanwhile as why:
            return _both(request, experiment, content, before, why)
        except PageRefused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Saved. How it read before is kept."))
            return to(request, experiment)
    return _page(request, form, {"experiment": experiment, "since": since, "kept_unsaved": kept})


def form_of(request: OrgRequest, stored: Content, kept: Unsaved | None) -> ExperimentForm:
    """Return the form as it is to be shown or was sent, with the key that it is known by."""
    form = _form(request, stored, kept)
    form.once = _once(request)
    return form


def _once(request: OrgRequest) -> UUID | None:
    """Return the key of the form that was sent; a form that is shown first gets one."""
    if request.method != "POST":
        return uuid4()
    try:
        return UUID(request.POST.get("once", ""))
    except ValueError:
        return None


def _form(request: OrgRequest, stored: Content, kept: Unsaved | None) -> ExperimentForm:
    """Return the form as it was sent, as a button of a row changed it, as it was kept, or as the experiment reads."""
    if request.method == "POST":
        typed = typing.from_post(request.POST)
        if asked := request.POST.get("row"):
            return ExperimentForm(typing.changed(typed, asked), stored=stored, is_said=False)
        return ExperimentForm(typed, stored=stored, is_said=True)
    typed = kept.typed if kept else typing.from_content(stored)
    if not kept and (asked := request.GET.get("question")):
        typed["questions"] = [{"question": asked}]
    return ExperimentForm(typed, stored=stored, is_said=False)


def _since(request: OrgRequest, experiment: Experiment, kept: Unsaved | None) -> int:
    """Say which revision was read: the one the form names, or was begun from, or the newest."""
    begun = str(kept.typed.get("since", "")) if kept else ""
    said = request.POST.get("since", "") if request.method == "POST" else begun
    return int(said) if said.isdecimal() and len(said) < LONGEST_NUMBER else experiment.version


def _chosen(request: OrgRequest, content: Content, theirs: Content) -> Content:
    """Take the other's words for the parts where that was chosen."""
    taken = {part: theirs[part] for part in FIELDS if request.POST.get(f"choose-{part}") == "theirs"}  # type: ignore[literal-required]
    mixed: Content = content | taken  # type: ignore[assignment]
    return mixed


def _both(
    request: OrgRequest, experiment: Experiment, mine: Content, before: Revision, why: ChangedMeanwhile
) -> HttpResponse:
    """Show both ways the same parts read; the form has mine, and what others changed elsewhere."""
    newest: Content = why.newest.content
    mixed = together(mine, before=before.content, newest=newest)
    called = telling.names_in([mine, newest], lambda member: names.shown(request, member))
    torn = [
        {
            "part": part,
            "title": telling.PARTS[part],
            "mine": telling.lines(mine, part, called),
            "theirs": telling.lines(newest, part, called),
        }
        for part in why.fields
    ]
    asked = typing.from_post(request.POST)
    again: Typed = typing.from_content(mixed) | {name: asked[name] for name in ("new_question", "new_question_under")}
    form = ExperimentForm(again, stored=newest, is_said=False)
    form.once = _once(request)
    who = names.shown(request, why.newest.made_by) if why.newest.made_by else _("Somebody")
    context = {"experiment": experiment, "since": why.newest.number, "torn": torn, "who": who}
    return _page(request, form, context, status=409)


def _page(request: OrgRequest, form: ExperimentForm, context: dict[str, Any], *, status: int = 0) -> HttpResponse:
    wrong = form.n_wrong if form.is_bound else 0
    shown = {"form": form, "n_wrong": wrong, **context}
    return render(request, "experiments/write.html", shown, status=status or (422 if wrong else 200))


@require_POST
@allow("experiment.write")
def keep(request: OrgRequest, pk: UUID | None = None) -> HttpResponse:
    """Keep what is being typed, as it is; the page sends it now and then."""
    typed = typing.from_post(request.POST) | {"since": request.POST.get("since", "")}
    saving.keep(one(pk) if pk else None, typed, once=_once(request), by=request.member)
    return HttpResponse(status=204)


@require_POST
@allow("experiment.write")
def drop(request: OrgRequest, pk: UUID | None = None) -> HttpResponse:
    """Throw away what was not saved."""
    saving.drop(one(pk) if pk else None, by=request.member)
    messages.success(request, _("What was not saved is gone."))
    slug = request.organization.slug
    return redirect("experiments:edit", slug, pk) if pk else redirect("experiments:write", slug)
