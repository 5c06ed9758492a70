"""How far an organizer sees beyond the people they organize."""

from collections.abc import Collection
from uuid import UUID

from audit.recording import action, record
from members.models import Member, StaffScope


@action
def set_scope(member: Member, *, units: Collection[UUID], by: Member) -> bool:
    """Let an organizer see the people of these units, and of all below them, besides their own; of no others.

    Returns whether anything was changed.
    """
    # Two owners at once would both add what is missing.
    Member.objects.select_for_update(of=("self",), no_key=True).get(pk=member.pk)
    before = set(member.staff_scopes.values_list("unit_id", flat=True))
    if before == set(units):
        return False
    member.staff_scopes.exclude(unit__in=units).delete()
    StaffScope.objects.bulk_create(StaffScope(member=member, unit_id=unit) for unit in set(units) - before)
    record("people.scope", of=member, by=by, fields=["units"])
    return True
