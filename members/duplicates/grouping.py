"""From weighed pairs to groups of who may be one person, and to who shares a phone and is someone else."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from members.duplicates.blocking import Block, pairs
from members.duplicates.columns import Column, Floats, Rows
from members.duplicates.kinds import CLOSE, NAME, OTHER, SAME
from members.duplicates.listed import People
from members.duplicates.weighing import Scale, Weighed

# So many pairs are weighed at once.
BATCH = 1_000_000
# More who share one number than this are no household: an office, or a number that was typed to fill a cell.
MOST_AT_ONE_PHONE = 8
# So many households are taken for granted in any list.
HOUSEHOLDS = 10
# Those who differ as two of a household do are one person when so large a part of them is what slips alone explain,
# and when so much speaks for them besides a phone.
EXPLAINED = 0.4
MUCH_ELSE = 4.0

type Flags = NDArray[np.bool_]


@dataclass
class Link:
    """Two rows that may be one person; `bits` of evidence over what is needed, and how each column agrees."""

    one: int
    other: int
    bits: float
    degrees: dict[str, int]


@dataclass
class Found:
    """What came of a whole list. The members of a group are rows of it, the groups best first."""

    groups: list[tuple[list[int], Link]] = field(default_factory=list)
    at_one_phone: list[list[int]] = field(default_factory=list)
    n_pairs: int = 0
    blocks: list[Block] = field(default_factory=list)


@dataclass
class Likely:
    """Pairs with more evidence than chance gives. `doubtful`: nothing says that they do not just live together."""

    one: Rows
    other: Rows
    bits: Floats
    beyond_phone: Floats
    doubtful: Flags
    degrees: dict[str, NDArray[np.int8]]

    def where(self, flags: Flags) -> "Likely":
        return Likely(
            self.one[flags],
            self.other[flags],
            self.bits[flags],
            self.beyond_phone[flags],
            self.doubtful[flags],
            {name: column[flags] for name, column in self.degrees.items()},
        )

    @classmethod
    def of(cls, parts: "list[Likely]") -> "Likely":
        """Put batches together."""
        return cls(
            np.concatenate([part.one for part in parts]),
            np.concatenate([part.other for part in parts]),
            np.concatenate([part.bits for part in parts]),
            np.concatenate([part.beyond_phone for part in parts]),
            np.concatenate([part.doubtful for part in parts]),
            {name: np.concatenate([part.degrees[name] for part in parts]) for name in parts[0].degrees},
        )


def find(people: People, apart: set[tuple[int, int]], beat: Callable[[], None] = lambda: None) -> Found:
    """Find who may be here more than once. `apart` are pairs, smaller first, of whom it is known that they are two.

    `beat` is called now and then, as long as it takes.
    """
    if people.n < 2:  # noqa: PLR2004 - a pair
        return Found()
    one, other, blocks = pairs(people.given, people.family, people.others, people.n)
    beat()
    scale = Scale(people.given, people.family, people.others, people.n)
    links = likely(scale, one, other, beat)
    scale.learn_enough(links.bits)
    links = without_households(links.where(links.bits >= scale.enough), scale.enough)
    groups = _joined(in_order(links, scale.enough), people, apart)
    return Found(groups, _at_one_phone(people.column("phone"), groups), len(one), blocks)


def likely(
    scale: Scale, one: Rows, other: Rows, beat: Callable[[], None] = lambda: None, *, at_once: int = BATCH
) -> Likely:
    """Weigh pairs, a batch at a time, and keep those with enough evidence."""
    parts = list[Likely]()
    for at in range(0, max(len(one), 1), at_once):
        parts.append(_weighed(scale, one[at : at + at_once], other[at : at + at_once]))
        beat()
    return Likely.of(parts)


def _weighed(scale: Scale, one: Rows, other: Rows) -> Likely:
    weighed = scale.weigh(one, other)
    degrees = {name: each.astype(np.int8) for name, each in weighed.degrees.items()}
    every = Likely(one, other, weighed.bits, weighed.bits - weighed.phone, _may_be_household(weighed), degrees)
    return every.where(weighed.bits >= scale.enough)


def _may_be_household(weighed: Weighed) -> Flags:
    """Family name, phone and address are shared by those who live together, an e-mail by some; what else is there?"""
    alike = weighed.name > 0
    if (emails := weighed.degrees.get("email")) is not None:
        alike |= (emails == SAME) | (emails == CLOSE)
    return np.asarray((weighed.personal < 0) | ~alike)


def without_households(links: Likely, enough: float) -> Likely:
    """Leave out who may be two of one household.

    Some rows of one person differ in the given name too: a maiden or a baptismal name, a slip in the row above. If
    hardly more pairs of the list differ so than would among rows of one person alone, it knows no households, and
    those stay who agree in much else: nobody is one with another for one phone under two names.
    """
    n_doubtful = int(links.doubtful.sum())
    expected = (len(links.bits) - n_doubtful) * NAME.m[OTHER] / (1 - NAME.m[OTHER])
    if expected >= EXPLAINED * (n_doubtful + HOUSEHOLDS):
        return links.where(~links.doubtful | (links.beyond_phone >= enough + MUCH_ELSE))
    return links.where(~links.doubtful)


def in_order(links: Likely, enough: float) -> list[Link]:
    """List the pairs, the surest first."""
    return [
        Link(
            int(links.one[at]),
            int(links.other[at]),
            float(links.bits[at]) - enough,
            {name: int(each[at]) for name, each in links.degrees.items()},
        )
        for at in np.lexsort((links.other, links.one, -links.bits)).tolist()
    ]


def _joined(links: list[Link], people: People, apart: set[tuple[int, int]]) -> list[tuple[list[int], Link]]:
    """Join pairs into groups, the surest first; a join that would put two who are known to be two into one is left.

    Two who both sign in are known to be two as well.
    """
    of: dict[int, list[int]] = {}
    weakest: dict[int, Link] = {}
    others: dict[int, set[int]] = defaultdict(set)
    for low, high in apart:
        others[low].add(high)
        others[high].add(low)
    for link in links:
        mine, theirs = of.setdefault(link.one, [link.one]), of.setdefault(link.other, [link.other])
        if mine is theirs or any(not others[each].isdisjoint(theirs) for each in mine if each in others):
            continue
        if len(people.signs_in & {*mine, *theirs}) > 1:
            continue
        mine += theirs
        of.update(dict.fromkeys(theirs, mine))
        weakest[id(mine)] = link
    groups = {id(group): group for group in of.values() if len(group) > 1}
    found = [(sorted(group), weakest[key]) for key, group in groups.items()]
    return sorted(found, key=lambda each: (-each[1].bits, each[0]))


def _at_one_phone(phones: Column | None, groups: list[tuple[list[int], Link]]) -> list[list[int]]:
    """List who shares a number with someone they are not grouped with."""
    if phones is None:
        return []
    group_of = {row: at for at, (group, _link) in enumerate(groups) for row in group}
    users: dict[int, set[int]] = defaultdict(set)
    shared = np.flatnonzero(
        np.sum([np.bincount(slot[slot >= 0], minlength=len(phones.values)) for slot in phones.slots], axis=0) > 1
    )
    for slot in phones.slots:
        for row in np.flatnonzero(np.isin(slot, shared)).tolist():
            users[int(slot[row])].add(row)
    found = {
        tuple(sorted(rows))
        for rows in users.values()
        if 1 < len(rows) <= MOST_AT_ONE_PHONE and len({group_of.get(row, -1 - row) for row in rows}) > 1
    }
    return [list(rows) for rows in sorted(found)]
