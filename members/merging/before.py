"""Somebody as they were before they were put together with another: what an open form about them began with."""

from collections import defaultdict
from typing import Any

from django.db.models import Model, Q

from members.about import About
from members.models import Belonging, ContactPoint, FieldValue, Member, MemberTag, MergeRecord


def as_it_was(merged: Member) -> About:
    """Return what a form asks of them: rows that went over to the survivor, and those that stayed behind."""
    record = MergeRecord.objects.filter(merged=merged, apart_at=None).first()
    moved: dict[str, list[str]] = defaultdict(list)
    for label, _key, pk, *_slot in record.moved if record else ():
        moved[label].append(pk)

    def rows(model: type[Model]) -> Any:
        return model._base_manager.filter(  # noqa: SLF001 - whichever model it is
            Q(member=merged) | Q(pk__in=moved[model._meta.label_lower])  # noqa: SLF001
        ).order_by("pk")

    units = rows(Belonging).values("kind_id", "unit_id")
    values = rows(FieldValue).values("field_id", "value")
    return About(
        member=merged,
        points=list(rows(ContactPoint)),
        units=[{name: str(value) for name, value in row.items()} for row in units],
        tags=sorted(rows(MemberTag).values_list("tag__name", flat=True)),
        values=[{"field_id": str(row["field_id"]), "value": row["value"]} for row in values],
        numbers=[],
        merges=[],
        shares=[],
        related=[],
        teams=[],
    )
