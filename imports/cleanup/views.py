"""Cleaning a list up, cell by cell: writing, leaving out, putting back. Every answer leads to the next problem."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from imports.actions import NotNow
from imports.cleanup import actions, counts, days, pages
from imports.cleanup.forms import EMPTY, CellForm
from imports.fixes import open_rows
from imports.meanings import actions as meanings
from imports.meanings import vocabularies
from imports.models import ImportBatch
from imports.tasks import nudge
from imports.views import batch_or_404
from members.requests import OrgRequest
from organizations.access import allow
from organizations.sealing import unseal

Status = ImportBatch.Status


@require_safe
@allow("import.run")
@vary_on_headers("HX-Request", "HX-Target")
def cells(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show the cells of a checked list that need a person, that were put right, or all of them."""
    batch = batch_or_404(pk)
    if batch.status != Status.TO_CONFIRM:
        return elsewhere(request, batch)
    return pages.show(request, batch)


@require_POST
@allow("import.run")
@vary_on_headers("HX-Request", "HX-Target")
def fix(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Write into a cell, or into all alike; what cannot be read comes back with the reason."""
    batch = batch_or_404(pk)
    if batch.status != Status.TO_CONFIRM:
        return elsewhere(request, batch)
    form = CellForm(request.POST, batch=batch)
    if not form.is_valid():
        return pages.show(request, batch, form=form, status=422)
    return _done(request, batch, lambda: _fix(request, batch, form), after=form.place)


def _fix(request: OrgRequest, batch: ImportBatch, form: CellForm) -> actions.Done:
    """Alike words of a column of few words are explained, once and for the lists that follow."""
    number, _at = form.place
    if not form.cleaned_data["alike"]:
        return actions.fix(batch, cells=[(number, form.header)], value=form.written, by=request.member)
    vocabulary = vocabularies.of(batch, headers=[form.header]).get(form.header)
    if vocabulary:
        said = meanings.answer(vocabulary, "-" if form.cleaned_data["do"] == EMPTY else form.written)
        if said:
            return meanings.mean(batch, vocabulary=vocabulary, answers={form.stood: said}, by=request.member)
    cells = [(row, form.header) for row in _alike(batch, form.header, form.stood)]
    return actions.fix(batch, cells=cells, value=form.written, by=request.member)


def _alike(batch: ImportBatch, header: str, stood: str) -> list[int]:
    """Find the rows in which the same text in the same column needs a person."""
    told = [{"column": header}]
    found = open_rows(batch).filter(Q(problems__contains=told) | Q(offers__contains=told))
    return [
        number
        for number, problems, offers in found.values_list("number", "problems", "offers")
        if any(cell["column"] == header and unseal(cell["value"]) == stood for cell in (*problems, *offers))
    ]


@require_POST
@allow("import.run")
def every(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Do the same with every cell that needs somebody: take what is offered, or leave it empty."""
    batch = batch_or_404(pk)
    act = actions.take_offers if request.POST.get("do") == "take" else actions.leave_empty
    return _done(request, batch, lambda: act(batch, by=request.member))


@require_POST
@allow("import.run")
def skip(request: OrgRequest, pk: UUID, number: int) -> HttpResponse:
    """Leave a row out, or take it in again."""
    batch = batch_or_404(pk)
    if request.POST.get("do") != "back":
        return _done(request, batch, lambda: actions.skip(batch, number=number, by=request.member), after=(number, 0))
    return _done(request, batch, lambda: actions.bring_back(batch, number=number, by=request.member))


@require_POST
@allow("import.run")
@vary_on_headers("HX-Request", "HX-Target")
def say_days(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Take a person's word on the order of day and month, and on the year."""
    batch = batch_or_404(pk)
    if batch.status != Status.TO_CONFIRM:
        return elsewhere(request, batch)
    found = days.open_days(batch, counts.alike(batch))
    form = days.DaysForm(request.POST, batch=batch, open_days=found, today=request.organization.today())
    if not form.is_valid():
        return pages.show(request, batch, days_form=form, status=422)
    given = form.given()

    def act() -> None:
        days.say(batch, given=given, by=request.member)
        what = next((what for what, names in days.SAID.items() if {*names} == given.keys()), None)
        # Nothing is said where another window has answered already.
        if what is not None:
            back = reverse("imports:days_back", args=[request.organization.slug, batch.pk, what])
            messages.success(request, _("The days of the whole list are read so."), extra_tags=back)

    return _done(request, batch, act)


@require_POST
@allow("import.run")
def days_back(request: OrgRequest, pk: UUID, what: str) -> HttpResponse:
    """Take back what was said of days: it is asked anew."""
    batch = batch_or_404(pk)
    if what not in days.SAID:
        raise Http404

    def act() -> None:
        days.forget(batch, what=days.SAID[what], by=request.member)
        messages.success(request, _("Put back. Say anew how the days are written."))

    return _done(request, batch, act)


@require_POST
@allow("import.run")
def put_back(request: OrgRequest, pk: UUID, move: UUID) -> HttpResponse:
    """Take back what was said in one go, of cells or of words."""
    batch = batch_or_404(pk)

    def act() -> None:
        n = actions.put_back(batch, move=move, by=request.member) + meanings.put_back(
            batch, move=move, by=request.member
        )
        messages.success(request, _("Put back.") if n else _("There was nothing left to put back."))

    return _done(request, batch, act)


type Act = Callable[[], "actions.Done | int | None"]


def _done(request: OrgRequest, batch: ImportBatch, act: Act, *, after: tuple[int, int] | None = None) -> HttpResponse:
    """Do it, say so with a way back, and go on to the next problem."""
    try:
        done = act()
    except NotNow as sentence:
        messages.info(request, str(sentence))
        return elsewhere(request, batch)
    nudge(batch)
    if isinstance(done, actions.Done):
        say_done(request, batch, done)
    return HttpResponseRedirect(pages.address(request, batch, after=after), status=303)


def say_done(request: OrgRequest, batch: ImportBatch, done: actions.Done) -> None:
    """Say how many rows it was about, with a way back."""
    if done.n:
        back = reverse("imports:put_back", args=[request.organization.slug, batch.pk, done.move])
        said = ngettext("Done, in %s row.", "Done, in %s rows.", done.n) % f"{done.n:,}"
        messages.success(request, said, extra_tags=back)
    else:
        messages.success(request, _("Remembered."))


def elsewhere(request: OrgRequest, batch: ImportBatch) -> HttpResponse:
    """Show a list where it stands by now, as a whole page also to somebody who asked for a part."""
    url = reverse("imports:detail", args=[request.organization.slug, batch.pk])
    if request.htmx.target == "cells":
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url, status=303)
