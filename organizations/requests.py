"""Requests as the middlewares leave them."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from organizations.models import Organization, Role, User
from organizations.permissions import Scope


class SignedInRequest(HttpRequest):
    """A request by someone who is signed in, on whichever side."""

    user: User
    htmx: HtmxDetails


class OrganizationRequest(SignedInRequest):
    """A request under /o/<slug>/ by someone who belongs there."""

    organization: Organization
    roles: list[Role]
    # Let in by an owner for some hours, to help.
    is_support: bool
    # How far the right that this view asks for reaches; set by @allow.
    scope: Scope
