"""Closing what is kept aside anew, after a new key was put in front of MFA_KEYS."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from imports import sealing
from imports.models import ImportRow, KeptAside

CHUNK = 1000


def reseal() -> int:
    """Close everything with the first key, so that the others can go; returns how many rows there are."""
    n = 0
    for kept in _chunks(KeptAside.objects.all()):
        for each in kept:
            each.sealed = sealing.reseal(each.sealed)
        n += KeptAside.objects.bulk_update(kept, ["sealed"])
    # Lists on their way, and rows kept for 30 days.
    for rows in _chunks(ImportRow.objects.filter(clean__has_key="aside")):
        for row in rows:
            row.cells = {header: sealing.reseal(text) for header, text in row.cells.items()}
            row.clean["aside"] = {what: sealing.reseal(text) for what, text in row.clean["aside"].items()}
        n += ImportRow.objects.bulk_update(rows, ["cells", "clean"])
    return n


def _chunks(rows: "QuerySet[Any]") -> Iterator[list[Any]]:
    """Yield a chunk at a time, locked until it is written: a list may be coming in meanwhile."""
    last: UUID | None = None
    while True:
        with transaction.atomic():
            left = rows.filter(pk__gt=last) if last else rows
            chunk = list(left.select_for_update(of=("self",)).order_by("pk")[:CHUNK])
            if not chunk:
                return
            last = chunk[-1].pk
            yield chunk
