"""`?import=` of the list of people: everyone whom a list brought in, updated, or named while they were here."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.formats import date_format
from django.utils.timezone import localtime

from imports.models import ImportBatch, ImportRow
from members.filters import Choice
from members.models.person import MemberQuerySet
from members.requests import OrgRequest
from organizations.access import may

OFFERED = 20


def choices(request: OrgRequest) -> Sequence[Choice]:
    """List the latest imports, to those who may see them."""
    if not may(request, "import.run"):
        return []
    done = ImportBatch.objects.filter(status=ImportBatch.Status.DONE).order_by("-finished_at")
    named = done.values_list("pk", "name", "finished_at")[:OFFERED]
    return [(str(pk), f"{name}, {date_format(localtime(at), 'M j, Y')}" if at else name) for pk, name, at in named]


def apply(people: MemberQuerySet, value: str, _request: OrgRequest) -> MemberQuerySet:
    """Keep the people of one import. Raises ValueError for one that is none here."""
    batch = ImportBatch.objects.filter(pk=UUID(value)).only("pk").first()
    if batch is None:
        raise ValueError(value)
    return people.filter(Exists(ImportRow.objects.filter(batch=batch, member=OuterRef("pk"))))
