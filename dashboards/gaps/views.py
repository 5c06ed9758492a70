"""The page of gaps."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.gaps import page
from dashboards.moving.asking import offered, read
from members.requests import OrgRequest
from organizations.access import allow


@require_safe
@allow("dashboard.view")
def gaps(request: OrgRequest) -> HttpResponse:
    """Show where the ladder has holes, how each was seen, and what could be done."""
    asked = read(request)
    if asked is None or not asked.active:
        return render(request, "ladders/no_ladder.html")
    return render(request, "dashboards/gaps/gaps.html", offered(asked, "gaps") | page.build(asked))
