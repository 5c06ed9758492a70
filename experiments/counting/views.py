"""One sign: its figures and how they came about; choosing how it is counted, a figure by hand, what is seen in words."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from experiments import telling
from experiments.counting import actions, comparison, forms, history, refreshing
from experiments.counting.rows import rows, signs_of
from experiments.models import Experiment, Metric, Sign
from experiments.page.one import one
from experiments.writing import saying
from members.requests import OrgRequest
from organizations.access import allow, may

BOTH = ["GET", "HEAD", "POST"]


@require_safe
@allow("experiment.view")
def sign(request: OrgRequest, pk: UUID, sign: UUID) -> HttpResponse:
    """Show a sign: what it is now, how it came there day by day, and a comparison as a careful reader would make it."""
    experiment, found = _found(pk, sign)
    row = rows(request, experiment, [found])[0]
    # Rows are told where they are, so that the experiment and the sign read the same all over the page.
    about = {"row": row, "history": history.of(request, row), "compared": comparison.of(row)}
    context = telling.told(request, {"experiment": experiment, **about})
    rights = {"may_count": may(request, "experiment.write"), "may_log": may(request, "experiment.log")}
    return _page(request, "experiments/signs/sign.html", experiment, found, context | rights)


@require_http_methods(BOTH)
@allow("experiment.write")
def count(request: OrgRequest, pk: UUID, sign: UUID) -> HttpResponse:
    """Say how a sign is counted: first which way, then what that way asks for."""
    experiment, found = _found(pk, sign)
    way = request.GET.get("way", "")
    if way not in Metric.Way.values:
        return _page(request, "experiments/signs/ways.html", experiment, found, {"ways": Metric.Way.choices})
    form = forms.CountForm(
        request.POST or None,
        sign=found,
        way=way,
        by=request.member,
        today=request.organization.today(),
        lots=getattr(experiment, "assignment", None),
    )
    if form.is_valid() and _bind(request, found, form):
        return _to(request, experiment, found)
    return _page(
        request, "experiments/signs/count.html", experiment, found, {"form": form, "way": Metric.Way(way).label}
    )


def _bind(request: OrgRequest, found: Sign, form: forms.CountForm) -> bool:
    today = request.organization.today()
    try:
        metric = actions.bind(found, form.columns(), outcome=form.outcome_asked(), today=today, by=request.member)
    except actions.FigureRefused as why:
        form.add_error(None, str(why))
        return False
    # At once, so that nobody waits for a first figure; from then on it is counted by itself.
    if not metric.is_by_hand and not metric.frozen_on:
        refreshing.count_one(metric.pk, refreshing.request_of(request.organization))
    messages.success(request, _("This is how it is counted from now on."))
    return True


@require_POST
@allow("experiment.write")
def uncount(request: OrgRequest, pk: UUID, sign: UUID) -> HttpResponse:
    """Count a sign no more."""
    experiment, found = _found(pk, sign)
    try:
        actions.unbind(found, by=request.member)
    except actions.FigureRefused as why:
        messages.warning(request, str(why))
    else:
        messages.success(request, _("It is not counted any more. Say in words how it stands."))
    return _to(request, experiment, found)


@require_http_methods(BOTH)
@allow("experiment.log")
def figure(request: OrgRequest, pk: UUID, sign: UUID) -> HttpResponse:
    """Write the figure of a day down."""
    experiment, found = _found(pk, sign)
    metric = get_object_or_404(Metric, sign=found)
    today = request.organization.today()
    form = forms.FigureForm(request.POST or None, metric=metric, today=today)
    if form.is_valid():
        try:
            actions.measure(metric, form.written(), on=form.cleaned_data["on"], today=today, by=request.member)
        except actions.FigureRefused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("The figure is written down."))
            return _to(request, experiment, found)
    return _page(request, "experiments/signs/figure.html", experiment, found, {"form": form})


@require_http_methods(BOTH)
@allow("experiment.log")
def say(request: OrgRequest, pk: UUID, sign: UUID) -> HttpResponse:
    """Say in words how a sign stands, and what shows it."""
    experiment, found = _found(pk, sign)
    form = forms.SayForm(request.POST or None, sign=found)
    if form.is_valid():
        said = form.cleaned_data
        verdict, today = Sign.Verdict(said["verdict"]), request.organization.today()
        saying.say(found, verdict=verdict, words=said["words"], today=today, by=request.member)
        messages.success(request, _("It is said."))
        return _to(request, experiment, found)
    return _page(request, "experiments/signs/say.html", experiment, found, {"form": form})


def _found(pk: UUID, sign: UUID) -> tuple[Experiment, Sign]:
    experiment = one(pk)
    found: Sign = get_object_or_404(signs_of(experiment), pk=sign)
    found.experiment = experiment
    return experiment, found


def _page(
    request: OrgRequest, template: str, experiment: Experiment, found: Sign, context: dict[str, Any]
) -> HttpResponse:
    form = context.get("form")
    status = 422 if form is not None and form.is_bound and form.errors else 200
    told = {"experiment": experiment, "sign": found, **context}
    return render(request, template, told, status=status)


def _to(request: OrgRequest, experiment: Experiment, found: Sign) -> HttpResponse:
    address = reverse("experiments:sign", args=[request.organization.slug, experiment.pk, found.pk])
    return HttpResponseRedirect(address, status=303)
