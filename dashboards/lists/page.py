"""What the page of lists shows, and says first."""

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.counting import Asked
from dashboards.lists import counting


def context(asked: Asked) -> dict[str, Any]:
    return {**complete(asked), "stale": counting.stale(asked), "sources": counting.living_here(asked)}


def complete(asked: Asked) -> dict[str, Any]:
    everybody, lines = counting.complete(asked)
    return {"everybody": everybody, "lines": lines, "headline": headline(everybody.people or 0, lines)}


def headline(n: int, lines: list[counting.Filled]) -> str:
    """Say how many can be called at all: the first thing a list is for."""
    phone = lines[0].has.people
    if not n or phone is None:
        return _("How good the lists are")
    words = ngettext(
        "%(phones)s of %(n)s person has a phone number.", "%(phones)s of %(n)s people have a phone number.", n
    )
    return words % {
        "phones": number_format(phone, force_grouping=True), "n": number_format(n, force_grouping=True)
    }  # fmt: skip
