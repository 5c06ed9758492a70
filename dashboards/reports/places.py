"""The figures of a report divided by units of a kind: everybody stands in exactly one row, so the rows add up."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from dashboards.ladder_report import OUTSIDE, LadderReport
from dashboards.reports.flow import ON, way
from ladders.models import Place
from ladders.movement import Kind, with_moves
from members.models import Belonging, Unit, UnitKind
from members.models.person import MemberQuerySet

_NOWHERE = UUID(int=0)
# What is counted of each place; what people did is for hiding small figures alone, and is not kept.
_COLUMNS = ("before", "now", "kinds", "went")


def divided(people: MemberQuerySet, counted: LadderReport, kind: UnitKind, *, by_level: bool = True) -> dict[str, Any]:
    """Count each place of this kind in one statement, with all below it; who is in none stands in the last row.

    A page that tells only who is on the ladder has all levels as one: finer figures would hide more than it shows.
    """
    here = Belonging.objects.filter(member=OuterRef("pk"), kind=kind).values("unit")[:1]
    moved: QuerySet[Any, Any] = with_moves(people, counted.ladder, counted.first, counted.last).order_by()
    rows = moved.annotate(here=Subquery(here)).values_list("here", "was", "was_level", "is_now", "is_level", "move")
    found = [tuple(row) for row in rows.annotate(n=Count("pk"))]
    names, place_of = _places(kind, {row[0] for row in found if row[0]})
    figures: dict[UUID, dict[str, Counter[str]]] = {}
    keys = {row.level.pk: row.key if by_level else ON for row in counted.rows if row.level} | {
        place: place for place in OUTSIDE
    }
    for unit, was, was_level, now, level, move, n in found:
        row = figures.setdefault(place_of(unit), {name: Counter() for name in _COLUMNS})
        row["before"][keys[was_level or was]] += n
        row["now"][keys[level or now]] += n
        row["kinds"][Kind(move).value] += n
        row["went"][way(was=was, now=now, kind=move)] += n
    order = sorted(figures, key=lambda pk: (pk == _NOWHERE, names[pk].casefold()))
    return {
        "kind": kind.name,
        "plural": kind.plural,
        "rows": [{"name": names[pk], **{name: dict(ns) for name, ns in figures[pk].items()}} for pk in order],
    }


def on_ladder(ns: Mapping[str, int | None]) -> int | None:
    """Add up the levels of a row; None where one of them is kept back."""
    figures = [n for key, n in ns.items() if key not in (Place.UNSURE, Place.QUIET, Place.OFF)]
    return None if None in figures else sum(n for n in figures if n)


def _places(kind: UnitKind, found: set[UUID]) -> tuple[dict[UUID, str], Callable[[UUID | None], UUID]]:
    """Name the units at the top of the tree, and say which of them each unit stands under.

    A tree with a single root would be one row, so there it is the units right below.
    """
    units = {unit.pk: unit for unit in Unit.objects.filter(kind=kind)}
    roots = [unit.pk for unit in units.values() if unit.parent_id is None]
    tops = set(roots)
    if len(roots) == 1:
        tops |= {unit.pk for unit in units.values() if unit.parent_id == roots[0]}

    def place_of(pk: UUID | None) -> UUID:
        while pk is not None and pk not in tops:
            unit = units.get(pk)
            pk = unit.parent_id if unit else None
        return pk or _NOWHERE

    names = {pk: units[pk].name for pk in tops}
    return names | {_NOWHERE: _("In none of these")}, place_of
