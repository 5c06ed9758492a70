"""Pages that change where someone stands."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ladders import actions
from ladders.forms import AssessForm, VoidForm
from ladders.models import Assessment, Ladder, Standing
from members.models import Member
from members.requests import OrgRequest
from organizations.access import allow
from organizations.permissions import Scope


@require_http_methods(["GET", "HEAD", "POST"])
@allow("assessment.make")
def assess(request: OrgRequest, pk: UUID, member: UUID) -> HttpResponse:
    """Ask where someone stands and what was seen; invalid: 422 with the same form."""
    ladder = get_object_or_404(Ladder.objects.in_use().prefetch_related("levels__signs"), pk=pk)
    person = get_object_or_404(Member.objects.opened_by(request), pk=member)
    standing = Standing.objects.filter(member=person, ladder=ladder).select_related("level").first()
    today = request.organization.today()
    form = AssessForm(
        request.POST if request.method == "POST" else None, ladder=ladder, today=today, initial=_now(standing, today)
    )
    if form.is_valid():
        try:
            made = actions.assess(person, ladder=ladder, by=request.member, **form.given())
        except actions.AssessmentRefused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _said(made))
            return redirect("members:detail", request.organization.slug, person.pk)
    context = {"form": form, "ladder": ladder, "member": person, "standing": standing, "n_levels": _active(ladder)}
    context |= {"ladders": list(Ladder.objects.in_use())}
    return render(request, "ladders/assess.html", context, status=422 if form.errors else 200)


@require_safe
@allow("assessment.make")
def assess_default(request: OrgRequest, member: UUID) -> HttpResponse:
    """Lead to the assessment on the ladder that pages are about when none is named."""
    person = get_object_or_404(Member.objects.opened_by(request), pk=member)
    ladder = get_object_or_404(Ladder, is_default=True)
    return redirect("ladders:assess", request.organization.slug, ladder.pk, person.pk)


@require_POST
@allow("assessment.confirm")
def confirm(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Agree with someone else's assessment that waits."""
    people = Member.objects.people().visible_to(request)
    waiting = Assessment.objects.select_related("member", "ladder").filter(member__in=people)
    assessment = get_object_or_404(waiting, pk=pk)
    try:
        actions.confirm(assessment, by=request.member)
    except actions.AssessmentRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("You agreed. It counts from %s on.") % date_format(assessment.on, "M j, Y"))
    return redirect("members:detail", request.organization.slug, assessment.member_id)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("assessment.void")
def void(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Ask why, and take an assessment back; organizers only their own."""
    people = Member.objects.opened_by(request)
    assessments = Assessment.objects.select_related("member", "ladder", "level").filter(member__in=people)
    if request.scope is Scope.OWN:
        assessments = assessments.filter(assessed_by=request.member)
    assessment = get_object_or_404(assessments.filter(voided_at=None), pk=pk)
    form = VoidForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.void(assessment, reason=form.cleaned_data["reason"], by=request.member)
        except actions.AssessmentRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("It no longer counts. What it said stays to be read, with your reason."))
        return redirect("members:detail", request.organization.slug, assessment.member_id)
    context = {"form": form, "assessment": assessment, "n_levels": _active(assessment.ladder)}
    return render(request, "ladders/void.html", context, status=422 if form.errors else 200)


def _now(standing: Standing | None, today: Any) -> dict[str, Any]:
    """Fill in what is true now: the form is a question, is this still right?"""
    initial = {"on": today, "confidence": Assessment.Confidence.CLEAR}
    if standing:
        initial["where"] = f"level-{standing.level_id}" if standing.level_id else standing.place
    return initial


def _active(ladder: Ladder) -> int:
    return sum(not level.retired_at for level in ladder.levels.all())


def _said(made: Assessment) -> str:
    name = str(made.member)
    if made.waits:
        return _("Kept. %(name)s’s new level counts once a second person agrees.") % {"name": name}
    where = str(made.level or made.get_place_display())
    return _("Kept: %(name)s, %(where)s from %(on)s on.") % {
        "name": name,
        "where": where,
        "on": date_format(made.on, "M j, Y"),
    }
