"""What members of a closed organization see in place of every page; to others it is not there."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve
from django.utils import timezone, translation

from organizations.models import Membership, Role


def lets_in(request: HttpRequest, membership: Membership) -> bool:
    """Whether the address is one that owners need even now: bringing it back, taking everything out."""
    if Role.OWNER not in membership.held:
        return False
    try:
        return bool(getattr(resolve(request.path_info).func, "though_closed", False))
    except Http404:
        return False


def page(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Say when it was closed and when everything goes; owners are told more, and may bring it back."""
    organization = membership.organization
    if request.headers.get("HX-Request") == "true":
        # htmx would put the page into a cell.
        return HttpResponse(status=HTTPStatus.GONE, headers={"HX-Redirect": organization.get_absolute_url()})
    context = {
        "organization": organization,
        "is_owner": Role.OWNER in membership.held,
        "has_others": _has_others(membership),
    }
    with timezone.override(organization.zone), translation.override(organization.language):
        return render(request, "organizations/closed.html", context, status=HTTPStatus.GONE)


def _has_others(membership: Membership) -> bool:
    mine = Membership.objects.current().filter(user_id=membership.user_id).exclude(pk=membership.pk)
    return mine.exclude(roles=None).exists()
