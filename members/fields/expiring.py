"""Answers whose time is over: cleared each night, with one event for each field that says of how many people."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Now

from audit.recording import action, record
from members.fields.values import GRACE, cleared_at
from members.models import Field, FieldValue, Member

AT_ONCE = 2000


def clear_expired() -> int:
    """Clear what has been kept as long as its field says, deleted fields among them; returns how many answers."""
    n = 0
    for field in Field.objects.exclude(months_kept=None):
        over = FieldValue.objects.filter(field=field).annotate(until=cleared_at()).filter(until__lte=Now())
        while people := list(over.order_by("pk").values_list("member_id", flat=True)[:AT_ONCE]):
            n += _clear(field, people)
    return n


def soon(field: Field) -> tuple[int, datetime | None]:
    """Count the answers that go as soon as a shorter period holds, and say when that is."""
    field = Field.objects.get(pk=field.pk)
    if field.months_kept is None or field.shortened_at is None:
        return 0, None
    until = field.shortened_at + GRACE
    over = FieldValue.objects.filter(field=field).annotate(until=cleared_at()).filter(until__lte=until)
    return over.count(), until


def over(at: datetime, **of: Any) -> QuerySet[FieldValue]:
    """Find the answers whose time is over at a moment, of all fields or of some."""
    return (
        FieldValue.objects.filter(**of)
        .exclude(field__months_kept=None)
        .annotate(until=cleared_at())
        .filter(until__lte=at)
    )


@action
def _clear(field: Field, people: Collection[UUID]) -> int:
    n, _by_table = (
        FieldValue.objects.filter(field=field, member__in=people)
        .annotate(until=cleared_at())
        .filter(until__lte=Now())
        .delete()
    )
    # So that a form that was opened before, and still shows the answer, is known to be late.
    Member.objects.filter(pk__in=people).update(changed_at=Now())
    record("field.expire", of=field, by=None, fields=[f"people:{n}"])
    return n
