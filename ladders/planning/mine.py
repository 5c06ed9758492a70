"""Plans that somebody looks after, with what is due."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit import reads
from ladders.planning.queries import looked_after
from members.requests import OrgRequest
from organizations.access import allow

A_PAGE = 50


@require_safe
@allow("plan.edit")
def plans(request: OrgRequest) -> HttpResponse:
    """Show the plans of those whom the reader coaches, organizes or supports; `?whose=all`: of everybody in reach."""
    everybody = request.GET.get("whose") == "all"
    page = Paginator(looked_after(request, everybody=everybody), A_PAGE).get_page(request.GET.get("page"))
    shown = list(page)
    if shown:
        reads.note(request, "member.view", n=len(shown))
    context = {"page": page, "plans": shown, "everybody": everybody, "today": request.organization.today()}
    return render(request, "ladders/plans.html", context)
