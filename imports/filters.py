"""`?import=` of the list of people: everyone whom a list brought in, updated, or named while they were here."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy

from imports.models import ImportBatch, ImportRow
from members.filters import Choice, OneOf
from members.requests import OrgRequest
from organizations.access import may

OFFERED = 20


def choices(request: OrgRequest) -> Sequence[Choice]:
    """List the latest imports, to those who may see them."""
    return names(request)[:OFFERED]


def names(request: OrgRequest) -> Sequence[Choice]:
    """Name every list that came in, the latest first, to those who may see them."""
    if not may(request, "import.run"):
        return []
    done = ImportBatch.objects.filter(status=ImportBatch.Status.DONE).order_by("-finished_at")
    named = done.values_list("pk", "name", "finished_at")
    return [(str(pk), f"{name}, {date_format(localtime(at), 'M j, Y')}" if at else name) for pk, name, at in named]


def has(_request: OrgRequest, values: tuple[str, ...]) -> Q:
    """Keep the people of some imports. Raises ValueError for one that is none here."""
    batches = set(map(UUID, values))
    if ImportBatch.objects.filter(pk__in=batches).count() != len(batches):
        raise ValueError(values)
    return Q(Exists(ImportRow.objects.filter(batch__in=batches, member=OuterRef("pk"))))


FIELDS = (
    OneOf(
        name="import", label=gettext_lazy("Brought in by"), order=60, choices=choices, names=names, has=has, many=True
    ),
)
