"""The list of those whom nobody is sure of yet."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from audit import reads
from ladders import filters, unsure
from ladders.models import Ladder, Place, Standing
from members.requests import OrgRequest
from organizations.access import allow, may

PER_PAGE = 50


@require_safe
@allow("member.view")
def unsure_list(request: OrgRequest) -> HttpResponse:
    """Show who it is time to look at again, then the others by their day; each leads to an assessment."""
    ladders = list(Ladder.objects.in_use())
    asked = request.GET.get("ladder")
    ladder = next((each for each in ladders if str(each.pk) == asked or (not asked and each.is_default)), None)
    if ladder is None:
        return redirect("ladders:ladder", request.organization.slug)
    page = Paginator(unsure.listed(request, ladder), PER_PAGE).get_page(request.GET.get("page"))
    today, rows = request.organization.today(), list(page.object_list)
    reads.note(request, "member.view", n=len(rows))
    context: dict[str, Any] = {
        "ladder": ladder,
        "ladders": ladders,
        "page": page,
        "due": [each for each in rows if _is_due(each, today)],
        "later": [each for each in rows if not _is_due(each, today)],
        "may_assess": may(request, "assessment.make"),
        "all_of_them": f"{reverse('ladders:queue_new', args=[request.organization.slug])}?place="
        f"{filters.value_of(ladder, Place.UNSURE)}&ladder={ladder.pk}",
    }
    return render(request, "ladders/unsure.html", context)


def _is_due(standing: Standing, today: Any) -> bool:
    day = standing.assessment.review_on
    return day is None or day <= today
