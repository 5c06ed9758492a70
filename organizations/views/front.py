"""Choosing an organization, and each one's first page."""

from typing import NamedTuple

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from organizations.access import allow
from organizations.models import Membership, Organization
from organizations.permissions import EVERYONE
from organizations.registry import places_for
from organizations.requests import OrganizationRequest


class Belonging(NamedTuple):
    """An organization that the person can open, and what they are there."""

    organization: Organization
    role_labels: list[str]


@require_safe
@login_required
def choose(request: HttpRequest) -> HttpResponse:
    """List the person's organizations; the only one opens at once unless they came to switch."""
    found = (
        Membership.objects.current()
        .with_roles()
        .exclude(roles=None)
        .filter(user_id=request.user.pk or "")
        .select_related("organization")
        .order_by("organization__name", "pk")
    )
    memberships = [Belonging(each.organization, [str(role.label) for role in each.held]) for each in found]
    if len(memberships) == 1 and "switch" not in request.GET:
        return redirect(memberships[0].organization)
    return render(request, "organizations/choose.html", {"memberships": memberships})


@require_safe
@allow(EVERYONE)
def home(request: OrganizationRequest) -> HttpResponse:
    """Go to the first room this person may enter."""
    return redirect(places_for(request)[0].url_name, request.organization.slug)

