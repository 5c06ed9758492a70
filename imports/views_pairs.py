"""Is this the same person? One pair at a time, or all of them as a list."""

from typing import Any, NamedTuple
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit import reads
from imports import actions, deciding, effect, lines, pairs, queries, views_steps
from imports.forms_pairs import PairForm
from imports.models import ImportBatch, ImportRow
from imports.modes import ModesForm
from imports.tasks import nudge
from imports.views import batch_or_404, do, see
from members.requests import OrgRequest
from organizations.access import allow

A_PAGE = 50
Status = ImportBatch.Status
Decision = ImportRow.Decision


class Place(NamedTuple):
    """Where a pair stands among the others: its number, how many there are, and the rows of those beside it."""

    at: int
    total: int
    waiting: int
    before: int | None
    after: int | None


@require_safe
@allow("import.run")
def pair_list(request: OrgRequest, pk: UUID) -> HttpResponse:
    """List every row that may be somebody who is here, with what was said of it so far."""
    batch = batch_or_404(pk)
    rows = queries.pairs(deciding.asked(batch))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    reads.note(request, "import.run", n=len(page.object_list))
    numbers = _numbers(batch)
    waiting = [number for number, decision in numbers if decision in ("", Decision.LATER)]
    context = {
        **views_steps.frame_of(batch, views_steps.DUPLICATES),
        "page": page,
        "doubts": lines.doubts(page, region=request.organization.phone_region),
        "n": len(numbers),
        "n_waiting": len(waiting),
        "first": waiting[0] if waiting else None,
        "is_before": batch.status == Status.TO_CONFIRM,
    }
    return render(request, "imports/pairs.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("import.run")
def pair(request: OrgRequest, pk: UUID, number: int) -> HttpResponse:
    """Show one pair side by side, or take the person's word on it and show the next."""
    batch = batch_or_404(pk)
    row = get_object_or_404(queries.pairs(batch.rows.all()), number=number)
    if request.method != "POST":
        return _pair_page(request, batch, row)
    shown = pairs.pair(batch, row, region=request.organization.phone_region)
    form = PairForm(request.POST, pair=shown)
    if not form.is_valid():
        row.choices = form.typed()
        return _pair_page(request, batch, row, form=form, status=422)
    try:
        batch = deciding.say(row, form.cleaned_data["said"], choices=form.chosen(), by=request.member)
    except actions.NotNow as elsewhere:
        messages.info(request, str(elsewhere))
        return see(request, batch)
    nudge(batch)
    return _next(request, batch, number)


@require_POST
@allow("import.run")
def recount(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Go on to bringing in: with new words on rows, they are all looked at once more."""
    batch = batch_or_404(pk)
    if not batch.is_to_recount or batch.status != Status.TO_CONFIRM:
        return see(request, batch)
    return do(request, batch, lambda: actions.recount(batch, by=request.member))


@require_POST
@allow("import.run")
def modes(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Take the person's word on how the list comes to what is here, and look at the rows once more."""
    batch = batch_or_404(pk)
    if batch.status != Status.TO_CONFIRM:
        return see(request, batch)
    form = ModesForm(request.POST, batch=batch, labels=effect.labels_of(batch))
    if not form.is_valid():
        return views_steps.check_page(request, batch, modes=form, status=422)
    return do(request, batch, lambda: actions.choose_modes(batch, modes=form.modes(), by=request.member))


def _pair_page(
    request: OrgRequest, batch: ImportBatch, row: ImportRow, *, form: PairForm | None = None, status: int = 200
) -> HttpResponse:
    place = _place(batch, row.number)
    shown = pairs.pair(batch, row, region=request.organization.phone_region)
    reads.note(request, "import.run", n=1)
    context: dict[str, Any] = {
        **views_steps.frame_of(batch, views_steps.DUPLICATES),
        "pair": shown,
        "place": place,
        "form": form,
        "may_say": place.at > 0,
    }
    return render(request, "imports/pair.html", context, status=status)


def _place(batch: ImportBatch, number: int) -> Place:
    numbers = _numbers(batch)
    order = [each for each, _decision in numbers]
    waiting = sum(decision in ("", Decision.LATER) for _each, decision in numbers)
    before = [each for each in order if each < number]
    after = [each for each in order if each > number]
    at = len(before) + 1 if number in order else 0
    return Place(at, len(order), waiting, before[-1] if before else None, after[0] if after else None)


def _numbers(batch: ImportBatch) -> list[tuple[int, str]]:
    return list(deciding.asked(batch).values_list("number", "decision"))


def _next(request: OrgRequest, batch: ImportBatch, number: int) -> HttpResponse:
    """Show the same row while it is asked of somebody else, then the next undecided; after the last, what will happen."""
    numbers = _numbers(batch)
    open_ones = [each for each, decision in numbers if not decision]
    following = [each for each in open_ones if each >= number] or open_ones
    slug = request.organization.slug
    if following:
        url = reverse("imports:pair", args=[slug, batch.pk, following[0]])
    elif any(decision == Decision.LATER for _each, decision in numbers):
        url = reverse("imports:pairs", args=[slug, batch.pk])
    elif batch.is_to_recount:
        return do(request, batch, lambda: actions.recount(batch, by=request.member))
    else:
        return see(request, batch)
    return HttpResponseRedirect(url, status=303)
