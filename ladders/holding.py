"""What this room holds about people."""

from collections.abc import Iterator

from django.db.models import Count, Min
from django.utils.translation import gettext as _

from ladders.models import Assessment
from organizations.registry import Holding
from organizations.requests import OrganizationRequest


def held(request: OrganizationRequest) -> Iterator[Holding]:
    """Where people were said to stand, each time anew."""
    said = Assessment.objects.aggregate(n=Count("pk"), since=Min("on"))
    yield Holding(_("Where people were said to stand"), said["n"], said["since"], _("With them"), 15)
