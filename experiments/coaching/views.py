"""Reviewing an experiment, answering its question, and notes of what was agreed with this group."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from conversations.asking import who_belong
from experiments import names
from experiments.coaching import actions
from experiments.coaching.forms import AnswerForm, NoteForm, ReviewForm
from experiments.coaching.ready import checks
from experiments.models import CoachingNote, CoachReview
from experiments.page import shown
from experiments.page.one import one, whole
from experiments.page.views import to
from members.requests import OrgRequest
from organizations.access import allow, may


@require_POST
@allow("experiment.review")
def review(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Send a review to the team."""
    experiment = whole(pk)
    today = request.organization.today()
    form = ReviewForm(request.POST, signs=getattr(experiment, "criteria", []))
    if not form.is_valid():
        context = shown.page(request, experiment)
        # Once more: the signs to choose from read as the page does by now.
        context["review"]["form"] = ReviewForm(request.POST, signs=getattr(experiment, "criteria", []))
        return render(request, "experiments/experiment.html", context, status=422)
    ready = [check.name for check in checks(experiment, today) if check.is_so]
    signs = {str(sign.pk): sign for sign in experiment.signs.all()}
    remarks = form.remarks(signs)
    actions.review(experiment, form.cleaned_data, remarks, ready=ready, today=today, by=request.member)
    messages.success(request, _("Your review is sent. The team is told."))
    return to(request, experiment, "#review")


@require_POST
@allow("experiment.log")
def answer(request: OrgRequest, pk: UUID, review: UUID) -> HttpResponse:
    """Answer the question of a review."""
    found = get_object_or_404(CoachReview.objects.exclude(question=""), experiment=pk, pk=review)
    form = AnswerForm(request.POST, auto_id=False)
    if not form.is_valid():
        context = shown.page(request, whole(pk))
        context["review"]["answer"] = form
        return render(request, "experiments/experiment.html", context, status=422)
    actions.answer(found, text=form.cleaned_data["text"], today=request.organization.today(), by=request.member)
    messages.success(request, _("Your answer is there for everybody to read."))
    return to(request, one(pk), "#review")


@require_http_methods(["GET", "HEAD", "POST"])
@allow("experiment.comment")
def notes(request: OrgRequest) -> HttpResponse:
    """Show what was agreed, to the coach who wrote it and to who was there; a coach writes more."""
    today = request.organization.today()
    may_write = may(request, "experiment.review")
    here = who_belong(request.organization) if may_write else []
    others = [member for member in here if member != request.member]
    form = NoteForm(request.POST or None, here=others, today=today, initial={"on": today})
    if may_write and form.is_bound and form.is_valid():
        actions.keep_note(**form.cleaned_data, by=request.member)
        messages.success(request, _("Kept. You read it, and who was there."))
        return redirect("experiments:coaching_notes", request.organization.slug)
    mine = Q(coach=request.member) | Q(there__member=request.member)
    found = CoachingNote.objects.filter(mine).distinct().select_related("coach").prefetch_related("there__member")
    read = list(found[:50])
    others_wrote = [note for note in read if note.coach_id != request.member.pk]
    for note, agreed in zip(others_wrote, names.texts(request, [note.agreed for note in others_wrote]), strict=True):
        note.agreed = agreed
    context = {"form": form, "notes": read, "may_write": may_write}
    return render(request, "experiments/coaching/notes.html", context, status=422 if form.is_bound else 200)


@require_POST
@allow("experiment.review")
def look(request: OrgRequest) -> HttpResponse:
    """Say that everything of this group up to now was seen."""
    actions.look(by=request.member)
    return HttpResponseRedirect(reverse("coach"), status=303)


@require_safe
@allow("experiment.review")
def desk(request: OrgRequest) -> HttpResponse:
    """Go to the desk over all groups: a coach's visit begins there."""
    return redirect("coach")
