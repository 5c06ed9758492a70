"""Taking an experiment on: to its start, its middle, a rest, its end, or another try."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from experiments.ending import actions
from experiments.ending.forms import AgainForm, EndForm, PauseForm, SignForm
from experiments.models import Experiment, Sign
from experiments.models.experiment import Status
from experiments.page.days import day
from experiments.page.one import one
from experiments.page.views import to
from experiments.writing import statuses
from experiments.writing.again import run_again
from experiments.writing.statuses import StatusRefused
from members.requests import OrgRequest
from organizations.access import allow


@require_POST
@allow("experiment.write")
def change(request: OrgRequest, pk: UUID, status: str) -> HttpResponse:
    """Take it on to another status, where that takes no more than a tap."""
    experiment = one(pk)
    was, last = Status(experiment.status), experiment.ends_on
    try:
        statuses.change(experiment, to=Status(status), today=request.organization.today(), by=request.member)
    except StatusRefused as why:
        messages.error(request, str(why))
    else:
        back = was in statuses.NEXT[status] and was is not Status.PAUSED
        undo = reverse("experiments:change", args=[request.organization.slug, pk, was.value]) if back else ""
        messages.success(request, _gone_on(request, experiment, last), extra_tags=undo)
    return to(request, experiment)


def _gone_on(request: OrgRequest, experiment: Experiment, last: object) -> str:
    """Say what changed; days that moved because it rested are said too."""
    says = _("Now it is: %s.") % experiment.get_status_display()
    if experiment.ends_on and experiment.ends_on != last:
        until = day(experiment.ends_on, request.organization.today())
        return f"{says} {_('The days it rested were added: it goes on until %s.') % until}"
    return says


@require_http_methods(["GET", "HEAD", "POST"])
@allow("experiment.write")
def pause(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Let it rest, with the cause; the days still to come move when it goes on."""
    experiment, form = one(pk), PauseForm(_sent(request))
    if form.is_valid():
        cause, today = form.cleaned_data["cause"], request.organization.today()
        try:
            statuses.change(experiment, to=Status.PAUSED, today=today, by=request.member, cause=cause)
        except StatusRefused as why:
            form.add_error(None, str(why))
        else:
            undo = reverse("experiments:change", args=[request.organization.slug, pk, Status.RUNNING.value])
            messages.success(request, _("It rests. Its days move once it goes on."), extra_tags=undo)
            return to(request, experiment)
    context = {"experiment": experiment, "form": form}
    return render(request, "experiments/ending/pause.html", context, status=422 if form.errors else 200)


@require_POST
@allow("experiment.log")
def midpoint(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Say of each sign of failure whether it is happening, half way through."""
    experiment = one(pk)
    forms = [SignForm(sign, request.POST) for sign in experiment.signs.filter(kind=Sign.Kind.FAILURE)]
    if not all(form.is_valid() for form in forms):
        context = {"experiment": experiment, "signs": forms}
        return render(request, "experiments/ending/midpoint.html", context, status=422)
    n = actions.say_all(forms, today=request.organization.today(), by=request.member)
    says = ngettext("%d sign is answered.", "%d signs are answered.", n) % n if n else _("Nothing was chosen.")
    messages.success(request, says)
    return to(request, experiment)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("experiment.write")
def end(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Ask what came of it, say what finishing does, and finish it."""
    experiment = one(pk)
    form = EndForm(list(experiment.signs.all()), _sent(request))
    if form.is_valid():
        try:
            next_one = actions.end(experiment, form, today=request.organization.today(), by=request.member)
        except StatusRefused as why:
            form.add_error(None, str(why))
        else:
            undo = reverse("experiments:change", args=[request.organization.slug, pk, Status.RUNNING.value])
            goes_on = _("“%s” stands among the ideas.") % next_one.title if next_one else ""
            messages.success(request, f"{_('It is finished. This is its story.')} {goes_on}".strip(), extra_tags=undo)
            return to(request, experiment, "story/")
    context = {"experiment": experiment, "form": form}
    return render(request, "experiments/ending/end.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("experiment.write")
def again(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Run it again from a new first day: a copy, with nothing done and nothing said yet."""
    experiment = one(pk)
    form = AgainForm(_sent(request), initial={"starts_on": request.organization.today()})
    if form.is_valid():
        copy: Experiment = run_again(experiment, starts_on=form.cleaned_data["starts_on"], by=request.member)
        messages.success(
            request, _("Here it is again, with its days counted from the new start. Change what you like.")
        )
        return to(request, copy)
    context = {"experiment": experiment, "form": form}
    return render(request, "experiments/ending/again.html", context, status=422 if form.is_bound else 200)


def _sent(request: OrgRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None
