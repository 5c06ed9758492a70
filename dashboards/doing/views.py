"""The dashboard of activities."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards import counting
from dashboards.doing import page
from members.requests import OrgRequest
from organizations.access import allow


@require_safe
@allow("dashboard.view")
def activities(request: OrgRequest) -> HttpResponse:
    """Show who comes to what, and who comes back."""
    asked = counting.read(request)
    return render(request, "dashboards/doing/activities.html", page.context(asked) | counting.offered(asked))
