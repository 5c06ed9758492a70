"""What is compared, column by column: each value a number, so that a million people fit and are compared at once."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process

from members.duplicates.kinds import Kind

type Numbers = NDArray[np.int32]
type Floats = NDArray[np.float32]
# Rows of people, by their place in the list.
type Rows = NDArray[np.int64]

EQUAL, MISSING = 2.0, -1.0
MOST_SLOTS = 3
# What nobody else has is thought to be had by one of so many at most.
RARE = 200


class Column:
    """One thing known of people, such as phones: up to three values of each person, and which people have which."""

    def __init__(self, name: str, kind: Kind, n: int) -> None:
        self.name, self.kind, self.n = name, kind, n
        self.slots: list[Numbers] = [np.full(n, -1, np.int32)]
        self.values: list[str] = []
        self._known: dict[str, int] = {}

    def put(self, row: int, value: str) -> None:
        """Note a value of a person; a fourth one, and one that is there already, is left out."""
        code = self._known.setdefault(value, len(self.values))
        if code == len(self.values):
            self.values.append(value)
        for slot in self.slots:
            if slot[row] in (-1, code):
                slot[row] = code
                return
        if len(self.slots) < MOST_SLOTS:
            self.slots.append(np.full(self.n, -1, np.int32))
            self.slots[-1][row] = code

    @cached_property
    def n_known(self) -> int:
        return int((self.slots[0] >= 0).sum())

    @cached_property
    def share(self) -> Floats:
        """How many of those who have any value have each one, the two who are compared left out.

        That nobody else of a short list has it does not make it as common as the list is short.
        """
        counts = np.zeros(len(self.values))
        for slot in self.slots:
            counts += np.bincount(slot[slot >= 0], minlength=len(self.values))
        known = max(self.n_known, 1)
        return (np.maximum(counts - 2, 0) / known + 1 / max(known, RARE)).astype(np.float32)

    def compare(self, one: Rows, other: Rows) -> tuple[Floats, Numbers]:
        """Return for each pair how alike their likest values are, and the value where they are equal."""
        best = np.full(len(one), MISSING, np.float32)
        equal = np.full(len(one), -1, np.int32)
        for left in self.slots:
            for right in self.slots:
                a, b = left[one], right[other]
                same = (a == b) & (a >= 0)
                equal[same] = a[same]
                best[same] = EQUAL
                todo = np.flatnonzero((a >= 0) & (b >= 0) & (best < 1))
                best[todo] = np.maximum(best[todo], self._alike(a[todo], self, b[todo]))
        return best, equal

    def crossed(self, one: Rows, column: "Column", other: Rows) -> Floats:
        """Compare the first value of some with another column of others: a given name written as a family name."""
        a, b = self.slots[0][one], column.slots[0][other]
        found = np.full(len(one), MISSING, np.float32)
        todo = np.flatnonzero((a >= 0) & (b >= 0))
        found[todo] = self._alike(a[todo], column, b[todo])
        return found

    def _alike(self, a: Numbers, column: "Column", b: Numbers) -> Floats:
        """Compare each two values once, however many pairs of people have them."""
        if not len(a):
            return np.empty(0, np.float32)
        pairs, where = np.unique((a.astype(np.int64) << 32) | b, return_inverse=True)
        mine = [self.values[code] for code in pairs >> 32]
        theirs = [column.values[code] for code in pairs & 0xFFFFFFFF]
        alike = process.cpdist(mine, theirs, scorer=self.kind.scorer, dtype=np.float32)
        if column is not self:
            alike = np.where(alike == 1, EQUAL, alike)
        return np.asarray(alike[where], np.float32)

    def cut(self, length: int) -> Numbers:
        """Return the first signs of the first value, numbered anew: what a block of people has in common."""
        return self._renumbered([value[:length] for value in self.values])

    def _renumbered(self, values: Sequence[str]) -> Numbers:
        known: dict[str, int] = {}
        table = np.array([known.setdefault(value, len(known)) for value in values] or [0], np.int32)
        first = self.slots[0]
        return np.where(first >= 0, table[first], -1).astype(np.int32)

    @cached_property
    def order(self) -> Numbers:
        """Return the place of each person's first value in the alphabet."""
        places = np.empty(max(len(self.values), 1), np.int32)
        places[np.array(sorted(range(len(self.values)), key=self.values.__getitem__), np.int64)] = np.arange(
            len(self.values), dtype=np.int32
        )
        first = self.slots[0]
        return np.where(first >= 0, places[first], -1).astype(np.int32)
