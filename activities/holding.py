"""What this room holds about people."""

from collections.abc import Iterator

from django.db.models import Count, Min
from django.utils.translation import gettext as _

from activities.models import Participation
from organizations.registry import Holding
from organizations.requests import OrganizationRequest


def held(request: OrganizationRequest) -> Iterator[Holding]:
    """Who was invited to what, and who came."""
    said = Participation.objects.aggregate(n=Count("pk"), since=Min("activity__on"))
    yield Holding(_("Who was invited to a meeting, or came"), said["n"], said["since"], _("With them"), 18)
