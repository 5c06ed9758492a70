"""Rows that are no members yet, beside everyone who is here and beside one another: whom each may be."""

from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

from members.duplicates.blocking import pairs
from members.duplicates.finding import score
from members.duplicates.grouping import in_order, likely, without_households
from members.duplicates.listed import People
from members.duplicates.reasons import Evidence, evidence
from members.duplicates.weighing import Scale

# A list comes in beside much else that its worker keeps in memory, so fewer pairs are weighed at once.
AT_ONCE = 200_000
# Whom else a row may be, when it is not the likeliest.
MOST = 3


class Alike(NamedTuple):
    """Somebody whom a row may be, by the place in the columns: of a person, or of an earlier row."""

    other: int
    score: float
    evidence: Evidence


def find(people: People, n_here: int, beat: Callable[[], None] = lambda: None) -> dict[int, list[Alike]]:
    """Return for each row that resembles somebody whom it resembles, the likeliest first.

    The first `n_here` places are people; what of them may be twice is not looked at here. Rows are behind them.
    """
    n_rows = people.n - n_here
    if n_rows < 1 or people.n < 2:  # noqa: PLR2004 - a pair
        return {}
    one, other, _blocks = pairs(people.given, people.family, people.others, people.n)
    of_rows = other >= n_here
    one, other = one[of_rows], other[of_rows]
    beat()
    if not len(one):
        return {}
    scale = Scale(people.given, people.family, people.others, people.n)
    links = likely(scale, one, other, beat, at_once=AT_ONCE)
    scale.learn_enough(links.bits, rows=n_rows, others=n_here + n_rows / 2)
    links = without_households(links.where(links.bits >= scale.enough), scale.enough)
    found: dict[int, list[Alike]] = defaultdict(list)
    for link in in_order(links, scale.enough):
        if len(found[link.other]) < MOST:
            told = evidence(link.degrees, people.labels)
            found[link.other].append(Alike(link.one, score(link.bits), told))
    return dict(found)
