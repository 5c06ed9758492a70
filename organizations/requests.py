"""The request inside an organization, as the middlewares leave it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from organizations.models import Organization, Role, User
from organizations.permissions import Scope


class OrganizationRequest(HttpRequest):
    """A request under /o/<slug>/ by someone who belongs there."""

    user: User
    htmx: HtmxDetails
    organization: Organization
    roles: list[Role]
    # How far the right that this view asks for reaches; set by @allow.
    scope: Scope
