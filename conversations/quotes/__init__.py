"""Quotes: words that somebody agreed to be quoted with, where, until when and under which name.

Pages and reports that quote start from `usable`, and from nothing else: what was withdrawn, has ended, or was agreed
to for another place is not in it.
"""

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conversations.models.quote import QuoteQuerySet


def usable(where: str, on: date) -> "QuoteQuerySet":
    """Return what may stand in such a place (`Quote.Where`) on that day, with whose words it is at hand."""
    from conversations.models import Quote  # noqa: PLC0415 - this module is imported before the models are there

    found: QuoteQuerySet = Quote.objects.all()
    return found.usable(where, on).select_related("member", "theme").order_by("-agreed_on", "-pk")
