"""The page of one experiment, and what can be done on it in one tap."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from experiments.models import Experiment
from experiments.page import shown
from experiments.page.one import one, whole
from experiments.writing import saying
from members.requests import OrgRequest
from organizations.access import allow


@require_safe
@allow("experiment.view")
def experiment(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show an experiment: its question, hunch, signs, plan, log, and what came of it."""
    return render(request, "experiments/experiment.html", shown.page(request, whole(pk)))


@require_POST
@allow("experiment.log")
def tick(request: OrgRequest, pk: UUID, step: UUID) -> HttpResponse:
    """Say that a step is done."""
    found = get_object_or_404(one(pk).steps, pk=step)
    saying.tick(found, today=request.organization.today(), by=request.member)
    return to(request, found.experiment, "#plan")


@require_POST
@allow("experiment.log")
def untick(request: OrgRequest, pk: UUID, step: UUID) -> HttpResponse:
    """Take back that a step is done."""
    found = get_object_or_404(one(pk).steps, pk=step)
    saying.untick(found, by=request.member)
    return to(request, found.experiment, "#plan")


def to(request: OrgRequest, experiment: Experiment, part: str = "") -> HttpResponse:
    """Go to the page of an experiment, at one of its parts."""
    address = reverse("experiments:experiment", args=[request.organization.slug, experiment.pk])
    return HttpResponseRedirect(f"{address}{part}", status=303)
