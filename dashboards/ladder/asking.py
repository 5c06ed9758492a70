"""What the ladder dashboard is asked for: a ladder, a period, a place, a saved view; and where its figures lead."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Self
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from dashboards.findings.thresholds import STALE_DAYS
from ladders import filters, registry
from ladders.models import Ladder, Level
from ladders.moved import stood
from members import state
from members.filters import address, asking, fields_of
from members.filters.own import UNIT
from members.filters.periods import span
from members.filters.tree import Condition, Group, Node
from members.models import Member, SavedView
from members.models.person import MemberQuerySet
from members.requests import OrgRequest
from organizations.models import Role
from organizations.periods import Period
from organizations.permissions import Scope

# How the small charts divide people. By organizer is for those who can help: nobody is ranked.
UNITS, TEAMS, ORGANIZERS = "unit", "team", "organizer"
_SEE_ORGANIZERS = {Role.OWNER, Role.DIRECTOR}


@dataclass(frozen=True)
class Asked:
    """`levels` from the lowest up, retired ones among them; `view` and `unit` narrow every figure, and every list."""

    request: OrgRequest
    ladder: Ladder
    levels: Sequence[Level]
    period: Period
    # Whom a right to people reaches: everyone, one's own, or nobody.
    reach: Scope
    unit: str = ""
    view: SavedView | None = None
    by: str = UNITS
    scope: Q = field(default_factory=Q)

    @property
    def hides_small(self) -> bool:
        """Whether figures under five are kept back, as the group has chosen."""
        return registry.hides_small(self.request)

    @cached_property
    def is_now(self) -> bool:
        return self.period.last == self.request.organization.today()

    @cached_property
    def in_use(self) -> list[Level]:
        return [level for level in self.levels if not level.retired_at]

    @property
    def divisions(self) -> list[str]:
        """Name the ways in which this reader may divide people."""
        if self.reach is not Scope.ALL:
            return []
        return [UNITS, TEAMS, ORGANIZERS] if _SEE_ORGANIZERS & set(self.request.roles) else [UNITS, TEAMS]

    @property
    def people(self) -> MemberQuerySet:
        """Everybody asked about; who of them is counted, movement says."""
        return Member.objects.filter(self.scope)

    @property
    def own(self) -> MemberQuerySet:
        """Those whom the reader's right to people reaches."""
        people: MemberQuerySet = Member.objects.people().within(self.reach, self.request.member)
        return people

    def url(self, _ladder: Ladder, place: str) -> str:
        """Return the list of who stands in a place on the last day."""
        return self.list_url(self.stands(place))

    def stands(self, place: str) -> Condition:
        """Ask for those who stand in a place on the last day."""
        if self.is_now:
            return Condition("place", "is", (filters.value_of(self.ladder, place),))
        return Condition("was", "is", (stood(self.period.last, self.ladder, place),))

    def list_url(self, *conditions: Condition) -> str:
        """Return the address of the list that meets all conditions, within the place and the view asked for.

        Who has a right to no one gets none; an organizer's list holds their own.
        """
        if self.reach is Scope.NO:
            return ""
        pairs = address.write(Group("all", (*conditions, *self._narrowed)), fields_of(self.request), self._words)
        named = [(state.VIEW, str(self.view.pk))] if self.view else []
        return f"{self._list}?{urlencode([*named, *pairs])}"

    # What all of the hundreds of addresses of a page have in common.
    @cached_property
    def _list(self) -> str:
        return reverse("members:list", args=[self.request.organization.slug])

    @cached_property
    def _narrowed(self) -> tuple[Node, ...]:
        of_unit = (Condition(UNIT, "is", (self.unit,)),) if self.unit else ()
        return (*of_unit, state.of_view(self.view).tree) if self.view else of_unit

    @cached_property
    def _words(self) -> address.Words:
        return state.words_for(self.request, self.view) if self.view else address.Words({})

    def divided(self, by: str) -> Self:
        """Divide people in one of the ways that this reader may; another word leaves the first."""
        return replace(self, by=by) if by in self.divisions else self

    def narrowed(self, unit: str, view: SavedView | None) -> Self:
        """Narrow everything to a unit and a saved view. Raises ValueError or KeyError for a unit that is none here, and for a
        view that asks for something gone.
        """
        scope = Q()
        if unit:
            scope &= fields_of(self.request)[UNIT].where(self.request, "is", (str(UUID(unit)),))
        if view:
            misread: list[str] = []
            tree = asking.sound(state.of_view(view).tree, self.request, misread)
            if misread:
                # Without what is gone it would count more people than the view is about, under its name.
                raise ValueError(view.pk)
            scope &= asking.where(tree, self.request)
            if self.reach is Scope.OWN:
                # A view that names somebody would count them, one by one, wherever they stand.
                scope &= Q(pk__in=self.own.order_by().values("pk"))
        return replace(self, unit=unit, view=view, scope=scope)


def not_looked_at_since(asked: Asked) -> date:
    """Return the day before which a level was last looked at, where it is stale by now: the filter of the list says it."""
    return span("older", (str(STALE_DAYS),), asked.request.organization)[1] or asked.period.last
