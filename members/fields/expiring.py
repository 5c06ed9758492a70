"""Answers whose time is over: cleared each night, with one event for each field that says of how many people."""

from collections.abc import Collection
from uuid import UUID

from django.db.models.functions import Now

from audit.recording import action, record
from members.fields.values import cleared_at
from members.models import Field, FieldValue, Member

AT_ONCE = 2000


def clear_expired() -> None:
    """Clear what has been kept as long as its field says, deleted fields among them."""
    for field in Field.objects.exclude(months_kept=None):
        over = FieldValue.objects.filter(field=field).annotate(until=cleared_at()).filter(until__lte=Now())
        while people := list(over.order_by("pk").values_list("member_id", flat=True)[:AT_ONCE]):
            _clear(field, people)


@action
def _clear(field: Field, people: Collection[UUID]) -> None:
    FieldValue.objects.filter(field=field, member__in=people).annotate(until=cleared_at()).filter(
        until__lte=Now()
    ).delete()
    # So that a form that was opened before, and still shows the answer, is known to be late.
    Member.objects.filter(pk__in=people).update(changed_at=Now())
    record("field.expire", of=field, by=None, fields=[f"people:{len(people)}"])
