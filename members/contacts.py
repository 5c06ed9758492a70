"""Contacts that somebody took off: kept aside for a month, and brought back as they were."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models.functions import Now

from audit.recording import action, record
from members.models import KEPT_FOR, ContactPoint, Member, RemovedContact

_DAY, _MOMENT = "consent_on", "created_at"
_COLUMNS = [
    field.attname
    for field in ContactPoint._meta.concrete_fields  # noqa: SLF001 - the model's own columns
    if field.name not in ("id", "member")
]


def keep(points: Iterable[ContactPoint], *, by: Member | None) -> None:
    """Remember contacts that are about to go; inside the action that takes them off."""
    RemovedContact.objects.bulk_create(
        RemovedContact(member_id=point.member_id, point=point.pk, kind=point.kind, was=_written(point), removed_by=by)
        for point in points
    )


@action
def bring_back(removed: RemovedContact, *, by: Member | None) -> bool:
    """Put a contact back under its old key; False when the person has the same one again."""
    member = Member.objects.select_for_update(of=("self",), no_key=True).get(pk=removed.member_id)
    point = as_it_was(removed)
    taken = RemovedContact.objects.filter(pk=removed.pk).delete()[0] == 0
    if taken or member.contact_points.filter(kind=point.kind, normal=point.normal).exists():
        return False
    point.save(force_insert=True)
    Member.objects.filter(pk=member.pk).update(changed_at=Now())
    record("member.edit", of=member, by=by, fields=[point.kind])
    return True


def as_it_was(removed: RemovedContact) -> ContactPoint:
    """Make the contact anew from what was kept, for whoever stands for its person today."""
    was = dict(removed.was)
    was[_DAY] = was[_DAY] and date.fromisoformat(was[_DAY])
    was[_MOMENT] = datetime.fromisoformat(was[_MOMENT])
    return ContactPoint(id=removed.point, member_id=removed.member_id, **was)


def forget() -> int:
    """Remove contacts that were taken off more than thirty days ago; returns how many."""
    return RemovedContact.objects.filter(removed_at__lt=Now() - KEPT_FOR).delete()[0]


def _written(point: ContactPoint) -> dict[str, Any]:
    was = {name: getattr(point, name) for name in _COLUMNS}
    return was | {name: was[name] and was[name].isoformat() for name in (_DAY, _MOMENT)}
