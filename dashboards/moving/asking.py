"""What a page about movement is asked for: which ladder, which days, which people; and who asks."""

from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Min
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from dashboards.doors import people_url, reach
from dashboards.reading import Reader, reader_of
from ladders import filters
from ladders.models import Ladder, Level, LevelChange
from members import choices
from members import filters as people_filters
from members.filters.own import UNIT
from members.models import Member
from members.models.person import MemberQuerySet
from members.requests import OrgRequest
from organizations import periods
from organizations.permissions import Scope

# The pages in the order of their tabs.
PAGES = ("movement", "time", "cohorts", "stalled")


class Asked(NamedTuple):
    """One ladder and its levels, the lowest first, retired ones among them; the days, and a unit or none."""

    request: OrgRequest
    ladder: Ladder
    levels: list[Level]
    period: periods.Period
    reach: Scope
    # Whether figures under five are kept back from the reader.
    hides_small: bool
    unit: str = ""

    @property
    def active(self) -> list[Level]:
        return [level for level in self.levels if not level.retired_at]

    @property
    def today(self) -> date:
        return self.request.organization.today()

    def people(self) -> MemberQuerySet:
        """Return everybody these figures are about, also who is counted no more: `with_moves` and `counted` choose."""
        everybody: MemberQuerySet = Member.objects.all()
        if not self.unit:
            return everybody
        return everybody.filter(people_filters.fields_of(self.request)[UNIT].where(self.request, "is", (self.unit,)))

    def own(self) -> MemberQuerySet:
        """Return those of them whose names the reader may see."""
        return self.people().within(self.reach, self.request.member)

    def url(self, **conditions: str) -> str:
        """Return the address of the list of people that meet the conditions, or none for who may not open all of it."""
        return people_url(self.request, **conditions, unit=self.unit)

    def place(self, where: str) -> str:
        """Write a place of this ladder as a condition of the list."""
        return filters.value_of(self.ladder, where)

    def address(self, name: str, **changed: str) -> str:
        """Return the address of one of these pages, asked for the same."""
        query = {
            "ladder": "" if self.ladder.is_default else str(self.ladder.pk),
            "unit": self.unit,
            **self.period.query,
        }
        given = urlencode({key: value for key, value in (query | changed).items() if value})
        return reverse(f"dashboards:{name}", args=[self.request.organization.slug]) + (f"?{given}" if given else "")


def read(request: OrgRequest) -> Asked | None:
    """Read the address; None where the group has no ladder with a level. Raises Http404 for a ladder that is none here."""
    given = request.GET.get("ladder", "")
    here = list(filters.ladders_of(request).values())
    found = next(
        ((ladder, its) for ladder, its in here if (str(ladder.pk) == given if given else ladder.is_default)), None
    )
    if found is None:
        if given:
            raise Http404
        return None
    ladder, levels = found
    period = periods.asked(request, request.organization, lambda: _began(ladder))
    scope, is_outside = reach(request), reader_of(request) is Reader.OUTSIDE
    if is_outside and period.key != "quarter":
        # Two periods beside each other would give away what a dash keeps back on either.
        period = periods.named("quarter", request.organization, note=_("You see this quarter of this group."))
    return Asked(request, ladder, levels[::-1], period, scope, is_outside, _unit(request, scope))


def _began(ladder: Ladder) -> date | None:
    first: date | None = LevelChange.objects.filter(ladder=ladder).aggregate(first=Min("on"))["first"]
    return first


def _unit(request: OrgRequest, scope: Scope) -> str:
    """Return the unit asked for, where there is such a one; it divides figures only for who has a right to people."""
    given = request.GET.get("unit", "")
    known = dict(choices.load(request).unit_options()) if given and scope in (Scope.ALL, Scope.OWN) else {}
    return given if given in known else ""


def offered(asked: Asked, name: str) -> dict[str, Any]:
    """Return what the head of a page offers: its neighbors, ladders, periods, units."""
    request = asked.request
    others = [ladder for ladder, _its in filters.ladders_of(request).values() if not ladder.put_away_at]
    sees = asked.reach in (Scope.ALL, Scope.OWN)
    return {
        "asked": asked,
        "name": name,
        "n_levels": len(asked.active),
        "tabs": [(each, asked.address(each)) for each in PAGES],
        "ladders": [
            (each.name, asked.address(name, ladder="" if each.is_default else str(each.pk)), each == asked.ladder)
            for each in others
            if len(others) > 1
        ],
        "here": reverse(f"dashboards:{name}", args=[request.organization.slug]),
        "periods": [(key, label, asked.period.key == key) for key, label in periods.CHOICES],
        "units": choices.load(request).unit_options() if sees else [],
        "today": asked.today,
    }
