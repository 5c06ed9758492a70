"""Rounds: begun by who leads, placed by each alone, looked at together, settled."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit import reads
from ladders.actions import AssessmentRefused
from ladders.calibrating import actions
from ladders.calibrating.actions import RoundRefused
from ladders.calibrating.agreement import kappa
from ladders.calibrating.assessors import Possible, possible
from ladders.calibrating.beginning import Beginning
from ladders.calibrating.comparing import Comparison, leads, open_to, within_reach
from ladders.calibrating.forms import MOST_PEOPLE, PlacingForm, SettleForm
from ladders.models import Calibration, CalibrationAssessor, CalibrationMember, Ladder, Place
from members.requests import OrgRequest
from organizations.access import allow

ROUND, ROUNDS, PLACE = "ladders:calibration", "ladders:calibrations", "ladders:calibration_place"


@require_safe
@allow("assessment.make")
def rounds(request: OrgRequest) -> HttpResponse:
    """List the rounds one takes part in, those first that wait for oneself."""
    found = list(open_to(request))
    seats = CalibrationAssessor.objects.filter(calibration__in=found, assessor=request.member, left_at=None)
    waiting = set(seats.filter(finished_at=None, calibration__closed_at=None).values_list("calibration", flat=True))
    lines = sorted(((each, each.pk in waiting) for each in found), key=lambda line: not line[1])
    return render(request, "ladders/calibrating/rounds.html", {"lines": lines, "may_begin": leads(request)})


@require_http_methods(["GET", "HEAD", "POST"])
@allow("ladder.edit")
def new(request: OrgRequest) -> HttpResponse:
    """Ask whom to place and who places them; a first POST brings who is ticked on the list of people."""
    begun = Beginning(request)
    form = begun.form
    if form.is_valid() and (members := begun.members()):
        made = actions.begin(
            name=form.cleaned_data["name"],
            ladder=form.ladders[form.cleaned_data["ladder"]],
            members=members,
            assessors=[each.member for each in form.cleaned_data["assessors"]],
            by=request.member,
        )
        messages.success(request, _("The round has begun. Each assessor finds it under Calibrate, and by the bell."))
        return redirect(ROUND, request.organization.slug, made.pk)
    context = {"form": form, "picked": begun.picked, "too_many": MOST_PEOPLE if begun.brings_too_many else None}
    return render(request, "ladders/calibrating/new.html", context, status=422 if form.errors else 200)


@require_safe
@allow("assessment.make")
def detail(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Lay side by side what was said; who has still to place by themselves is led there."""
    compared = _compared(request, pk)
    if compared.is_blind:
        return redirect(PLACE, request.organization.slug, pk)
    reads.note(request, "member.view", n=len(compared.lines))
    context = {"compared": compared, "calibration": compared.calibration, "n_levels": _n_levels(compared.calibration)}
    agreed = sum(line.agreed is not None for line in compared.lines)
    return render(request, "ladders/calibrating/round.html", context | {"leads": leads(request), "n_agreed": agreed})


