"""The dashboard of lists."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards import counting
from dashboards.lists import page
from members.requests import OrgRequest
from organizations.access import allow


@require_safe
@allow("dashboard.view")
def lists(request: OrgRequest) -> HttpResponse:
    """Show how complete and how stale the lists are, and how much of the work is written down here."""
    asked = counting.read(request)
    return render(request, "dashboards/lists/lists.html", page.context(asked) | counting.offered(asked))
