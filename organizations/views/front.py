"""Choosing an organization, and each one's first page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from organizations import first_hour, switching
from organizations.access import allow
from organizations.fragments import fragment
from organizations.permissions import EVERYONE
from organizations.requests import OrganizationRequest, SignedInRequest
from organizations.rooms import first_room

# Fewer are seen at a glance; a field would only stand in the way.
SEARCHED_FROM = 6


@never_cache
@require_safe
@login_required
@vary_on_headers("HX-Request", "HX-Target")
def choose(request: SignedInRequest) -> HttpResponse:
    """List the person's organizations; the one used last opens at once unless they came to switch.

    `?switch=<slug>` marks the one they came from. Inside an organization the same list opens over the page.
    """
    belongings = switching.belongings(request.user)
    if "switch" not in request.GET and (first := switching.opens_first(belongings)):
        return redirect(first.organization)
    context = {
        "belongings": belongings,
        "is_coach": any(each.is_coach for each in belongings),
        "here": request.GET.get("switch", ""),
        "searched_from": SEARCHED_FROM,
    }
    return render(request, fragment(request, "organizations/choose.html", "groups"), context)


@require_POST
@login_required
def switch(request: SignedInRequest) -> HttpResponse:
    """Go to one of one's organizations, and remember it."""
    asked = request.POST.get("group", "")
    chosen = next((each for each in switching.belongings(request.user) if str(each.organization.pk) == asked), None)
    if chosen is None:
        messages.warning(request, _("You do not belong to that group any more. These are yours."))
        return HttpResponseRedirect(f"{reverse('organizations:choose')}?switch", status=303)
    switching.note(request.user, chosen.organization)
    return HttpResponseRedirect(chosen.organization.get_absolute_url(), status=303)


@require_safe
@allow(EVERYONE)
def home(request: OrganizationRequest) -> HttpResponse:
    """Go to the room in which the visit of this role begins; an owner of a new group is led through its first hour."""
    first = "organizations:welcome" if first_hour.leads(request) else first_room(request).url_name
    return redirect(first, request.organization.slug)
