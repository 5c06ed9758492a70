"""How likely two rows are one person: what their agreements and differences are worth, in doublings of the odds.

After Fellegi and Sunter (1969). An agreement is worth more the rarer it is among strangers, which is counted in the
list itself; a rare name more than a common one. Nobody has to say which pairs are right.
"""

from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import OSA

from members import nicknames
from members.duplicates.columns import EQUAL, Column, Floats, Numbers, Rows
from members.duplicates.kinds import CLOSE, FAR, NEAR, OTHER, SAME, UNKNOWN, Kind

# So many pairs of strangers are looked at to learn how often they agree.
SAMPLED = 300_000
# What no single thing can exceed against a pair: people move, marry and are mistyped.
LEAST = -6.0
# A given name standing as the family name and the other way round, by how close the two are, and for the swap itself.
CROSSED = np.array([8.0, 6.0, 3.5, 1.0, -3.0, 0.0], np.float32)
SWAP = -4.0
# The fewest and the most pairs of one person that any list is thought to have, for each of its rows.
FEWEST, MOST = 0.01, 0.5
TURNS = 8
# With fewer rows than this it is no easier to be sure.
SHORT_LIST = 500
# As much as a given name can add when it is forgiven a difference.
MOST_OF_GIVEN = 8.0
SHORTEST = 3
# What follows from one another is no second proof: whoever shares a postal code mostly shares the city.
TOGETHER = ("city", "region", "postal_code")


@dataclass
class Weighed:
    """Pairs of one batch. `bits` is the sum; `personal` is not shared by those who live together, `phone` mostly is."""

    bits: Floats
    name: Floats
    personal: Floats
    phone: Floats
    degrees: dict[str, Numbers]


