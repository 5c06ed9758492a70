"""Figures of people for a period, each counted by the very conditions that the address of its list asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Self
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Min, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from dashboards.doors import Figure, reach
from dashboards.reading import Reader, reader_of
from dashboards.small import Key, Sum, Table, laid_out
from ladders import small
from ladders.models import Ladder, LevelChange
from members import choices, state
from members.filters import address, asking, fields_of
from members.filters.own import UNIT
from members.filters.tree import Condition, Group
from members.models import Member, SavedView
from members.models.person import MemberQuerySet
from members.queries import Sets, count_each
from members.requests import OrgRequest
from organizations import periods
from organizations.periods import Period
from organizations.permissions import Scope

# Contacts and members: the rules say who is in counts.
COUNTED = Condition("status", "is", tuple(each.value for each in Member.Status.counted(staff=False)))


@dataclass(frozen=True)
class Asked:
    """What the address asks for: the days, and a unit and a saved view that narrow every figure and every list."""

    request: OrgRequest
    period: Period
    unit: str = ""
    view: SavedView | None = None
    scope: Q = field(default_factory=Q)
    note: str = ""

    @property
    def is_for_all(self) -> bool:
        """Whether the reader may open everybody these figures count."""
        return reach(self.request) is Scope.ALL

    @property
    def sees_nobody(self) -> bool:
        """Whether the reader has no right to people: small figures are kept back from them."""
        return reach(self.request) is Scope.NO

    @property
    def days(self) -> tuple[Any, Any]:
        """Return the first and the last day of the period, both within it."""
        return (self.period.since, self.period.last)

    @property
    def people(self) -> MemberQuerySet:
        """Everybody these figures are about."""
        found: MemberQuerySet = Member.objects.counted().filter(self.scope)
        return found

    def where(self, *conditions: Condition) -> Q:
        """Say in SQL who meets all conditions, as the list of people says it."""
        found, fields = Q(), fields_of(self.request)
        for each in conditions:
            found &= fields[each.field].where(self.request, each.op, each.values)
        return found

    def url(self, *conditions: Condition) -> str:
        """Return the address of the list; empty for who may not open everybody on it."""
        if not self.is_for_all:
            return ""
        narrowed = [Condition(UNIT, "is", (self.unit,))] if self.unit else []
        of_view = [state.of_view(self.view).tree] if self.view else []
        # A condition of one's own on the same field, such as a unit, is narrower.
        own = {each.field for each in conditions}
        tree = Group("all", (COUNTED, *conditions, *(each for each in narrowed if each.field not in own), *of_view))
        words = state.words_for(self.request, self.view) if self.view else address.Words({})
        named = [(state.VIEW, str(self.view.pk))] if self.view else []
        pairs = [*named, *address.write(tree, fields_of(self.request), words)]
        return f"{reverse('members:list', args=[self.request.organization.slug])}?{urlencode(pairs)}"

    def figure(self, n: int, *conditions: Condition) -> Figure:
        return Figure(n, self.url(*conditions))

    def count(self, wanted: Mapping[str, Sequence[Condition]]) -> dict[str, Figure]:
        """Count all of them in one statement, each as its list finds them: far quicker than asking of each person."""
        found = self.numbers(wanted)
        return {name: self.figure(found[name], *each) for name, each in wanted.items()}

    def numbers(self, wanted: Mapping[str, Sequence[Condition]], sums: Sets | None = None) -> dict[str, int]:
        """Count as `count` does, and add up sums of everybody in the same statement."""
        sets = {name: self.people.filter(self.where(*each)) for name, each in wanted.items()}
        return count_each(sets, sums or {})

    def kept_back(self, parts: Mapping[str, Figure]) -> dict[str, Figure]:
        """Hide small figures from who has no right to people. The parts share nobody, and their sum may be known."""
        if not self.sees_nobody:
            return dict(parts)
        gone = small.hidden({name: figure.people or 0 for name, figure in parts.items()})
        return {name: Figure(None if name in gone else figure.people) for name, figure in parts.items()}

    @cached_property
    def reader(self) -> Reader:
        return reader_of(self.request)

    def gone(self, tables: Sequence[Table], sums: Sequence[Sum] = ()) -> set[Key]:
        """Name the figures of tables that this reader does not get: talks and attendances are as telling as people."""
        if self.reader is Reader.SEES_PEOPLE:
            return set()
        # Totals count as known even where a small one is not shown: another page can have them beside other parts.
        gone = Reader.OF_THE_GROUP.kept_back(tables, sums)
        if self.reader is Reader.OUTSIDE:
            gone |= {key for key, n in laid_out(tables, sums)[0].items() if 0 < n < small.LEAST}
        return gone

    def narrowed(self, unit: str, view: SavedView | None) -> Self:
        """Narrow to a unit and a view. Raises ValueError or KeyError for what is none here."""
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
        return type(self)(self.request, self.period, unit, view, scope, self.note)


def read(request: OrgRequest) -> Asked:
    """Read the address, once for a request; what is gone or of another group is left out, and said."""
    if "_asked_dashboard" not in request.__dict__:
        request.__dict__["_asked_dashboard"] = _read(request)
    found: Asked = request.__dict__["_asked_dashboard"]
    return found


def _read(request: OrgRequest) -> Asked:
    if reach(request) is Scope.NO:
        # Two periods beside each other would give away what a dash keeps back on either.
        return Asked(request, periods.named("quarter", request.organization))
    period = periods.asked(request, request.organization, _began)
    asked = Asked(request, period, note=period.note)
    if not asked.is_for_all:
        return asked
    unit, named = request.GET.get("unit", ""), request.GET.get("view", "")
    try:
        view = next(view for view in _views(request) if view.pk == UUID(named)) if named else None
        return asked.narrowed(unit, view)
    except (ValueError, KeyError, StopIteration):
        return Asked(request, period, note=_("That place or view is not here any more, so this is about everyone."))


def _views(request: OrgRequest) -> list[SavedView]:
    """Read once which views this person may look through."""
    if "_views_to_ask" not in request.__dict__:
        request.__dict__["_views_to_ask"] = list(SavedView.objects.open_to(request.member))
    found: list[SavedView] = request.__dict__["_views_to_ask"]
    return found


def _began() -> Any:
    # Ladder by ladder, as each has its first day at hand.
    first = LevelChange.objects.filter(ladder=OuterRef("pk")).order_by("on").values("on")[:1]
    return Ladder.objects.annotate(began=Subquery(first)).aggregate(on=Min("began"))["on"]


def offered(asked: Asked, *, with_views: bool = True) -> dict[str, Any]:
    """Gather what can be chosen: the days for everybody, a place and a view for who may see everyone."""
    narrowed = {"unit": asked.unit, "view": str(asked.view.pk) if asked.view else ""}
    kept = {name: value for name, value in narrowed.items() if value}
    spans = [
        (label, f"?{urlencode({'period': key} | kept)}", key == asked.period.key)
        for key, label in periods.CHOICES
        if not asked.sees_nobody
    ]
    units = choices.load(asked.request).unit_options() if asked.is_for_all else []
    return {
        "asked": asked,
        "spans": spans,
        "units": units,
        "unit_label": choices.load(asked.request).default_kind() or _("Where they belong") if units else "",
        "views": _views(asked.request) if asked.is_for_all and with_views else [],
        "query": urlencode(asked.period.query | kept),
    }
