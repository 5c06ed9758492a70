"""One's own calendar: making its address, taking it back, and what a calendar program reads there."""

from uuid import UUID

from django import forms
from django.conf import settings as site
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from conversations.feed import actions, writing
from conversations.models import Feed
from members.acting import NoLongerMay, request_as
from members.requests import OrgRequest
from organizations.access import allow
from organizations.models import Organization
from stpnet.in_org import in_org

RIGHT, _SHOWN_ONCE = "follow_up.edit", "calendar_address"


class FeedForm(forms.Form):
    with_names = forms.BooleanField(
        label=gettext_lazy("Say names and what it is about"),
        required=False,
        help_text=gettext_lazy(
            "Then they are read wherever your calendar shows, also by who keeps it for you. Without it, it says "
            "“Follow-up” and leads here."
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allow(RIGHT)
def settings(request: OrgRequest) -> HttpResponse:
    """Make an address for one's calendar; it is shown once, on the page that follows."""
    form = FeedForm(request.POST if request.method == "POST" else None)
    here = reverse("calendar:settings", args=[request.organization.slug])
    if form.is_valid():
        made = actions.make(request.member, with_names=form.cleaned_data["with_names"])
        request.session[_SHOWN_ONCE] = _address(request.organization, made.secret)
        return HttpResponseRedirect(here, status=303)
    feed = Feed.objects.live().filter(member=request.member).first()
    context = {"form": form, "feed": feed, "address": request.session.pop(_SHOWN_ONCE, "")}
    return render(request, "conversations/calendar.html", context, status=422 if form.errors else 200)


@require_POST
@allow(RIGHT)
def revoke(request: OrgRequest) -> HttpResponse:
    """Let the address answer no more."""
    if actions.revoke(request.member):
        messages.success(request, _("The address answers no more. Take it out of your calendar, too."))
    return HttpResponseRedirect(reverse("calendar:settings", args=[request.organization.slug]), status=303)


@never_cache
@require_safe
def read(request: HttpRequest, organization: UUID, secret: str) -> HttpResponse:
    """Give a calendar program what the secret address is for, as far as its owner may see it today."""
    here = Organization.objects.filter(pk=organization).first()
    if here is None:
        raise Http404
    with in_org(here), timezone.override(here.zone), translation.override(here.language):
        if (feed := actions.live(secret)) is None:
            raise Http404
        try:
            body = writing.write(feed, request_as(feed.member, RIGHT))
        except NoLongerMay:
            raise Http404 from None
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")


def _address(organization: Organization, secret: str) -> str:
    return site.SITE_URL + reverse("read_calendar", args=[organization.pk, secret])