class Scale:
    """Weighs pairs of one list; made once, it has learned how often strangers agree."""

    def __init__(self, given: Column, family: Column, others: list[Column], n: int) -> None:
        self.given, self.family, self.others = given, family, others
        self.n = n
        self.enough = float(np.log2(max(n, SHORT_LIST)))
        self.worth = {column.name: self._learned(column) for column in (given, family, *others)}
        self.given_groups = [nicknames.groups_of(value.split(" ")[0]) for value in given.values]

    def learn_enough(self, bits: Floats, *, rows: int | None = None, others: float = 0) -> None:
        """Set the odds against two rows that happen to meet, by how many pairs of the list seem to be one person.

        The rarer duplicates are, the more has to speak for each. That number and the odds follow from one another, so
        they are found in turns. `rows`: only so many were looked at, each beside so many `others` on average.
        """
        n = max(self.n if rows is None else rows, SHORT_LIST)
        others = max(others, (n - 1) / 2)
        for _turn in range(TURNS):
            seem = float((1 / (1 + np.exp2(np.clip(self.enough - bits, -60, 60)))).sum())
            self.enough = float(np.log2(others / np.clip(seem / n, FEWEST, MOST)))

    def _learned(self, column: Column) -> Floats:
        """Return what each degree below equality is worth, by how often strangers of this list reach it."""
        chance = np.random.default_rng(1)
        one, other = chance.integers(0, max(self.n, 1), (2, min(SAMPLED, self.n * self.n)))
        apart = one != other
        degrees = _degrees(column.compare(one[apart], other[apart])[0], column.kind)
        counts = np.array([(degrees == each).sum() for each in range(5)])
        # A few strangers more of each degree: none seen is not none there.
        strangers = (counts + np.array([0.5, 0.5, 0.5, 1, 5])) / (counts.sum() + 7.5)
        worth: Floats = np.maximum(np.log2(np.array(column.kind.m) / strangers), LEAST).astype(np.float32)
        return worth

    def weigh(self, one: Rows, other: Rows) -> Weighed:
        """Weigh pairs."""
        bits, dates, phone = (np.zeros(len(one), np.float32) for _each in range(3))
        found: dict[str, Numbers] = {}
        together: list[Floats] = []
        emails: tuple[Floats, Numbers] | None = None
        for column in self.others:
            worth, found[column.name] = self._of(column, one, other)
            if column.name in TOGETHER:
                together.append(worth)
            else:
                bits += worth
            if column.kind.name == "date":
                dates += worth
            if column.name == "phone":
                phone = worth
            if column.name == "email":
                emails = worth, found["email"]
        bits += _not_twice(together) if together else 0
        name, personal, degrees = self._names(one, other, bits)
        if emails is not None:
            bits -= _said_by_the_name(name, *emails)
        return Weighed(bits + name, name, personal + dates, phone, degrees | found)

    def _of(self, column: Column, one: Rows, other: Rows) -> tuple[Floats, Numbers]:
        alike, equal = column.compare(one, other)
        degrees = _degrees(alike, column.kind)
        return self._bits(column, degrees, equal), degrees

    def _bits(self, column: Column, degrees: Numbers, equal: Numbers) -> Floats:
        bits = np.where(degrees == UNKNOWN, 0, self.worth[column.name][degrees]).astype(np.float32)
        same = degrees == SAME
        if same.any():
            bits[same] = np.log2(column.kind.m[SAME] / column.share[equal[same]])
        return bits

    def _names(self, one: Rows, other: Rows, rest: Floats) -> tuple[Floats, Floats, dict[str, Numbers]]:
        """Weigh given and family name, each with its own or, where that is better, each with the other."""
        alike, equal = self.given.compare(one, other)
        degrees = _degrees(alike, self.given.kind)
        family, family_degrees = self._of(self.family, one, other)
        # Asked name by name, so only where the rest speaks for it.
        doubtful = (degrees >= FAR) & (rest + family + MOST_OF_GIVEN >= self.enough)
        self._forgive(degrees, np.flatnonzero(doubtful), one, other)
        given = self._bits(self.given, degrees, equal)
        crossed = self._crossed(one, other)
        swapped = crossed > given + family
        degrees[swapped] = family_degrees[swapped] = CLOSE
        name = np.where(swapped, crossed, given + family)
        return name, np.where(swapped, crossed, given), {"given": degrees, "family": family_degrees}

    def _forgive(self, degrees: Numbers, doubtful: Rows, one: Rows, other: Rows) -> None:
        """Let a nickname, an initial, one name of several and a single slip count as a name that is near."""
        for left in self.given.slots:
            for right in self.given.slots:
                a, b = left[one[doubtful]].astype(np.int64), right[other[doubtful]]
                pairs, where = np.unique(np.where((a < 0) | (b < 0), -1, (a << 32) | b), return_inverse=True)
                forgiven = [pair >= 0 and self._goes_for(pair >> 32, pair & 0xFFFFFFFF) for pair in pairs.tolist()]
                degrees[doubtful[np.array(forgiven, bool)[where]]] = NEAR

    def _goes_for(self, a: int, b: int) -> bool:
        if self.given_groups[a] & self.given_groups[b]:
            return True
        mine, theirs = self.given.values[a], self.given.values[b]
        if min(len(mine), len(theirs)) >= SHORTEST and OSA.distance(mine, theirs) == 1:
            return True
        one, other = sorted((mine.split(" "), theirs.split(" ")), key=len)
        initials = any(len(name[0]) == 1 for name in (one, other)) and one[0][0] == other[0][0]
        return initials or one[0] == other[0] or (len(one) != len(other) and bool(set(one) & set(other)))

    def _crossed(self, one: Rows, other: Rows) -> Floats:
        kind = self.given.kind
        there = _degrees(self.given.crossed(one, self.family, other), kind)
        back = _degrees(self.family.crossed(one, self.given, other), kind)
        bits = CROSSED[there] + CROSSED[back] + SWAP
        bits[(there == UNKNOWN) | (back == UNKNOWN)] += SWAP / 2
        bits[(there > NEAR) | (back > NEAR) | ((there == UNKNOWN) & (back == UNKNOWN))] = -99
        return np.asarray(bits, np.float32)


def _degrees(alike: Floats, kind: Kind) -> Numbers:
    degrees = np.full(len(alike), OTHER, np.int32)
    for degree, edge in ((FAR, kind.edges[2]), (NEAR, kind.edges[1]), (CLOSE, kind.edges[0]), (SAME, EQUAL)):
        degrees[alike >= edge] = degree
    degrees[alike < 0] = UNKNOWN
    return degrees


def _said_by_the_name(name: Floats, worth: Floats, degrees: Numbers) -> Floats:
    """Return what addresses that are alike but not equal are worth too much: most are made of the name."""
    alike = (degrees > SAME) & (degrees < OTHER) & (worth > 0)
    return np.where(alike, np.minimum(worth, np.maximum(name, 0)), 0).astype(np.float32)


def _not_twice(together: list[Floats]) -> Floats:
    """Count the strongest of what hangs together in full, each weaker one by half of the one before."""
    good = -np.sort(-np.maximum(np.stack(together), 0), axis=0)
    bad = np.minimum(np.stack(together), 0).sum(axis=0)
    shares = 0.5 ** np.arange(len(together), dtype=np.float32)
    return np.asarray((good * shares[:, None]).sum(axis=0) + bad, np.float32)
