"""Hiding small figures of everything on one page, so that none can be worked out from the others.

A page or report hands over all its tables at once: a figure hidden in one and left standing in another is no secret.
Figures are known by where they stand (`cell(level=3, unit=north)`), so tables that show the same people share them.

How it is proved for each small figure: another world is built, in which every figure that is shown stays what it is,
nobody is counted less than nought times, and the small one is at least LEAST. Whatever differs in that world is hidden
too. Then no sum or difference of what is shown can tell the two worlds apart.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from heapq import heappop, heappush
from itertools import combinations, count, product
from typing import Final, NamedTuple

from ladders.small import LEAST

type Key = frozenset[tuple[str, Hashable]]

# After so many steps a search for the fewest ends; a second one goes straight for any way that holds every sum, however
# many figures it hides. When that ends too, all figures that hang together are hidden.
_PATIENCE: Final = 4000
_HASTE: Final = 100
_CHOICES: Final = 16


class Table(NamedTuple):
    """People by one thing or by several: `by` names them, `people` has a figure for each combination."""

    by: tuple[str, ...]
    people: Mapping[tuple[Hashable, ...], int]


class Sum(NamedTuple):
    """A figure that is others added up, where no table says so: who moved up, of the cells of a matrix."""

    whole: Key
    parts: tuple[Key, ...]


def cell(**where: Hashable) -> Key:
    """Name a figure by where it stands; `cell()` is everybody."""
    return frozenset(where.items())


def hidden(
    tables: Iterable[Table], sums: Sequence[Sum] = (), *, plain: Collection[Key] = (), unseen: Collection[Key] = ()
) -> set[Key]:
    """Name the figures not to show, of several tables on one page with all their rows, columns and totals.

    Those in `plain` are shown however small they are: a group's own totals to its own people. Those in `unseen` stand
    on no page, and are known only because shown figures add up by way of them; they are named among the others. What is worked out from
    several figures (a net, a share) is not to be shown unless all of them are.
    """
    return _Page(*laid_out(tables, sums), plain, unseen).hidden()


def laid_out(tables: Iterable[Table], sums: Sequence[Sum] = ()) -> tuple[dict[Key, int], list[Sum]]:
    """Return every figure of the tables with their totals, and what adds up to what."""
    figures: dict[Key, int] = {}
    all_sums = [each for table in tables for each in _laid_out(table, figures)]
    for whole, parts in sums:
        _note(figures, whole, sum(figures[part] for part in parts))
    return figures, [*all_sums, *sums]


def _laid_out(table: Table, figures: dict[Key, int]) -> list[Sum]:
    """Put the cells of a table and all its totals among the figures; return what adds up to what."""
    values = [list(dict.fromkeys(each)) for each in zip(*table.people, strict=True)] or [[] for _ in table.by]
    axes = list(zip(table.by, values, strict=True))
    people = _totals(table)
    sums = []
    for n in range(len(axes), -1, -1):
        for kept in combinations(axes, n):
            for at in product(*(each for _name, each in kept)):
                where = dict(zip((name for name, _each in kept), at, strict=True))
                _note(figures, cell(**where), people.get(cell(**where), 0))
                sums += [
                    Sum(cell(**where), tuple(cell(**where, **{name: value}) for value in each))
                    for name, each in axes
                    if name not in where
                ]
    return sums


def _totals(table: Table) -> Counter[Key]:
    """Add every cell to each of the totals that it is in."""
    found: Counter[Key] = Counter()
    for at, n in table.people.items():
        named = list(zip(table.by, at, strict=True))
        for size in range(len(named) + 1):
            for kept in combinations(named, size):
                found[frozenset(kept)] += n
    return found


def _note(figures: dict[Key, int], key: Key, people: int) -> None:
    """Keep a figure. Two tables that count the same people differently are a mistake that no page may show."""
    if figures.setdefault(key, people) != people:
        raise ValueError(f"{set(key)} is {figures[key]} in one table and {people} in another")


class _Page:
    """All figures of a page, and what adds up to what: for each sum, its whole counted down and its parts up."""

    def __init__(
        self, figures: Mapping[Key, int], sums: Iterable[Sum], plain: Collection[Key], unseen: Collection[Key]
    ) -> None:
        self.figures = figures
        self.haste = 1
        self.sums = [{whole: -1} | dict.fromkeys(parts, 1) for whole, parts in dict.fromkeys(sums)]
        self.plain, nowhere = frozenset(plain), frozenset(unseen)
        open_ones = self.plain | nowhere
        self.secret = [key for key, n in figures.items() if 0 < n < LEAST and key not in open_ones]
        self.gone = {*self.secret, *(nowhere - self.plain)}
        self.sums_of: dict[Key, list[int]] = {key: [] for key in figures}
        for i, each in enumerate(self.sums):
            for key in each:
                self.sums_of[key].append(i)

    def hidden(self) -> set[Key]:
        all_of_them = self.figures.keys() - self.plain
        for key in self.secret:
            # With very many places all of it may be hidden long before the last small figure was looked at.
            if all_of_them <= self.gone:
                break
            self._protect(key)
        return self.gone

    def _protect(self, key: Key) -> None:
        """Hide what differs in a world where this figure is large enough, or else as large as it can be."""
        for self.haste in (1, _HASTE):
            try:
                self._hide_for(key)
            except _TooFar:
                continue
            return
        self._hide_all_around(key)

    def _hide_for(self, key: Key) -> None:
        world = dict(self.figures)
        while world[key] < LEAST and (found := self._larger(key, world)):
            self._change(world, *found)
        if world == self.figures and (change := self._moved(key, -1, 1, world)):
            self.gone |= change.keys()

    def _larger(self, key: Key, world: Mapping[Key, int]) -> tuple[int, dict[Key, int]] | None:
        """Find how to count this one larger: at once if that is possible, else by the longest step there is."""
        for step in range(LEAST - world[key], 0, -1):
            if change := self._moved(key, 1, step, world):
                return step, change
        return None

    def _change(self, world: dict[Key, int], step: int, change: Mapping[Key, int]) -> None:
        for key, way in change.items():
            world[key] += way * step
        self.gone |= change.keys()

    def _moved(self, key: Key, way: int, step: int, world: Mapping[Key, int]) -> dict[Key, int] | None:
        """Find figures that change with this one by as much, up or down, while every sum still holds.

        The best first: few that are shown so far, then few at all, then those of few people.
        """
        order = count()
        heap: list[tuple[float, int, dict[Key, int]]] = [(0, next(order), {key: way})]
        seen: set[frozenset[Key]] = set()
        if way < 0 and world[key] < step:
            return None
        while heap:
            _cost, turn, change = heappop(heap)
            if turn > _PATIENCE:
                raise _TooFar
            off = self._off(change)
            if not off:
                return change
            for other, sign in self._mending(off, change, step, world):
                more = change | {other: sign}
                if (mark := frozenset(more)) not in seen:
                    seen.add(mark)
                    heappush(heap, (self._cost(more), next(order), more))
        return None

    def _off(self, change: Mapping[Key, int]) -> dict[int, int]:
        """Tell which sums do not hold any more, and by how much."""
        off: dict[int, int] = {}
        for key, way in change.items():
            for i in self.sums_of[key]:
                off[i] = off.get(i, 0) + self.sums[i][key] * way
        return {i: by for i, by in off.items() if by}

    def _mending(
        self, off: Mapping[int, int], change: Mapping[Key, int], step: int, world: Mapping[Key, int]
    ) -> list[tuple[Key, int]]:
        """List what could change next to put one broken sum right: the sum with the fewest choices."""
        choices = []
        for i, by in off.items():
            signs = [(key, (-1 if by > 0 else 1) * weight) for key, weight in self.sums[i].items()]
            choices.append(
                [
                    (key, sign)
                    for key, sign in signs
                    if key not in change and key not in self.plain and (sign > 0 or world[key] >= step)
                ]
            )
        fewest = min(choices, key=len)
        if len(fewest) <= _CHOICES:
            return fewest
        # Of very many places a few are enough: those hidden already, then those of few people.
        return sorted(fewest, key=lambda each: (each[0] not in self.gone, self.figures[each[0]]))[:_CHOICES]

    def _cost(self, change: Mapping[Key, int]) -> float:
        new = [self.figures[key] for key in change if key not in self.gone]
        return 4 * len(new) + len(change) + self.haste * len(self._off(change)) + sum(new) / 1e9

    def _hide_all_around(self, key: Key) -> None:
        """Hide every figure that hangs together with this one: more than needed, and safe."""
        waiting = [key]
        while waiting:
            for i in self.sums_of[waiting.pop()]:
                new = self.sums[i].keys() - self.gone - self.plain
                self.gone |= new
                waiting += new


class _TooFar(Exception):
    """The search took too long."""
