"""Where people stood at both ends of a period, who went from where to where, and what is known of it: one statement."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from dashboards.ladder.asking import Asked
from dashboards.ladder.known import Known
from ladders.models import Level, Place
from ladders.movement import Kind, Where, movement, with_moves
from ladders.queries import Distribution, LevelCount
from organizations.permissions import Scope


class Cell(NamedTuple):
    """So many went from one place to another."""

    was: Where
    now: Where
    kind: Kind
    people: int


class Moves(NamedTuple):
    """What became of a level within the period: in − up − down − quiet − left = net, which is now less before."""

    ins: int
    up: int
    down: int
    quiet: int
    left: int

    @property
    def net(self) -> int:
        return self.ins - self.up - self.down - self.quiet - self.left


class Counts:
    """The cells of the matrix, and what a page reads off them; `own`: where the reader's own people are, if asked for."""

    def __init__(self, cells: Iterable[Cell], levels: Iterable[Level], known: Known) -> None:
        self.cells, self.levels, self.known = list(cells), list(levels), known

    @cached_property
    def kinds(self) -> Mapping[Kind, int]:
        found = Counter(dict.fromkeys(Kind, 0))
        for cell in self.cells:
            found[cell.kind] += cell.people
        return found

    @cached_property
    def before(self) -> Mapping[Where, int]:
        return self._sums("was")

    @cached_property
    def first_list(self) -> int:
        """How many the first list put on the ladder within the period: the count begins there, and nobody joined."""
        outside = (cell for cell in self.cells if isinstance(cell.was, str) and cell.kind == Kind.STAYED)
        return sum(cell.people for cell in outside if isinstance(cell.now, UUID))

    def distribution(self) -> Distribution:
        """Return where everyone stands on the last day."""
        return self._stand(self._sums("now"))

    def own(self) -> Distribution:
        """Return where the reader's own people stand."""
        return self._stand(self.known.own or {})

    def _stand(self, now: Mapping[Where, int]) -> Distribution:
        counts = (LevelCount(level, now.get(level.pk, 0)) for level in self.levels)
        outside = {place.value: now.get(place.value, 0) for place in (Place.UNSURE, Place.QUIET, Place.OFF)}
        # A retired level is shown only while someone still stands on it.
        shown = [each for each in counts if each.people or not each.level.retired_at]
        return Distribution(shown, **outside, not_reviewed=self.known.by_list)

    def moves(self, level: Level) -> Moves:
        """Return what became of a level; who went to another place that is no move of these has left it."""
        gone: Counter[Kind] = Counter()
        ins = 0
        for cell in self.cells:
            if cell.was != cell.now:
                gone[cell.kind] += cell.people if cell.was == level.pk else 0
                ins += cell.people if cell.now == level.pk else 0
        up, down, quiet = gone.pop(Kind.UP, 0), gone.pop(Kind.DOWN, 0), gone.pop(Kind.QUIET, 0)
        return Moves(ins, up, down, quiet, gone.total())

    def taken_off(self, level: Level) -> int:
        """Count who was taken off the ladder from a level."""
        return sum(cell.people for cell in self.cells if cell.was == level.pk and cell.kind == Kind.OFF)

    def _sums(self, side: str) -> dict[Where, int]:
        sums: Counter[Where] = Counter()
        for cell in self.cells:
            sums[getattr(cell, side)] += cell.people
        return dict(sums)


def count(asked: Asked, known: Known | None = None) -> Counts:
    """Count what a page asks for: everybody's from sums, where there are such. `known` is of today."""
    own = known.own if known and asked.is_now else None
    if asked.reach is not Scope.OWN or own is not None:
        cells, own = _moved(asked), own or {}
    else:
        cells, own = _with_own(asked)
    return Counts(cells, asked.levels, (known or Known())._replace(own=own))


def _moved(asked: Asked) -> list[Cell]:
    found = movement(asked.people, asked.ladder, asked.period.first, asked.period.last)
    return [Cell(*each, n) for each, n in found.cells.items()]


def _with_own(asked: Asked) -> tuple[list[Cell], dict[Where, int]]:
    """Count everybody, and of them the reader's own, one by one."""
    moved: QuerySet[Any] = with_moves(asked.people, asked.ladder, asked.period.first, asked.period.last)
    rows: QuerySet[Any, Any] = moved.order_by().values_list("was", "was_level", "is_now", "is_level", "move")
    mine = Count("pk", filter=Q(pk__in=asked.own.order_by().values("pk")))
    cells, own = [], Counter[Where]()
    for was, was_level, now, level, kind, n, n_own in rows.annotate(n=Count("pk"), n_own=mine):
        cells.append(Cell(was_level or was, level or now, Kind(kind), n))
        own[level or now] += n_own
    return cells, own
