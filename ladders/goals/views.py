"""Pages of goals: to read them, and to set, change and put them away."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ladders.goals import actions, page, said
from ladders.goals.forms import GoalForm, NumberForm
from ladders.models import Goal, Ladder
from members.requests import OrgRequest
from organizations.access import allow

PAGE = "ladders:goals"


@require_safe
@allow("ladder.view")
def default_goals(request: OrgRequest) -> HttpResponse:
    """Lead to the ladder that is asked for, or to the one that pages are about when none is named."""
    ladders = {str(ladder.pk): ladder for ladder in Ladder.objects.all()}
    default = next((ladder for ladder in ladders.values() if ladder.is_default), None)
    if (ladder := ladders.get(request.GET.get("ladder", ""), default)) is None:
        raise Http404
    return redirect(PAGE, request.organization.slug, ladder.pk)


@require_safe
@allow("ladder.view")
def goals(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show the goals of a ladder, and how far each is."""
    ladders = list(Ladder.objects.prefetch_related("levels"))
    ladder = next((each for each in ladders if each.pk == pk), None)
    if ladder is None:
        raise Http404
    return render(request, "ladders/goals.html", page.context(request, ladders, ladder))


@require_http_methods(["GET", "HEAD", "POST"])
@allow("goal.edit")
def add_goal(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Set a goal, beginning with how many there are today; the address fills it in, beside what quarters gave."""
    ladder = get_object_or_404(Ladder.objects.prefetch_related("levels"), pk=pk)
    initial = {name: request.GET.get(name, "") for name in ("where", "whose", "wanted", "due")}
    data = request.POST if request.method == "POST" else None
    form = GoalForm(data, ladder=ladder, request=request, initial=initial)
    if form.is_valid():
        try:
            made = actions.keep(form.goal(), request=request, by=request.member)
        except actions.GoalRefused as refusal:
            form.add_error("whose", str(refusal))
        else:
            began = said.began(made, request.organization.today())
            messages.success(request, _("Kept. %s") % began)
            return redirect(PAGE, request.organization.slug, pk)
    context = {"ladder": ladder, "form": form, **page.before(request, form)}
    return render(request, "ladders/goal_add.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("goal.edit")
def goal(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Want another number, or another day."""
    found = _goal_or_404(pk)
    now = {"wanted": found.wanted, "due": found.due}
    form = NumberForm(
        request.POST if request.method == "POST" else None, today=request.organization.today(), initial=now
    )
    if form.is_valid():
        actions.change(found, by=request.member, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(PAGE, request.organization.slug, found.ladder_id)
    context = {"goal": found, "about": said.about(found), "whose": said.whose(found), "form": form}
    return render(request, "ladders/goal.html", context, status=422 if form.errors else 200)


@require_POST
@allow("goal.edit")
def put_away_goal(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show a goal no more; the message brings it back."""
    found = _goal_or_404(pk)
    actions.put_away(found, by=request.member)
    undo = reverse("ladders:goal_back", args=[request.organization.slug, pk])
    messages.success(request, _("The goal is put away."), extra_tags=undo)
    return redirect(PAGE, request.organization.slug, found.ladder_id)


@require_POST
@allow("goal.edit")
def goal_back(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show a goal again that was put away."""
    found = get_object_or_404(Goal, pk=pk)
    actions.bring_back(found, by=request.member)
    messages.success(request, _("The goal is back."))
    return redirect(PAGE, request.organization.slug, found.ladder_id)


def _goal_or_404(pk: UUID) -> Goal:
    found: Goal = get_object_or_404(
        Goal.objects.kept().select_related("ladder", "level", "unit", "team", "organizer", "view"), pk=pk
    )
    return found
