"""Stopping the mail about one report that comes again, by the link in it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from dashboards.models import ReportReader
from dashboards.schedules import actions, mailing
from organizations.models import Organization
from stpnet.in_org import in_org

ONE_CLICK = "One-Click"


@csrf_exempt  # A mail program that stops mail in one click has no cookie of ours: the signed address is the right.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, organization: UUID, token: str) -> HttpResponse:
    """Stop the mail without signing in. Opening the link only asks: mail scanners open links too."""
    here = Organization.objects.filter(pk=organization).first()
    if here is None:
        raise Http404
    with in_org(here), translation.override(here.language):
        if (reader := mailing.whose(here, token)) is None:
            raise Http404
        if request.method == "POST":
            actions.stop_reading(reader, stopped="again" not in request.POST)
        is_stopped = ReportReader.objects.filter(pk=reader.pk).exclude(stopped_at=None).exists()
    if request.POST.get("List-Unsubscribe") == ONE_CLICK:
        return HttpResponse(_("Stopped."), content_type="text/plain; charset=utf-8")
    if request.method == "POST":
        return redirect(request.path)
    return render(request, "dashboards/schedules/stop.html", {"name": here.name, "is_stopped": is_stopped})
