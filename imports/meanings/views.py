"""What the words of a list mean, asked column by column; and what is remembered of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from imports import views_steps
from imports.actions import NotNow
from imports.cleanup.views import elsewhere, say_done
from imports.context import Context
from imports.meanings import actions, remembered, vocabularies
from imports.meanings.forms import WordsForm
from imports.meanings.proposals import words_of
from imports.models import ImportBatch, ImportMeaning
from imports.tasks import nudge
from imports.views import batch_or_404
from members.requests import OrgRequest
from organizations.access import allow

Status = ImportBatch.Status


@require_http_methods(["GET", "HEAD", "POST"])
@allow("import.run")
def words(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show what the words of each column become, or take the person's word on one column."""
    batch = batch_or_404(pk)
    if batch.status != Status.TO_CONFIRM:
        return elsewhere(request, batch)
    context = Context.of(batch)
    units = {about: finder.all for about, finder in context.meanings.units.items()}
    found = words_of(batch, context, vocabularies.of(batch, units=units))
    forms = {each.column.at: WordsForm(words=each) for each in found}
    if request.method == "POST":
        form = _posted(request, forms)
        if form is None or form.is_valid():
            return _mean(request, batch, form)
        forms[form.words.column.at] = form
    shown = {**views_steps.frame_of(batch, at=views_steps.CLEAN_UP), "forms": forms.values()}
    return render(request, "imports/words.html", shown, status=422 if request.method == "POST" else 200)


def _posted(request: OrgRequest, forms: dict[int, WordsForm]) -> WordsForm | None:
    """Read what was said of one column; None when its words are asked about no longer."""
    at = request.POST.get("at", "")
    if not at.isdecimal() or int(at) not in forms:
        return None
    return WordsForm(request.POST, words=forms[int(at)].words)


def _mean(request: OrgRequest, batch: ImportBatch, form: WordsForm | None) -> HttpResponse:
    here = reverse("imports:words", args=[request.organization.slug, batch.pk])
    try:
        if form is None:
            messages.info(request, _("The columns have changed meanwhile. These are their words now."))
        elif answers := form.answers():
            vocabulary = form.words.vocabulary
            done = actions.mean(batch, vocabulary=vocabulary, answers=answers, by=request.member)
            nudge(batch)
            say_done(request, batch, done)
    except NotNow as sentence:
        messages.info(request, str(sentence))
    return HttpResponseRedirect(here, status=303)


@require_safe
@allow("import.run")
def meanings(request: OrgRequest) -> HttpResponse:
    """List what is remembered of words."""
    page = remembered.page(request.GET.get("page"))
    return render(request, "imports/meanings.html", {"page": page, "lines": remembered.lines(page)})


@require_POST
@allow("import.run")
def forget(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Ask about a word again in the lists that follow."""
    actions.forget(get_object_or_404(ImportMeaning, pk=pk), by=request.member)
    messages.success(request, _("Forgotten. The next list with this word asks again."))
    return HttpResponseRedirect(reverse("imports:meanings", args=[request.organization.slug]), status=303)
