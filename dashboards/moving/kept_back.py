"""Which figures of these pages a reader from outside the group does not see, so that nobody can be worked out."""

from collections.abc import Hashable, Sequence

from dashboards import small
from dashboards.moving.words import Spot
from ladders.models import Level, Place
from ladders.movement import Kind, Movement
from ladders.small import LEAST

_OUTSIDE = {Place.QUIET.value: Kind.QUIET, Place.UNSURE.value: Kind.UNSURE, Place.OFF.value: Kind.OFF}
# Who came to the ladder, before or for the first time: the matrix knows them together.
_CAME = small.cell(kind="came")


def of_movement(moved: Movement, spots: Sequence[Spot]) -> tuple[set[small.Key], set[Kind]]:
    """Name cells and sums of the matrix, and kinds of movement, which are sums of cells too."""
    pairs = [(was, now) for was in spots for now in spots]
    cells: dict[tuple[Hashable, ...], int] = {
        (was.where, now.where): moved.matrix.get((was.where, now.where), 0) for was, now in pairs
    }
    parts: dict[small.Key, list[tuple[Hashable, ...]]] = {}
    for was, now in pairs:
        if key := _kind_of(was, now):
            parts.setdefault(key, []).append((was.where, now.where))
    sums = [small.Sum(key, tuple(small.cell(was=a, now=b) for a, b in its)) for key, its in parts.items()]
    gone = small.hidden([small.Table(("was", "now"), cells)], sums)
    return gone, _kinds(moved, gone, {key: sum(cells[at] for at in its) for key, its in parts.items()})


def _kind_of(was: Spot, now: Spot) -> small.Key | None:
    if was.where == now.where:
        return None
    if now.level is None:
        return small.cell(kind=_OUTSIDE[str(now.where)])
    if was.level is None:
        return _CAME
    return _trend(was.level, now.level)


def _trend(was: Level, now: Level) -> small.Key | None:
    if was.position == now.position:
        return None
    return small.cell(kind=Kind.UP if now.position > was.position else Kind.DOWN)


def _kinds(moved: Movement, gone: set[small.Key], in_matrix: dict[small.Key, int]) -> set[Kind]:
    """A kind is kept back with its sum, and where the first list makes it another figure than the matrix shows."""
    hidden = {
        kind
        for kind in (Kind.UP, Kind.DOWN, *_OUTSIDE.values())
        if small.cell(kind=kind) in gone or moved.kinds[kind] != in_matrix.get(small.cell(kind=kind), 0)
    }
    came = moved.kinds[Kind.JOINED], moved.kinds[Kind.CAME_BACK]
    if _CAME in gone or sum(came) != in_matrix.get(_CAME, 0) or any(0 < n < LEAST for n in came):
        hidden |= {Kind.JOINED, Kind.CAME_BACK}
    return hidden | {Kind.STAYED} if hidden else hidden
