"""Long work, found again from anywhere: `jobs/`."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from members import jobs
from members.requests import OrgRequest
from organizations.access import allow
from organizations.fragments import fragment
from organizations.permissions import EVERYONE

# htmx takes this for "do not ask again" (and swaps what comes with it).
STOP_POLLING = 286


@require_safe
@allow(EVERYONE)
def job_list(request: OrgRequest) -> HttpResponse:
    """List what goes on and what has ended lately."""
    found = jobs.shown_to(request)
    going_on = [job for job in found if job.state.goes_on or job.state is jobs.State.ASKING]
    ended = [job for job in found if job not in going_on]
    return render(request, "members/jobs.html", {"going_on": going_on, "ended": ended})


@require_safe
@allow(EVERYONE)
@vary_on_headers("HX-Request", "HX-Target")
def job(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show one job as it stands; the page asks again until it has ended."""
    if (found := jobs.find(request, pk)) is None:
        raise Http404
    template = fragment(request, "members/job.html", "job")
    ended = template.endswith("#job") and not found.state.goes_on
    return render(request, template, {"job": found}, status=STOP_POLLING if ended else 200)
