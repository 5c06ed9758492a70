"""What somebody outside the group sees by a link: a report or a story without names, or that it is closed."""

from http import HTTPStatus
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
from experiments.page.one import whole
from experiments.story.told import told_outside
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
    """Show what a link is for, and count the visit. Nobody signs in; what was never a link is found by nobody."""
    if not ratelimit.consume(request, app="dashboards", action=_ACTION, config={_ACTION: _MOST}, limit_get=True):
        return too_many_tries(request)
    here = Organization.objects.filter(pk=organization).first()
    if here is None:
        raise Http404
    with in_org(here), timezone.override(here.zone), translation.override(here.language):
        if (link := actions.found(token)) is None:
            raise Http404
        is_open = actions.shows(link, timezone.now()) and closing.may_still(link.made_by)
        if is_open and request.method == "GET":
            actions.count_visit(link)
        show = _story if link.experiment_id else _report
        answer = show(request, link, here) if is_open else _closed(request, link, here)
    for name, value in _HEADERS.items():
        answer.headers[name] = value
    return answer


def _closed(request: HttpRequest, link: ShareLink, here: Organization) -> HttpResponse:
    """Say that it is closed, and not even what it was about."""
    with translation.override(link.report.language if link.report else here.language):
        context = {"group": here.name}
        return render(request, "dashboards/sharing/shared.html", context, status=HTTPStatus.GONE)


def _report(request: HttpRequest, link: ShareLink, here: Organization) -> HttpResponse:
    report = link.report
    assert report is not None  # noqa: S101 - tells the type checker
    if report.kind == Report.Kind.TABLE:
        # People name a view after whom it is about; outside it has no name.
        report.snapshot = report.snapshot | {"about": ""}
    quotes = quoted.usable(report, here, outside=True)
    words = told(report, here) | {"quotes": quotes, "contacts": [], "others": ""}
    with translation.override(report.language):
        context = {"group": here.name, "report": report, "told": words, "link": link}
        return render(request, "dashboards/sharing/shared.html", context)


def _story(request: HttpRequest, link: ShareLink, here: Organization) -> HttpResponse:
    """Tell the story as it reads today: what is mended in it is mended outside, and what is taken out is gone."""
    assert link.experiment_id is not None  # noqa: S101 - tells the type checker
    words = told_outside(here, whole(link.experiment_id))
    return render(request, "dashboards/sharing/shared.html", {"group": here.name, "story": words, "link": link})
