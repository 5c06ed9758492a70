"""Pages that change where someone stands."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from ladders import actions, assess_page, effect
from ladders.forms import VoidForm
from ladders.models import Assessment, Ladder
from ladders.paths import levels_of
from members.models import Member
from members.requests import OrgRequest
from organizations.access import allow
from organizations.fragments import fragment
from organizations.permissions import Scope


@require_http_methods(["GET", "HEAD", "POST"])
@allow("assessment.make")
def assess(request: OrgRequest, pk: UUID, member: UUID) -> HttpResponse:
    """Ask where someone stands and what was seen; invalid: 422 with the same form."""
    page = assess_page.find(request, pk, member)
    form = page.form()
    if form.is_valid():
        try:
            made = actions.assess(page.person, ladder=page.ladder, by=request.member, **form.given())
        except actions.AssessmentRefused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, assess_page.said_of(made))
            return redirect(page.back or reverse("members:detail", args=[request.organization.slug, member]))
    return render(request, "ladders/assess.html", page.context(form, []), status=422 if form.errors else 200)


@require_POST
@allow("assessment.make")
@vary_on_headers("HX-Request", "HX-Target")
def ahead(request: OrgRequest, pk: UUID, member: UUID) -> HttpResponse:
    """Say, before anything is kept, which level the ticked signs are of and what the day does to the path."""
    page = assess_page.find(request, pk, member)
    form, said = page.looked_at()
    return render(request, fragment(request, "ladders/assess.html", "ahead"), page.context(form, said))


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
    if request.POST.get("back") == "waiting":
        return redirect("ladders:waiting", request.organization.slug)
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
    context = {"form": form, "assessment": assessment, "n_levels": len(levels_of(assessment.ladder))}
    context["ahead"] = effect.without(assessment)
    return render(request, "ladders/void.html", context, status=422 if form.errors else 200)
