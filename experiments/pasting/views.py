"""Pasting an old write-up, looking at what was read, and keeping it."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from experiments.page.views import to
from experiments.pasting import actions
from experiments.pasting.forms import BesideForm, PasteForm, beside
from experiments.reading import read
from experiments.writing import content as page
from experiments.writing.form import typed as typing
from experiments.writing.form.form import ExperimentForm
from experiments.writing.form.views import form_of
from experiments.writing.from_page import content_of
from members.models import Member
from members.normal import fold
from members.requests import OrgRequest
from organizations.access import allow


@require_http_methods(["GET", "HEAD", "POST"])
@allow("experiment.write")
def paste(request: OrgRequest) -> HttpResponse:
    """Take the text of a whole page, and show what was read from it."""
    form = PasteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        found = read(form.cleaned_data["text"])
        if found.is_one:
            people = {fold(str(one)): one.pk for one in Member.objects.filter(user_id__isnull=False, erased_at=None)}
            content, unplaced = content_of(found, people)
            written = ExperimentForm(typing.from_content(content), stored=content, is_said=False)
            written.once = uuid4()
            pasted = BesideForm(initial=beside(found, form.cleaned_data["text"]))
            return _page(request, written, pasted, unplaced)
        form.add_error(
            "text",
            _("This does not look like a write-up: there are no days, question, hunch, plan or signs in it. Write"
              " headings such as “Hypothesis” or “Steps” above its parts, or write it in the form."),
        )  # fmt: skip
    return render(request, "experiments/paste.html", {"form": form}, status=422 if form.is_bound else 200)


@require_POST
@allow("experiment.write")
def keep(request: OrgRequest) -> HttpResponse:
    """Keep what was read, as it stands in the form now."""
    form, pasted = form_of(request, page.empty(), None), BesideForm(request.POST)
    unplaced = request.POST.getlist("unplaced")
    if not form.is_bound:
        typed = {name: request.POST.get(name, "") for name in pasted.fields}
        return _page(request, form, BesideForm(initial=typed), unplaced)
    # Both are looked at, so that all that is wrong is said at once.
    if all([form.is_valid(), pasted.is_valid()]):
        made = actions.keep(form, pasted, today=request.organization.today(), by=request.member)
        messages.success(request, _("It is kept. The page as you pasted it stands among its documents."))
        return to(request, made)
    return _page(request, form, pasted, unplaced)


def _page(request: OrgRequest, form: ExperimentForm, pasted: BesideForm, unplaced: list[str]) -> HttpResponse:
    wrong = form.n_wrong + len(pasted.errors) if form.is_bound else 0
    context = {"form": form, "pasted": pasted, "unplaced": unplaced, "n_wrong": wrong}
    return render(request, "experiments/write.html", context, status=422 if wrong else 200)
