"""Whose a list was, what its people were promised, and until when it may be kept."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import FETCH_RAISE

from audit.recording import action, record
from imports.models import ImportBatch, ImportRow
from members.models import Member
from members.requests import OrgRequest

Fate = ImportRow.Fate


@action
def tell(batch: ImportBatch, *, told: dict[str, Any], by: Member) -> list[str]:
    """Write down what somebody knows of a list by now. Returns the names of what changed."""
    changed = [name for name, value in told.items() if getattr(batch, name) != value]
    if changed:
        for name in changed:
            setattr(batch, name, told[name])
        batch.save(update_fields=changed)
        record("import.run", of=batch, by=by, fields=changed)
    return changed


def came_with(pk: UUID) -> list[ImportBatch]:
    """List what brought or named a person, the first one first; what was taken back does not count."""
    named = ImportRow.objects.filter(member=pk, fate__in=[Fate.CREATED, Fate.UPDATED, Fate.UNCHANGED])
    shown = ImportBatch.objects.filter(pk__in=named.values("batch")).exclude(status=ImportBatch.Status.UNDONE)
    lists: Iterable[ImportBatch] = shown.order_by("created_at", "pk").fetch_mode(FETCH_RAISE)
    return list(lists)


def panel(_request: OrgRequest, member: Member) -> dict[str, Any]:
    """Stand on a person's page without a statement: the lists come when somebody looks."""
    return {"member": member}
