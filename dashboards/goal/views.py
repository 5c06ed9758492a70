"""The page of one goal."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from dashboards.goal import page
from ladders.goals.page import open_to
from members.requests import OrgRequest
from organizations.access import allow, may


@require_safe
@allow("dashboard.view")
def goal(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show how a goal goes, and what it would take each week."""
    found = get_object_or_404(open_to(request).prefetch_related("ladder__levels"), pk=pk)
    context = page.context(request, found) | {"may_edit": may(request, "goal.edit")}
    return render(request, "dashboards/goal/goal.html", context)
