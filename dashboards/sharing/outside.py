"""What somebody outside the group sees by a link: the report without names, or a sentence that it is closed."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from allauth.core.internal import ratelimit
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dashboards.models import Report, ShareLink
from dashboards.reports import quoted
from dashboards.reports.told import told
from dashboards.sharing import actions, closing
from organizations.models import Organization
from organizations.signing_in.limits import too_many_tries
from stpnet.in_org import in_org

# For each address on the network: whoever reads a report needs a few, whoever guesses would need very many.
_ACTION, _MOST = "shared_report", "60/5m/ip"
_HEADERS = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cache-Control": "no-store, private",
    # The address is the key: no page that is reached from here may learn it.
    "Referrer-Policy": "no-referrer",
}


@never_cache
@require_safe
def shared(request: HttpRequest, organization: UUID, token: str) -> HttpResponse:
    """Show the report of a link, and count the visit. Nobody signs in; what was never a link is found by nobody."""
    if not ratelimit.consume(request, app="dashboards", action=_ACTION, config={_ACTION: _MOST}, limit_get=True):
        return too_many_tries(request)
    here = Organization.objects.filter(pk=organization).first()
    if here is None:
        raise Http404
    with in_org(here), timezone.override(here.zone), translation.override(here.language):
        if (link := actions.found(token)) is None:
            raise Http404
        context, status = _context(link, here), HTTPStatus.OK
        if not context["report"]:
            status = HTTPStatus.GONE
        elif request.method == "GET":
            actions.count_visit(link)
        with translation.override(link.report.language):
            answer = render(request, "dashboards/sharing/shared.html", context, status=status)
    for name, value in _HEADERS.items():
        answer.headers[name] = value
    return answer


def _context(link: ShareLink, here: Organization) -> dict[str, Any]:
    """Tell the report while the link is open; afterwards not even what it was about."""
    is_open = actions.shows(link, timezone.now()) and closing.may_still(link.made_by)
    if link.report.kind == Report.Kind.TABLE:
        # People name a view after whom it is about; outside it has no name.
        link.report.snapshot = link.report.snapshot | {"about": ""}
    return {
        "group": here.name,
        "report": link.report if is_open else None,
        "told": told(link.report, here)
        | {"quotes": quoted.usable(link.report, here, outside=True), "contacts": [], "others": ""}
        if is_open
        else None,
        "link": link if is_open else None,
    }
