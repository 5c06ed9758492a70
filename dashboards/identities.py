"""What has to agree wherever a ladder is counted, written once: tests ask it of every page and of made-up histories.

Each function returns a sentence for what does not agree, so nothing when all is right. They count nothing themselves.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping

from ladders.models import Place
from ladders.movement import Kind, Movement

# A place that is none of the levels is a kind of movement by the same name for who came there.
_OUTSIDE = {Place.QUIET.value: Kind.QUIET, Place.UNSURE.value: Kind.UNSURE, Place.OFF.value: Kind.OFF}
_TO_A_LEVEL = (Kind.JOINED, Kind.CAME_BACK, Kind.UP, Kind.DOWN)


def matrix_sums[K: Hashable](
    matrix: Mapping[tuple[K, K], int], before: Mapping[K, int], after: Mapping[K, int]
) -> list[str]:
    """Hold the rows of a matrix against where people stood, its columns against where they stand."""
    rows: Counter[K] = Counter()
    columns: Counter[K] = Counter()
    for (was, now), n in matrix.items():
        rows[was] += n
        columns[now] += n
    return _differ("row", rows, before) + _differ("column", columns, after)


def kinds_sum(moved: Movement) -> list[str]:
    """Hold the kinds of movement against the matrix: each person is of exactly one kind.

    Who was put on a level by the first list stayed there, so the kinds of those who came to a level are known in sum.
    """
    found = [] if sum(moved.kinds.values()) == moved.total else ["the kinds do not add up to everybody"]
    for place, kind in _OUTSIDE.items():
        came = sum(n for (was, now), n in moved.matrix.items() if now == place != was)
        found += [] if moved.kinds[kind] == came else [f"{kind}: {moved.kinds[kind]}, and {came} in the matrix"]
    outside = sum(moved.matrix.get((place, place), 0) for place in _OUTSIDE)
    on_levels = sum(n for (_was, now), n in moved.matrix.items() if now not in _OUTSIDE)
    counted = moved.kinds[Kind.STAYED] - outside + sum(moved.kinds[kind] for kind in _TO_A_LEVEL)
    return found + ([] if counted == on_levels else [f"on a level: {counted}, and {on_levels} in the matrix"])


def same_day[K: Hashable](one: Mapping[K, int], other: Mapping[K, int]) -> list[str]:
    """Hold two counts of one day against each other: a trend's last point and the end of a period."""
    return _differ("place", one, other)


def parts_add_up[K: Hashable](whole: Mapping[K, int], parts: Iterable[Mapping[K, int]]) -> list[str]:
    """Hold small multiples against the whole they divide: everybody is in exactly one of them."""
    total: Counter[K] = Counter()
    for part in parts:
        total.update(part)
    return _differ("sum", total, whole)


def is_length(figure: int, listed: int, gone: int = 0) -> list[str]:
    """Hold a figure against its list; those no longer on file are in the one and not in the other."""
    return [] if figure == listed + gone else [f"{figure} in the figure, and {listed} in the list with {gone} gone"]


def _differ[K: Hashable](what: str, one: Mapping[K, int], other: Mapping[K, int]) -> list[str]:
    """Say where two counts differ; nobody and no mention are the same."""
    keys = [*one, *(key for key in other if key not in one)]
    return [
        f"{what} {key}: {one.get(key, 0)}, and {other.get(key, 0)}"
        for key in keys
        if one.get(key, 0) != other.get(key, 0)
    ]
