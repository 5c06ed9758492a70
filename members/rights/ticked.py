"""Lists that were taken out as a file and in which somebody was ticked."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q, QuerySet

from members.models import Export


def ticked_in(pks: Sequence[UUID]) -> QuerySet[Export]:
    """Find these files; who was in a list that a filter made is known of no list."""
    ticked = Q(pk=None)
    for pk in pks:
        ticked |= Q(picks__contains=[str(pk)]) | Q(shares_phone__contains=[str(pk)])
    found: QuerySet[Export] = Export.objects.filter(ticked)
    return found
