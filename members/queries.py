"""Reads of people that cross several tables."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db.models import BigIntegerField, Count, QuerySet, Sum, Value
from django.db.models.functions import Cast

from members.models.person import Member
from members.models.unit import StaffScope, Unit
from stpnet.db.wrapper import current

type Sets = Mapping[str, QuerySet[Any]]
_NO_SUMS: Sets = MappingProxyType({})


def units_in_scope(organizer: Member) -> list[UUID]:
    """Return the ids of the units in someone's StaffScope and of all units below them, in one statement."""
    return _below(f"SELECT unit_id FROM {_SCOPES} WHERE member_id = %s", organizer.pk)  # noqa: S608 - a fixed name


def with_units_below(roots: list[UUID]) -> list[UUID]:
    """Return these units and all below them."""
    return _below(f"SELECT id FROM {_UNITS} WHERE id = ANY(%s)", roots) if roots else []  # noqa: S608


def count_each(people: Sets, sums: Sets = _NO_SUMS) -> dict[str, int]:
    """Count several sets, of people or of what they did, in one statement, each by a plan of its own."""
    found = count_each_by(people, sums=sums)
    return {name: found.get((name,), 0) for name in (*people, *sums)}


def count_each_by(sets: Sets, *parts: str, sums: Sets = _NO_SUMS) -> dict[tuple[Any, ...], int]:
    """Count each set by the values of its fields: `{(name, value, …): n}`, in one statement; where nothing is, no key.

    Of `sums` not the rows are counted, but their `net` is added up.
    """
    added = Cast(Sum("net", default=0), BigIntegerField())
    counts = [
        each.order_by()
        .annotate(which=Value(name))
        .values("which", *parts)
        .annotate(n=number)
        .values_list("which", *parts, "n")
        for some, number in ((sets, Count("pk")), (sums, added))
        for name, each in some.items()
    ]
    if not counts:
        return {}
    first, *others = counts
    return {(which, *of): n for which, *of, n in (first.union(*others, all=True) if others else first)}


_UNITS, _SCOPES = Unit._meta.db_table, StaffScope._meta.db_table  # noqa: SLF001 - the models' own tables


def _below(roots: str, parameter: object) -> list[UUID]:
    with current().cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE below(id) AS ({roots}"  # noqa: S608 - fixed words
            f" UNION SELECT u.id FROM {_UNITS} u JOIN below ON u.parent_id = below.id) SELECT id FROM below",
            [parameter],
        )
        return [row[0] for row in cursor.fetchall()]