@require_safe
@allow("assessment.make")
def counted(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Say how alike they see people beyond chance: the figure, and what it is made of."""
    compared = _compared(request, pk)
    if compared.is_blind:
        return redirect(PLACE, request.organization.slug, pk)
    found = kappa([line.places for line in compared.complete])
    context = {"compared": compared, "calibration": compared.calibration, "kappa": found}
    return render(request, "ladders/calibrating/counted.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("assessment.make")
def place(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Let an assessor place everyone alone, keep a part of it, and finish; invalid: 422 with the same form."""
    seats = CalibrationAssessor.objects.taking_part().select_related("calibration__ladder")
    seat = get_object_or_404(
        seats.prefetch_related("calibration__ladder__levels"), calibration=pk, assessor=request.member
    )
    if seat.finished_at or seat.calibration.closed_at:
        return redirect(ROUND, request.organization.slug, pk)
    form = _placing(request, seat)
    if form.is_valid():
        try:
            actions.place(seat, form.given(), finishes=form.finishes, by=request.member)
        except RoundRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Done. Here is what the others said.") if form.finishes else _("Kept for now."))
        return redirect(ROUND if form.finishes else PLACE, request.organization.slug, pk)
    reads.note(request, "member.view", n=len(form.people))
    context = {"form": form, "calibration": seat.calibration}
    return render(request, "ladders/calibrating/place.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("ladder.edit")
def settle(request: OrgRequest, pk: UUID, person: UUID) -> HttpResponse:
    """Write down what was agreed about one person: it becomes an assessment; invalid: 422 with the same form."""
    compared = _compared(request, pk)
    line = None if compared.is_blind else next((each for each in compared.lines if each.person.pk == person), None)
    if line is None:
        return redirect(ROUND, request.organization.slug, pk)
    ladder, today = compared.calibration.ladder, request.organization.today()
    form = SettleForm(request.POST if request.method == "POST" else None, ladder=ladder, today=today)
    if form.is_valid():
        try:
            actions.settle(line.person, by=request.member, seconds=_seconds(request, ladder), **form.given())
        except AssessmentRefused as refusal:
            form.refuse(refusal)
        except RoundRefused as refusal:
            messages.info(request, str(refusal))
            return redirect(ROUND, request.organization.slug, pk)
        else:
            return redirect(ROUND, request.organization.slug, pk)
    reads.note(request, "member.view", of=person)
    context = {"form": form, "line": line, "compared": compared, "calibration": compared.calibration}
    context["n_levels"] = _n_levels(compared.calibration)
    return render(request, "ladders/calibrating/settle.html", context, status=422 if form.errors else 200)


@require_POST
@allow("ladder.edit")
def settle_alike(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Keep everyone's place on whom all agree."""
    compared, n = _compared(request, pk), 0
    said: dict[str, Any] = {"words": "", "is_alike": True, "by": request.member}
    said["seconds"] = _seconds(request, compared.calibration.ladder)
    for line in [] if compared.is_blind else compared.lines:
        if agreed := line.agreed:
            try:
                actions.settle(line.person, place=Place(agreed.place), level=agreed.level, **said)
                n += 1
            except (AssessmentRefused, RoundRefused) as refusal:
                messages.info(request, f"{line.person.member}: {refusal}")
    if n:
        messages.success(request, ngettext("%d person is settled.", "%d people are settled.", n) % n)
    return redirect(ROUND, request.organization.slug, pk)


@require_POST
@allow("ladder.edit")
def go_on_without(request: OrgRequest, pk: UUID, seat: UUID) -> HttpResponse:
    """Wait no longer for an assessor."""
    awaited = get_object_or_404(CalibrationAssessor.objects.filter(calibration=pk), pk=seat)
    if not actions.go_on_without(awaited, by=request.member):
        messages.info(request, _("They have finished meanwhile, so their word stays."))
    return redirect(ROUND, request.organization.slug, pk)


@require_POST
@allow("ladder.edit")
def close(request: OrgRequest, pk: UUID) -> HttpResponse:
    """End a round."""
    actions.close(get_object_or_404(Calibration, pk=pk), by=request.member)
    messages.success(request, _("The round is over. What was settled counts; the rest can be read here."))
    return redirect(ROUNDS, request.organization.slug)


def _compared(request: OrgRequest, pk: UUID) -> Comparison:
    found = get_object_or_404(open_to(request).prefetch_related("ladder__levels"), pk=pk)
    return Comparison(request, found)


def _seconds(request: OrgRequest, ladder: Ladder) -> list[Possible]:
    """List who may agree today, where the ladder asks for a second person."""
    return possible(request.organization, "assessment.confirm") if ladder.needs_review else []


def _placing(request: OrgRequest, seat: CalibrationAssessor) -> PlacingForm:
    people = CalibrationMember.objects.filter(within_reach(request), calibration=seat.calibration_id)
    return PlacingForm(
        request.POST if request.method == "POST" else None,
        ladder=seat.calibration.ladder,
        people=list(people.select_related("member__organizer")),
        placed={each.person_id: each for each in seat.placements.all()},
        finishes="finish" in request.POST,
    )


def _n_levels(calibration: Calibration) -> int:
    return sum(not level.retired_at for level in calibration.ladder.levels.all())
