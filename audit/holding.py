"""What the record holds."""

from collections.abc import Iterator

from django.db.models import Count, Min
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.models import AuditEvent, ReadEvent
from organizations.registry import Holding
from organizations.requests import OrganizationRequest


def held(request: OrganizationRequest) -> Iterator[Holding]:
    """Who did what and who read whom: names of what was changed, never what stood there."""
    zone, months = request.organization.zone, request.organization.record_months
    goes = ngettext("After %(n)d month", "After %(n)d months", months) % {"n": months}
    for what, model in ((_("The record: what was done"), AuditEvent), (_("The record: what was read"), ReadEvent)):
        said = model._default_manager.aggregate(n=Count("pk"), since=Min("at"))  # noqa: SLF001 - of either
        since = said["since"] and said["since"].astimezone(zone).date()
        yield Holding(what, said["n"], since, goes, 50)
