"""Who takes part, for those who may see people: whoever else reads the page reads a number."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from activities.queries import seen
from audit import reads
from experiments.models import Experiment
from experiments.page.one import one
from experiments.taking_part import actions
from experiments.taking_part.forms import AddForm
from members.requests import OrgRequest
from organizations.access import allow

MOST = 200


@require_http_methods(["GET", "HEAD", "POST"])
@allow("experiment.write")
def people(request: OrgRequest, pk: UUID) -> HttpResponse:
    """List who takes part, and add a list or somebody from among one's own people."""
    experiment = one(pk)
    form = AddForm(request)
    if form.is_valid():
        if view := form.cleaned_data["view"]:
            actions.add(experiment, view=view, by=request.member)
        if member := form.cleaned_data["who"]:
            actions.add(experiment, member=member, by=request.member)
        return redirect("experiments:taking_part", request.organization.slug, pk)
    rows = _rows(request, experiment)
    context = {"experiment": experiment, "form": form, "rows": rows[:MOST], "is_cut": len(rows) > MOST}
    return render(request, "experiments/taking_part.html", context, status=422 if form.is_bound else 200)


def _rows(request: OrgRequest, experiment: Experiment) -> list[dict[str, object]]:
    """Everybody on it whom the reader may see; of the others, that they are there."""
    rows = list(experiment.taking_part.select_related("member", "view")[: MOST + 1])
    open_to = set(seen(request).filter(takes_part_in__in=rows).values_list("pk", flat=True))
    reads.note(request, "member.view", n=len(open_to))
    return [{"row": row, "is_seen": row.member_id in open_to} for row in rows]


@require_POST
@allow("experiment.write")
def take_out(request: OrgRequest, pk: UUID, row: UUID) -> HttpResponse:
    """Let somebody, or a list, take part no more."""
    found = get_object_or_404(one(pk).taking_part, pk=row)
    actions.take_out(found, by=request.member)
    return redirect("experiments:taking_part", request.organization.slug, pk)
