"""The same ladder for each part of the group, as small charts on one scale. Nobody is ranked: trees stay trees, names go
by the alphabet, and no color says more or less.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, FilteredRelation, Q, QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from charts.multiples import Bar, small
from dashboards.doors import Figure
from dashboards.ladder.asking import ORGANIZERS, TEAMS, UNITS, Asked
from ladders import part_sums
from ladders.models import Place
from ladders.moved import Move
from ladders.movement import Kind, end_of, with_moves
from ladders.part_sums import PartSum
from ladders.queries import IN_TOUCH, ON_LADDER
from members import choices
from members.choices import UnitChoice
from members.filters.own import UNIT
from members.filters.tree import Condition
from organizations.templatetags.frame import ramp

# More small charts than this are no picture any more: the others stand on further pages.
MOST = 24
PAGE = "parts"
# An address takes so many ids; lists of people of more are had by the filter of the list itself.
NAMED = 100


class Part(NamedTuple):
    """A unit, a team or somebody's people: how many there are, the chart, and who moved up."""

    name: str
    people: Figure
    chart: SafeString
    up: Figure


class _Piece(NamedTuple):
    """What a part is called, what the list is asked for, and the keys whose people it counts."""

    key: str
    name: str
    condition: Condition
    of: set[UUID]


class Parts(NamedTuple):
    """Those of one page, on the scale of all; `rest` belong to none of those divided by."""

    shown: list[Part]
    page: Page[_Piece]
    rest: Figure


def divided(asked: Asked) -> Parts | None:
    """Count every part in one statement; None for who may not divide people, or where there is nothing to divide by."""
    if asked.by not in asked.divisions:
        return None
    pieces = _pieces(asked)
    if not pieces:
        return None
    found = _summed(asked, {key for piece in pieces for key in piece.of})
    page = Paginator(pieces, MOST).get_page(asked.request.GET.get(PAGE))
    sums = {piece.key: _sum(found, piece.of) for piece in pieces}
    top = max((n for each in sums.values() for n in each.levels.values()), default=0)
    drawn = [_part(asked, piece, sums[piece.key], top) for piece in page]
    return Parts(drawn, page, _in_none(asked, pieces, found.rest))


def _in_none(asked: Asked, pieces: list[_Piece], n: int) -> Figure:
    """Count those who are in none of them; of very many the address would be too long to be one."""
    if len(pieces) > NAMED:
        return Figure(n)
    everyone = Condition(
        asked.stands(ON_LADDER).field, "is", (*asked.stands(ON_LADDER).values, *asked.stands(IN_TOUCH).values)
    )
    others = Condition(pieces[0].condition.field, "not", tuple(piece.key for piece in pieces))
    return Figure(n, asked.list_url(everyone, others))


def _pieces(asked: Asked) -> list[_Piece]:
    found = choices.load(asked.request)
    if asked.by == UNITS:
        return [
            _Piece(str(unit.pk), unit.name, Condition(UNIT, "is", (str(unit.pk),)), set(unit.with_all_below()))
            for unit in _units(asked, found)
        ]
    named = found.teams if asked.by == TEAMS else found.organizers
    return [_Piece(pk, name, Condition(asked.by, "is", (pk,)), {UUID(pk)}) for pk, name in named]


def _units(asked: Asked, found: choices.Choices) -> list[UnitChoice]:
    """List the units of the default kind side by side: the top of the trees, or those below the place asked for."""
    order = [UUID(pk) for pk, _label in found.unit_options()]
    if asked.unit:
        here = found.units[UUID(asked.unit)]
        units = here.below or [here]
    else:
        units = [unit for unit in found.units.values() if unit.is_default and unit.parent not in found.units]
    while len(units) == 1 and units[0].below:
        units = units[0].below
    return sorted(units, key=lambda unit: order.index(unit.pk))


class _Found(NamedTuple):
    """What was counted of each key; `rest` have none of them."""

    parts: Mapping[UUID, PartSum]
    rest: int


def _summed(asked: Asked, of: set[UUID]) -> _Found:
    """Count by part: everybody's units and organizers from the sums, all else one by one."""
    if asked.by != TEAMS:
        first, last = asked.period.first, asked.period.last
        sums = part_sums.by_part(asked.people, asked.ladder, first, last, of, gone=end_of(last))
        if sums:
            # Nobody is in two units of a kind, or has two organizers.
            return _Found(sums.parts, sums.total - sum(each.people for each in sums.parts.values()))
    return _one_by_one(asked, of)


def _one_by_one(asked: Asked, of: set[UUID]) -> _Found:
    """Count by part, level and move. Who is in two teams is counted in both."""
    relations = {
        UNITS: ("belongings", Q(belongings__kind=_kind(asked)), "part__unit"),
        TEAMS: ("in_teams", Q(in_teams__until=None, in_teams__team__in=of), "part__team"),
    }
    people = with_moves(asked.people, asked.ladder, asked.period.first, asked.period.last)
    if asked.by == ORGANIZERS:
        key = "organizer"
    else:
        name, condition, key = relations[asked.by]
        people = people.annotate(part=FilteredRelation(name, condition=condition))
    rows: QuerySet[Any, Any] = people.order_by().annotate(of=F(key)).values_list("of", "move", "is_now", "is_level")
    heads: Counter[UUID | None] = Counter()
    ups: Counter[UUID] = Counter()
    levels: dict[UUID, Counter[UUID]] = {}
    for part, move, place, level, n in rows.annotate(n=Count("pk", distinct=True)):
        heads[part if part in of else None] += n
        if part in of and place == Place.LEVEL:
            levels.setdefault(part, Counter())[level] += n
            ups[part] += n if move == Kind.UP else 0
    rest = heads.pop(None, 0)
    return _Found({part: PartSum(n, levels.get(part, {}), ups[part]) for part, n in heads.items() if part}, rest)


def _kind(asked: Asked) -> UUID | None:
    """Name the kind of the units that are shown side by side."""
    kinds = choices.load(asked.request).kinds
    unit = choices.load(asked.request).units.get(UUID(asked.unit)) if asked.unit else None
    named = unit.kind if unit else ""
    return next((kind.pk for kind in kinds if (kind.name == named if named else kind.is_default)), None)


def _sum(found: _Found, of: Iterable[UUID]) -> PartSum:
    """Add up the parts of a piece: a unit and all below it."""
    here = [found.parts[key] for key in of if key in found.parts]
    levels: Counter[UUID] = Counter()
    for each in here:
        levels.update(each.levels)
    return PartSum(sum(each.people for each in here), levels, sum(each.up for each in here))


def _part(asked: Asked, piece: _Piece, here: PartSum, top: int) -> Part:
    n_levels = len(asked.in_use)
    bars = [
        Bar(
            str(level.position),
            _("%(level)s, %(part)s") % {"level": level, "part": piece.name},
            here.levels.get(level.pk, 0),
            ramp(level, n_levels),
            asked.list_url(asked.stands(f"level-{level.pk}"), piece.condition),
        )
        for level in reversed(asked.in_use)
    ]
    moved = Move(asked.period.first, asked.period.last, Kind.UP).value(asked.ladder)
    return Part(
        piece.name,
        Figure(sum(here.levels.values()), asked.list_url(asked.stands("on-ladder"), piece.condition)),
        small(bars, top=top, uid=f"part-{piece.key}", title=piece.name),
        Figure(here.up, asked.list_url(Condition("moved", "is", (moved,)), piece.condition)),
    )
