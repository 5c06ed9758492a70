"""An experiment as a story on the screen, and on paper."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from experiments import telling
from experiments.models import Printout
from experiments.page.one import one, whole
from experiments.story import printing
from experiments.story.doors import doors_for
from experiments.story.told import told
from members.exporting import files
from members.requests import OrgRequest
from organizations.access import allow


@require_safe
@allow("experiment.view")
def story(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show it on one page: what was tried, what came of it, what is left."""
    experiment = whole(pk)
    context = {"told": told(request, experiment, Printout.Kind.STORY), "doors": doors_for(request, experiment)}
    return render(request, "experiments/story/story.html", context | {"experiment": telling.told(request, experiment)})


@require_POST
@allow("experiment.view")
def printout(request: OrgRequest, pk: UUID, kind: str) -> HttpResponse:
    """Ask for a PDF, for the team's wall or as a story."""
    if kind not in Printout.Kind.values:
        raise Http404
    made = printing.ask(one(pk), kind=kind, by=request.member)
    address = reverse("experiments:printed", args=[request.organization.slug, made.experiment_id, made.pk])
    return HttpResponseRedirect(address, status=303)


@require_safe
@allow("experiment.view")
def printed(request: OrgRequest, pk: UUID, printout: UUID) -> HttpResponse:
    """Say how far it is, and where it is once it is there."""
    context = {"experiment": one(pk), "printout": _own(request, pk, printout)}
    return render(request, "experiments/story/printed.html", context)


@require_safe
@allow("experiment.view")
def file(request: OrgRequest, pk: UUID, printout: UUID) -> HttpResponse:
    """Hand the PDF over to who asked for it."""
    made = _own(request, pk, printout)
    place = files.path(made.stored_as)
    if made.status != Printout.Status.DONE or not place.is_file():
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="experiment-{made.kind}.pdf"'}
    # In one piece: a streamed answer would be read after the organization has been left.
    return HttpResponse(place.read_bytes(), content_type="application/pdf", headers=headers)


def _own(request: OrgRequest, pk: UUID, printout: UUID) -> Printout:
    found: Printout = get_object_or_404(Printout, experiment=pk, pk=printout, asked_by=request.member)
    return found
