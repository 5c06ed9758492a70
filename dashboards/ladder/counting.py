"""Where people stood at both ends of a period, who went from where to where, and what is known of it: one statement."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, F, FilteredRelation, Q, QuerySet

from dashboards.findings.thresholds import STALE_DAYS
from dashboards.ladder.asking import Asked
from ladders.models import Assessment, Level, Place
from ladders.movement import Kind, Where, with_moves
from ladders.queries import Distribution, LevelCount
from members.filters.periods import span
from organizations.permissions import Scope


class Cell(NamedTuple):
    """So many went from one place to another; `own` of them are the reader's."""

    was: Where
    now: Where
    kind: Kind
    people: int
    own: int = 0
    # Of them, on a level today that a list gave and nobody reviewed, and that nobody looked at for long.
    by_list: int = 0
    stale: int = 0


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
    """The cells of the matrix, and what a page reads off them."""

    def __init__(self, cells: Iterable[Cell], levels: Iterable[Level]) -> None:
        self.cells, self.levels = list(cells), list(levels)

    @cached_property
    def kinds(self) -> Mapping[Kind, int]:
        found = Counter(dict.fromkeys(Kind, 0))
        for cell in self.cells:
            found[cell.kind] += cell.people
        return found

    @cached_property
    def before(self) -> Mapping[Where, int]:
        return self._sums("was", "people")

    @cached_property
    def first_list(self) -> int:
        """How many the first list put on the ladder within the period: the count begins there, and nobody joined."""
        outside = (cell for cell in self.cells if isinstance(cell.was, str) and cell.kind == Kind.STAYED)
        return sum(cell.people for cell in outside if isinstance(cell.now, UUID))

    @property
    def by_list(self) -> int:
        return sum(cell.by_list for cell in self.cells)

    @property
    def stale(self) -> int:
        return sum(cell.stale for cell in self.cells)

    def distribution(self, field: str = "people") -> Distribution:
        """Return where they stand on the last day: everyone, or the reader's `own`."""
        now = self._sums("now", field)
        counts = (LevelCount(level, now.get(level.pk, 0)) for level in self.levels)
        outside = {place.value: now.get(place.value, 0) for place in (Place.UNSURE, Place.QUIET, Place.OFF)}
        # A retired level is shown only while someone still stands on it.
        shown = [each for each in counts if each.people or not each.level.retired_at]
        return Distribution(shown, **outside, not_reviewed=self.by_list)

    def moves(self, level: Level, field: str = "people") -> Moves:
        """Return what became of a level; who went to another place that is no move of these has left it."""
        gone: Counter[Kind] = Counter()
        ins = 0
        for cell in self.cells:
            if cell.was != cell.now:
                gone[cell.kind] += getattr(cell, field) if cell.was == level.pk else 0
                ins += getattr(cell, field) if cell.now == level.pk else 0
        up, down, quiet = gone.pop(Kind.UP, 0), gone.pop(Kind.DOWN, 0), gone.pop(Kind.QUIET, 0)
        return Moves(ins, up, down, quiet, gone.total())

    def taken_off(self, level: Level) -> int:
        """Count who was taken off the ladder from a level."""
        return sum(cell.people for cell in self.cells if cell.was == level.pk and cell.kind == Kind.OFF)

    def _sums(self, side: str, field: str) -> dict[Where, int]:
        sums: Counter[Where] = Counter()
        for cell in self.cells:
            sums[getattr(cell, side)] += getattr(cell, field)
        return dict(sums)


def count(asked: Asked) -> Counts:
    """Count what a page asks for."""
    found: QuerySet[Any] = with_moves(asked.people, asked.ladder, asked.period.first, asked.period.last)
    found = found.annotate(here=FilteredRelation("standings", condition=Q(standings__ladder=asked.ladder)))
    rows: QuerySet[Any, Any] = found.order_by().values_list("was", "was_level", "is_now", "is_level", "move")
    stands = Q(here__place=Place.LEVEL, here__level=F("is_level"))
    sums = {
        "n": Count("pk"),
        "n_by_list": Count("pk", filter=stands & Q(here__assessment__source=Assessment.Source.IMPORT)),
        "n_stale": Count("pk", filter=stands & Q(here__assessment__on__lt=not_looked_at_since(asked))),
    }
    if asked.reach is Scope.OWN:
        sums["n_own"] = Count("pk", filter=Q(pk__in=asked.own.order_by().values("pk")))
    return Counts((_cell(*row) for row in rows.annotate(**sums)), asked.levels)


def not_looked_at_since(asked: Asked) -> date:
    """Return the day before which a level was last looked at, where it is stale by now: the filter of the list says it."""
    return span("older", (str(STALE_DAYS),), asked.request.organization)[1] or asked.period.last


def _cell(was: str, was_level: UUID | None, now: str, level: UUID | None, kind: str, *sums: int) -> Cell:
    n, by_list, stale, *own = sums
    return Cell(was_level or was, level or now, Kind(kind), n, sum(own), by_list, stale)
