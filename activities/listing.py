"""The list of activities: coming or past, by kind and by where they belong. All of it stands in the address."""

from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from activities import queries
from activities.models import Activity
from members.choices import load
from members.requests import OrgRequest


class Listing:
    """What an address of the list asks for; what means nothing is left out."""

    def __init__(self, request: OrgRequest) -> None:
        self.request = request
        asked = request.GET
        self.is_past = asked.get("when") == "past"
        self.kind = asked.get("kind", "") if asked.get("kind") in Activity.Kind.values else ""
        self.unit = asked.get("unit", "") if asked.get("unit") in dict(self.units) else ""
        # From one day to another: what took place then, for a figure that counts it.
        self.days = _days(asked.get("since", ""), asked.get("until", ""))

    @cached_property
    def units(self) -> list[tuple[str, str]]:
        return load(self.request).unit_options()

    @property
    def kinds(self) -> list[tuple[str, str]]:
        return [(value, str(label)) for value, label in Activity.Kind.choices]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.kind or self.unit or self.days)

    @property
    def nothing(self) -> str:
        """Say why the list is empty."""
        if self.is_narrowed:
            return _("None of this kind or place.")
        return _("Nothing yet of days before today.") if self.is_past else _("Nothing is planned at the moment.")

    def activities(self) -> Any:
        """Return those of the list, in its order."""
        today = self.request.organization.today()
        found = queries.listed()
        if self.days:
            found = found.held().filter(on__range=self.days).order_by("-on", "folded", "pk")
        else:
            found = found.over(today) if self.is_past else found.on_the_way(today)
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.unit:
            unit = load(self.request).units[UUID(self.unit)]
            found = found.filter(unit__in=unit.with_all_below())
        return found


def _days(since: str, until: str) -> tuple[date, date] | None:
    try:
        return (date.fromisoformat(since), date.fromisoformat(until))
    except ValueError:
        return None
