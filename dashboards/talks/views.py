"""The dashboard of conversations."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards import counting
from dashboards.talks import page
from members.requests import OrgRequest
from organizations.access import allow


@require_safe
@allow("dashboard.view")
def conversations(request: OrgRequest) -> HttpResponse:
    """Show who is being reached, what comes up, and what was promised."""
    asked = counting.read(request)
    return render(request, "dashboards/talks/conversations.html", page.context(asked) | counting.offered(asked))
