"""What this room sees for the group's self-check, and what it holds about people."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from imports.models import ImportBatch, ImportRow
from organizations.registry import Finding, Holding, Looked
from organizations.requests import OrganizationRequest

STALE = timedelta(days=14)
LEFT_LYING = [ImportBatch.Status.TO_MATCH, ImportBatch.Status.TO_CONFIRM]


def look(looked: Looked) -> Iterator[Finding]:
    """Whether lists lie half brought in."""
    old = timezone.now() - STALE
    n = ImportBatch.objects.filter(status__in=LEFT_LYING, created_at__lt=old).count()
    said = ngettext("%(n)d list waits for more than two weeks.", "%(n)d lists wait for more than two weeks.", n)
    yield Finding(
        _("Is no list lying half brought in?"),
        said % {"n": n} if n else _("None."),
        not n,
        _("Bring it in, or cancel it: until then everything in it is kept, also what nobody chose."),
        reverse("imports:list", args=[looked.request.organization.slug]),
    )


def held(request: OrganizationRequest) -> Iterator[Holding]:
    """Rows of lists, kept for a month so that an import can be taken back."""
    said = ImportRow.objects.exclude(cells={}).aggregate(n=Count("pk"), since=Min("batch__created_at"))
    since = said["since"] and said["since"].astimezone(request.organization.zone).date()
    what, goes = _("Rows of lists, as they stood in the file"), _("30 days after the list is done or left lying")
    yield Holding(what, said["n"], since, goes, 30)
