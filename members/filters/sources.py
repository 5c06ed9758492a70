"""Where the values of a field stand: in a column of Member, or in rows that point at a member.

Every condition comes out true or false for each person, never unknown, so that "none of these" is the exact opposite
of "any of these".
"""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

# Called with lookups (`icontains="x"`): those with a value that fits all of them; with none: those with any value.
type Source = Callable[..., Q]
type Days = Callable[[date | None, date | None, ZoneInfo], Q]


class AsNumber(models.Func):
    """Text as a number, and nothing where it is none: a list may have brought in words."""

    template = "CASE WHEN %(expressions)s ~ '^[+-]?[0-9]+([.][0-9]+)?$' THEN %(expressions)s::numeric END"
    output_field = models.DecimalField(max_digits=40, decimal_places=10)


# Written as 2026-03-14, days compare as text.
ISO_DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def column(name: str) -> Source:
    """Values in a text column of Member itself, where blank means none."""

    def fits(**lookups: Any) -> Q:
        return Q(**{f"{name}__{lookup}": value for lookup, value in lookups.items()}) if lookups else ~Q(**{name: ""})

    return fits


def rows(of: Callable[[], QuerySet[Any]], name: str) -> Source:
    """Values in a column of rows about a member."""

    def fits(**lookups: Any) -> Q:
        found = of().filter(member=OuterRef("pk"), **{f"{name}__{lookup}": value for lookup, value in lookups.items()})
        return Q(Exists(found))

    return fits


def moments(name: str) -> Days:
    """Days of a moment in a column of Member, by the organization's clock."""

    def within(since: date | None, until: date | None, zone: ZoneInfo) -> Q:
        fits = Q(**{f"{name}__isnull": False})
        if since:
            fits &= Q(**{f"{name}__gte": datetime.combine(since, time(), zone)})
        if until:
            fits &= Q(**{f"{name}__lt": datetime.combine(until, time(), zone)})
        return fits

    return within


def days(of: Callable[[], QuerySet[Any]], name: str) -> Days:
    """Days in a column of rows about a member."""

    def within(since: date | None, until: date | None, _zone: ZoneInfo) -> Q:
        bounds = {"gte": since and since.isoformat(), "lt": until and until.isoformat()}
        given = {f"{name}__{lookup}": value for lookup, value in bounds.items() if value}
        return Q(Exists(of().filter(member=OuterRef("pk"), **given)))

    return within
