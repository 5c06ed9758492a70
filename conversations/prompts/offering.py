"""Which questions are asked on a day."""

from datetime import date
from typing import Any

from django.db.models import F, Q

from conversations.models import Prompt


def of_day(on: date) -> list[Prompt]:
    """A campaign that ends sooner comes first; within a set they stand as the group has put them."""
    begun, goes_on = (
        Q(of__first_day=None) | Q(of__first_day__lte=on),
        Q(of__last_day=None) | Q(of__last_day__gte=on),
    )
    rows: Any = Prompt.objects.asked().filter(begun, goes_on).select_related("of")
    return list(rows.order_by(F("of__last_day").asc(nulls_last=True), "of__created_at", "of", "position", "pk"))
