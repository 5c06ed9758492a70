"""The steps of a plan: added, said otherwise, put in another order, done or dropped, and back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from activities.skills import queries as skills
from ladders.models import DevelopmentPlan, PlanStep
from ladders.planning import actions
from ladders.planning.actions import PlanRefused
from ladders.planning.forms import SettleForm, StepForm
from ladders.planning.queries import supporters
from ladders.planning.views import plan_or_404, to_tab
from members.models import Member
from members.requests import OrgRequest
from organizations.access import allow

_SAID = {
    PlanStep.Outcome.DONE: gettext_lazy("Done, and kept in the plan."),
    PlanStep.Outcome.DROPPED: gettext_lazy("Dropped. It stays to be read, with why."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@allow("plan.edit")
def add(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Ask for a step, and add it at the end."""
    plan = plan_or_404(request, pk)
    sent = request.POST if request.method == "POST" else None
    form = StepForm(sent, people=supporters(request, plan.member), skills=skills.choices())
    if form.is_valid():
        try:
            actions.add_step(plan, by=request.member, **form.cleaned_data)
        except PlanRefused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The step stands in the plan."))
            return to_tab(request, plan.member_id)
    return _form(request, form, plan, None)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("plan.edit")
def change(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Ask how a step is said better, until when it is, and with whom."""
    step = _step_or_404(request, pk)
    now = {name: getattr(step, name) for name in ("text", "kind", "by_on", "supporter", "responsibility", "skill")}
    people = supporters(request, step.plan.member, step.supporter_id)
    sent = request.POST if request.method == "POST" else None
    form = StepForm(sent, people=people, skills=skills.choices(), initial=now)
    if form.is_valid():
        try:
            actions.change_step(step, by=request.member, **form.cleaned_data)
        except PlanRefused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved."))
            return to_tab(request, step.plan.member_id)
    return _form(request, form, step.plan, step)


@require_POST
@allow("plan.edit")
def move(request: OrgRequest, pk: UUID, way: str) -> HttpResponse:
    """Let a step change places with its neighbor; the first is the next step."""
    step = _step_or_404(request, pk)
    _try(request, lambda: actions.move_step(step, up=way == "up", by=request.member))
    return to_tab(request, step.plan.member_id)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("plan.edit")
def settle(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Ask what became of a step; one tap on the tab says done. The message takes it back."""
    step = _step_or_404(request, pk)
    form = SettleForm(request.POST if request.method == "POST" else None, initial={"outcome": PlanStep.Outcome.DROPPED})
    if form.is_valid():
        try:
            actions.settle(step, by=request.member, **form.cleaned_data)
        except PlanRefused as refusal:
            form.refuse(refusal)
        else:
            undo = reverse("plans:unsettle", args=[request.organization.slug, pk])
            messages.success(request, str(_SAID[form.cleaned_data["outcome"]]), extra_tags=undo)
            return to_tab(request, step.plan.member_id)
    context = {"form": form, "step": step, "member": step.plan.member}
    return render(request, "ladders/step_settle.html", context, status=422 if form.errors else 200)


@require_POST
@allow("plan.edit")
def unsettle(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Take back that a step is done or dropped."""
    step = _step_or_404(request, pk)
    if _try(request, lambda: actions.unsettle(step, by=request.member)):
        messages.success(request, _("The step is open again, where it stood."))
    return to_tab(request, step.plan.member_id)


def _try(request: OrgRequest, work: Any) -> bool:
    """Do it, or say why not."""
    try:
        return bool(work())
    except PlanRefused as refusal:
        messages.error(request, str(refusal))
        return False


def _step_or_404(request: OrgRequest, pk: UUID) -> PlanStep:
    people = Member.objects.people().visible_to(request)
    steps = PlanStep.objects.select_related("plan__member", "supporter", "skill").filter(plan__member__in=people)
    return get_object_or_404(steps, pk=pk)


def _form(request: OrgRequest, form: StepForm, plan: DevelopmentPlan, step: PlanStep | None) -> HttpResponse:
    context = {"form": form, "plan": plan, "step": step, "member": plan.member}
    return render(request, "ladders/step.html", context, status=422 if form.errors else 200)
