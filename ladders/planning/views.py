"""A person's plan: the tab, beginning one, its paper, closing it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit import reads
from ladders.models import DevelopmentPlan, Ladder, Standing
from ladders.planning import actions, page
from ladders.planning.actions import PlanRefused
from ladders.planning.forms import AimForm, CloseForm
from ladders.planning.queries import with_rungs
from members.about import read_or_404
from members.models import Member
from members.requests import OrgRequest
from organizations.access import allow


@require_safe
@allow("member.view")
def plan(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show somebody's plans, whom they coach and whom they brought in."""
    about = read_or_404(request, pk)
    if about.member.is_made_up:
        raise Http404
    reads.note(request, "member.view", of=pk)
    return render(request, "ladders/plan.html", page.tab(request, about))


@require_http_methods(["GET", "HEAD", "POST"])
@allow("plan.edit")
def begin(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Ask which level a plan is about, and begin it."""
    member = get_object_or_404(Member.objects.people().visible_to(request), pk=pk)
    ladders = list(Ladder.objects.in_use().prefetch_related("levels"))
    form = AimForm(request.POST if request.method == "POST" else None, ladders=ladders, initial=_next(member, ladders))
    if form.is_valid():
        given = form.given()
        try:
            actions.begin(member, ladder=given["aims_at"].ladder, by=request.member, **given)
        except PlanRefused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The plan has begun. Agree on the first step."))
            return to_tab(request, member.pk)
    return _form(request, form, {"member": member, "plan": None})


@require_http_methods(["GET", "HEAD", "POST"])
@allow("plan.edit")
def aim(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Ask for another level to aim at; the steps stay."""
    found = plan_or_404(request, pk)
    ladders = list(Ladder.objects.filter(pk=found.ladder_id).prefetch_related("levels"))
    now = {"aims_at": str(found.aims_at_id), "is_shared": found.is_shared}
    form = AimForm(request.POST if request.method == "POST" else None, ladders=ladders, initial=now)
    if form.is_valid():
        try:
            actions.aim(found, by=request.member, **form.given())
        except PlanRefused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved."))
            return to_tab(request, found.member_id)
    return _form(request, form, {"member": found.member, "plan": found})


@require_http_methods(["GET", "HEAD", "POST"])
@allow("plan.edit")
def close(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Ask how it went, and close a plan; the message opens it again."""
    found = plan_or_404(request, pk)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.close(found, by=request.member, how_it_went=form.cleaned_data["how_it_went"])
        except PlanRefused as refusal:
            form.refuse(refusal)
        else:
            undo = reverse("plans:open_again", args=[request.organization.slug, pk])
            messages.success(request, _("Closed. It stays to be read, with how it went."), extra_tags=undo)
            return to_tab(request, found.member_id)
    context = {"form": form, "plan": found, "member": found.member}
    return render(request, "ladders/plan_close.html", context, status=422 if form.errors else 200)


@require_POST
@allow("plan.edit")
def open_again(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Go on with a closed plan."""
    found = plan_or_404(request, pk)
    try:
        actions.open_again(found, by=request.member)
    except PlanRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is open again, as it was."))
    return to_tab(request, found.member_id)


@require_safe
@allow("member.view")
def paper(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show a plan as it is given to the person: no notes, and nothing about anybody else."""
    found = plan_or_404(request, pk)
    reads.note(request, "member.view", of=found.member_id)
    return render(request, "ladders/plan_paper.html", page.paper(found))


def plan_or_404(request: OrgRequest, pk: UUID) -> DevelopmentPlan:
    """Find a plan of somebody in reach."""
    people = Member.objects.people().visible_to(request)
    plans = with_rungs(DevelopmentPlan.objects.filter(member__in=people)).select_related("member")
    found: DevelopmentPlan = get_object_or_404(plans, pk=pk)
    return found


def to_tab(request: OrgRequest, member: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("plans:plan", args=[request.organization.slug, member]), status=303)


def _form(request: OrgRequest, form: AimForm, context: dict[str, Any]) -> HttpResponse:
    return render(request, "ladders/plan_aim.html", context | {"form": form}, status=422 if form.errors else 200)


def _next(member: Member, ladders: list[Ladder]) -> dict[str, Any]:
    """Propose the level after the one they stand on; at the top, that one."""
    ladder = next((each for each in ladders if each.is_default), None)
    if ladder is None:
        return {"is_shared": True}
    standing = Standing.objects.filter(member=member, ladder=ladder).select_related("level").first()
    now = standing.level.position if standing and standing.level else 0
    levels = [level for level in ladder.levels.all() if not level.retired_at]
    ahead = next((level for level in levels if level.position > now), levels[-1] if levels else None)
    return {"aims_at": str(ahead.pk) if ahead else "", "is_shared": True}
