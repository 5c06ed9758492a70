"""Which pairs are looked at: those who share a key, in blocks of a bounded size.

A key that many share (a given name, a big city) would make a pair of almost everyone with everyone: there each one
meets only those next in the alphabet.
"""

import logging
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

import numpy as np

from members.duplicates.columns import Column, Numbers, Rows

logger = logging.getLogger("stpnet.duplicates")

# Everyone meets everyone in a block of this many; in a larger one only the next few.
WHOLE = 41
NEXT = 8
# So many pairs may come of one key for each person, and for a short list in all.
PER_PERSON = 1
AT_LEAST = 250_000


class Block(NamedTuple):
    """What came of one key."""

    key: str
    n_blocks: int
    largest: int
    n_pairs: int
    is_cut: bool


def pairs(given: Column, family: Column, others: list[Column], n: int) -> tuple[Rows, Rows, list[Block]]:
    """Return the pairs worth looking at, each once, and what came of each key."""
    order = np.lexsort((given.order, family.order))
    places = np.empty(n, np.int64)
    places[order] = np.arange(n)
    every, blocks = list[Rows](), list[Block]()
    for name, key in _keys(given, family, others):
        made, block = _of_key(name, key, places, n)
        every.append(made)
        blocks.append(block)
        logger.debug("key %s: %d blocks, largest %d, %d pairs, cut: %s", *block)
    found = _each_once(_both(every))
    logger.info(
        "%d people: %d pairs of %d keys; the largest block had %d people",
        n, len(found), len(blocks), max((block.largest for block in blocks), default=0),
    )  # fmt: skip
    return found // n if n else found, found % n if n else found, blocks


def _keys(given: Column, family: Column, others: list[Column]) -> Iterator[tuple[str, list[Numbers]]]:
    """Yield the keys: two things in common, or one that few share."""
    whole = {"given": given.slots[0], "family": family.slots[0]}
    parts = {"given*": given.cut(3), "family*": family.cut(3)}
    firsts = [given.cut(1), family.cut(1)]
    yield "given family", [whole["given"], whole["family"]]
    yield "given family*", [whole["given"], parts["family*"]]
    yield "given* family", [parts["given*"], whole["family"]]
    yield "family", [whole["family"]]
    yield "given", [whole["given"]]
    for column in others:
        for at, slot in enumerate(column.slots):
            name = f"{column.name} {at}" if at else column.name
            yield from ((f"{part} {name}", [parts[part], slot]) for part in parts)
            yield f"initials {name}", [*firsts, slot]
            if len(column.values) > 0.3 * column.n_known:
                yield name, [slot]
        yield from _across_slots(column)
    for one, other in combinations(others, 2):
        yield f"{one.name} {other.name}", [one.slots[0], other.slots[0]]


def _across_slots(column: Column) -> Iterator[tuple[str, list[Numbers]]]:
    """A number that is one person's first phone and another's second: everyone's any."""
    if len(column.slots) > 1:
        yield f"any {column.name}", column.slots


def _of_key(name: str, key: list[Numbers], places: Rows, n: int) -> tuple[Rows, Block]:
    people, joined = _each_any(key) if name.startswith("any ") else _together(key)
    order = np.lexsort((places[people], joined))
    people, joined = people[order], joined[order]
    starts = np.flatnonzero(np.r_[True, joined[1:] != joined[:-1]]) if len(joined) else np.empty(0, np.int64)
    sizes = np.diff(np.r_[starts, len(joined)])
    small = np.repeat(sizes <= WHOLE, sizes)
    made, left = list[Rows](), max(PER_PERSON * n, AT_LEAST)
    for step in range(1, min(WHOLE, len(people))):
        meets = (joined[step:] == joined[:-step]) & (people[step:] != people[:-step])
        if step > NEXT:
            meets &= small[step:]
        n_made = int(meets.sum())
        if n_made > left:
            return _both(made), Block(name, len(sizes), int(sizes.max()), sum(map(len, made)), True)
        if not n_made and not (joined[step:] == joined[:-step]).any():
            break
        left -= n_made
        one, other = people[:-step][meets], people[step:][meets]
        made.append(np.minimum(one, other) * n + np.maximum(one, other))
    largest = int(sizes.max()) if len(sizes) else 0
    return _both(made), Block(name, int((sizes > 1).sum()), largest, sum(map(len, made)), False)


def _each_once(made: Rows) -> Rows:
    """Sorted, not hashed as `np.unique` does it, which takes minutes for numbers that lie so close."""
    made.sort()
    return made[np.r_[True, made[1:] != made[:-1]]] if len(made) else made


def _both(made: Iterable[Rows]) -> Rows:
    made = list(made)
    return np.concatenate(made) if made else np.empty(0, np.int64)


def _together(key: list[Numbers]) -> tuple[Rows, Rows]:
    """Return those who have every part of the key, and the parts as one number."""
    people = np.flatnonzero(np.logical_and.reduce([part >= 0 for part in key]))
    joined = np.zeros(len(people), np.int64)
    for part in key:
        joined = joined * (int(part.max(initial=0)) + 1) + part[people]
    return people, joined


def _each_any(slots: list[Numbers]) -> tuple[Rows, Rows]:
    """Return everyone once for each value of theirs."""
    people = [np.flatnonzero(slot >= 0) for slot in slots]
    return np.concatenate(people), np.concatenate(
        [slot[who].astype(np.int64) for slot, who in zip(slots, people, strict=True)]
    )
