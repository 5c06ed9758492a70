"""The links to one report or story: who has one, how often it was opened, and taking it back."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dashboards.models import Report, ShareLink
from dashboards.sharing import actions
from dashboards.sharing.forms import LinkForm
from experiments.models import Experiment
from members.requests import OrgRequest
from organizations.access import allow
from organizations.people import Refused

RIGHT, _SHOWN_ONCE = "share_link.make", "share_link"
_A_PAGE = 30


@require_safe
@allow(RIGHT)
def all_links(request: OrgRequest) -> HttpResponse:
    """List every link of the group, whoever made it and whatever became of its report: the open ones first."""
    found = ShareLink.objects.select_related("made_by", "report", "experiment").defer(
        "report__snapshot", "report__words", "experiment__hypothesis"
    )
    # What was shown longest from now on stands first; what is closed comes after all that is open.
    ordered = found.order_by(F("revoked_at").desc(nulls_first=True), "-expires_at", "-pk")
    page = Paginator(ordered, _A_PAGE).get_page(request.GET.get("page"))
    return render(request, "dashboards/sharing/all_links.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(RIGHT)
def links(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show who has a link to a report, and make another one; its address is shown once, on the page that follows."""
    report = get_object_or_404(Report.objects.open_to(request.member, sees_people=True), pk=pk)
    return _links(request, report, reverse("reports:list", args=[request.organization.slug]))


@require_http_methods(["GET", "HEAD", "POST"])
@allow(RIGHT)
def story_links(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show who has a link to the story of an experiment, and make another one, as with a report."""
    experiment = get_object_or_404(Experiment, pk=pk)
    return _links(request, experiment, reverse("experiments:story", args=[request.organization.slug, pk]))


def _links(request: OrgRequest, of: Report | Experiment, back: str) -> HttpResponse:
    form = LinkForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = actions.make(of, **form.cleaned_data, by=request.member)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            request.session[_SHOWN_ONCE] = [str(of.pk), _address(request, made.token)]
            return HttpResponseRedirect(_here(request, of), status=303)
    context = {
        "report": of if isinstance(of, Report) else None,
        "experiment": of if isinstance(of, Experiment) else None,
        "back": back,
        "form": form,
        "why_not": actions.why_not(of),
        "links": ShareLink.objects.of(of).select_related("made_by").order_by("-made_at", "-pk"),
        "address": _shown_once(request, of.pk),
    }
    return render(request, "dashboards/sharing/links.html", context, status=422 if form.errors else 200)


@require_POST
@allow(RIGHT)
def revoke(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Let a link show nothing any more."""
    link = get_object_or_404(ShareLink.objects.select_related("report", "experiment"), pk=pk)
    if actions.revoke(link, by=request.member):
        messages.success(request, _("Whoever opens this link now reads that it is closed."))
    if "all" in request.POST:
        return HttpResponseRedirect(reverse("reports:all_links", args=[request.organization.slug]), status=303)
    return HttpResponseRedirect(_here(request, link.shows), status=303)


def _here(request: OrgRequest, of: Report | Experiment) -> str:
    name = "reports:links" if isinstance(of, Report) else "reports:story_links"
    return reverse(name, args=[request.organization.slug, of.pk])


def _address(request: OrgRequest, token: str) -> str:
    return settings.SITE_URL + reverse("shared_report", args=[request.organization.pk, token])


def _shown_once(request: OrgRequest, pk: UUID) -> str:
    """Take the address of a link just made out of the session, where this is what it is about."""
    kept: list[str] = request.session.pop(_SHOWN_ONCE, [])
    return kept[1] if kept and kept[0] == str(pk) else ""
