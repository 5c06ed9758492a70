"""The ladder dashboard."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from audit import reads
from dashboards.ladder import choosing, export, page
from ladders.models import Ladder
from ladders.queries import with_levels
from members.requests import OrgRequest
from organizations.access import allow
from organizations.fragments import fragment
from organizations.registry import places_for


@require_safe
@allow("ladder.view")
@vary_on_headers("HX-Request", "HX-Target")
def default_ladder(request: OrgRequest) -> HttpResponse:
    """Show the ladder that pages are about when none is named."""
    return _show(request, None)


@require_safe
@allow("ladder.view")
@vary_on_headers("HX-Request", "HX-Target")
def ladder(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show another ladder."""
    return _show(request, pk)


@require_safe
@allow("dashboard.view")
def table(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Hand over the table of a ladder as a file of figures; it names nobody."""
    shown = get_object_or_404(Ladder.objects.prefetch_related("levels"), pk=pk)
    found = Ladder.objects.filter(pk=pk).values(**choosing.asks(request, shown)).get()
    try:
        asked = choosing.read(request, shown, found)
    except (ValueError, KeyError):
        raise Http404 from None
    reads.note(request, "dashboard.view", of=shown.pk)
    headers = {"Content-Disposition": f'attachment; filename="ladder-{asked.period.last.isoformat()}.csv"'}
    return HttpResponse(export.text(asked), content_type="text/csv; charset=utf-8", headers=headers)


def _show(request: OrgRequest, pk: UUID | None) -> HttpResponse:
    ladders = with_levels(Ladder.objects.all())
    shown = next((each for each in ladders if (each.pk == pk if pk else each.is_default)), None)
    if shown is None:
        if pk:
            raise Http404
        return render(request, "ladders/no_ladder.html")
    try:
        doors, found = page.at_hand(request, shown)
        asked = choosing.read(request, shown, found)
    except (ValueError, KeyError):
        # A unit or a view that is gone, or of another group: everyone, without it.
        messages.info(
            request, _("This place or view is not there, or asks for something that is gone: here is everyone.")
        )
        return redirect(request.path)
    context = page.context(asked, found) | choosing.offered(asked, ladders, found)
    is_big = request.GET.get("screen") == choosing.BIG
    template = (
        "dashboards/ladder/big.html" if is_big else fragment(request, "dashboards/ladder/ladder.html", "dashboard")
    )
    return render(request, template, context | {"doors": doors, "import_url": _import_url(request)})


def _import_url(request: OrgRequest) -> str:
    """Return where a list is brought in, for those who may."""
    names = [place.url_name for place in places_for(request) if place.action == "import.run"]
    return reverse(names[0], args=[request.organization.slug]) if names else ""
