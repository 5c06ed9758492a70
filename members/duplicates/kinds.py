"""How two values of a kind are compared, and what an agreement of each degree is worth.

The settings are the same for every list: `m` says how often two rows of one person agree so closely. How often two
strangers do is counted in the list itself.
"""

from collections.abc import Callable
from typing import NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler

# Degrees of agreement; below none of them, one of the two is not known.
SAME, CLOSE, NEAR, FAR, OTHER = range(5)
UNKNOWN = -1


class Kind(NamedTuple):
    """`edges`: the similarity from which on two values are close, near or far; `m` has one share for each degree."""

    name: str
    scorer: Callable[..., float]
    edges: tuple[float, float, float]
    m: tuple[float, float, float, float, float]


_JARO, _TYPOS = JaroWinkler.normalized_similarity, OSA.normalized_similarity

NAME = Kind("name", _JARO, (0.95, 0.88, 0.80), (0.70, 0.10, 0.07, 0.04, 0.09))
EMAIL = Kind("email", _JARO, (0.95, 0.88, 0.80), (0.70, 0.08, 0.05, 0.04, 0.13))
TEXT = Kind("text", _TYPOS, (0.90, 0.75, 0.60), (0.65, 0.10, 0.06, 0.05, 0.14))
NUMBER = Kind("number", _TYPOS, (0.74, 0.60, 0.49), (0.80, 0.05, 0.03, 0.02, 0.10))
# One digit of eight that is wrong, two, three.
DATE = Kind("date", _TYPOS, (0.86, 0.74, 0.60), (0.85, 0.08, 0.03, 0.01, 0.03))
PHONE = Kind("phone", _TYPOS, (0.90, 0.80, 0.70), (0.70, 0.08, 0.02, 0.01, 0.19))
