"""The group's own questions that are asked on a day."""

from datetime import date

from django.db.models import Q

from conversations.models import Prompt

# More than a few would be a survey.
MOST = 5


def asked_on(day: date) -> list[Prompt]:
    """Return the first few questions of the sets that are in use on that day; those of a campaign come first."""
    begun = Q(of__first_day=None) | Q(of__first_day__lte=day)
    lasts = Q(of__last_day=None) | Q(of__last_day__gte=day)
    found = Prompt.objects.asked().filter(begun, lasts)
    return list(found.order_by("of__last_day", "of__created_at", "position", "created_at", "pk")[:MOST])
