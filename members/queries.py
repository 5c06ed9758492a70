"""Reads of people that cross several tables."""

from uuid import UUID

from members.models.person import Member
from members.models.unit import StaffScope, Unit
from stpnet.db.wrapper import current


def units_in_scope(organizer: Member) -> list[UUID]:
    """Return the ids of the units in someone's StaffScope and of all units below them."""
    roots = list(StaffScope.objects.filter(member=organizer).values_list("unit_id", flat=True))
    return with_units_below(roots)


def with_units_below(roots: list[UUID]) -> list[UUID]:
    """Return these units and all below them."""
    if not roots:
        return []
    table = Unit._meta.db_table  # noqa: SLF001 - the model's own table
    with current().cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE below AS (SELECT id FROM {table} WHERE id = ANY(%s)"  # noqa: S608 - a fixed name
            f" UNION SELECT u.id FROM {table} u JOIN below ON u.parent_id = below.id) SELECT id FROM below",
            [roots],
        )
        return [row[0] for row in cursor.fetchall()]
