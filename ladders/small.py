"""Hiding figures so small that someone could be worked out from them (by the rules' small numbers)."""

from collections.abc import Hashable, Mapping

# Below this a figure points at people. Nobody is a figure that points at no one.
LEAST = 5


def hidden[K: Hashable](figures: Mapping[K, int]) -> set[K]:
    """Name the figures not to show to someone who reads the sum of all too.

    Where a small one could be worked out from the sum, others are hidden with it: at least two in all, and together at
    least LEAST people if there are as many. All hidden ones look alike, so nobody can tell which was the small one.
    """
    gone = {key for key, n in figures.items() if 0 < n < LEAST}
    # The next larger first; a figure of nobody only where there is no other.
    for key in sorted(figures.keys() - gone, key=lambda key: (not figures[key], figures[key])):
        if not gone or (len(gone) > 1 and sum(figures[each] for each in gone) >= LEAST):
            break
        gone.add(key)
    return gone
