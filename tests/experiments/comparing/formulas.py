"""The published formulas, worked out a second time with nothing but fractions and `math`."""

from fractions import Fraction
from math import comb, erfc, sqrt

# The point that a normal variable passes 1 time in 40, to 20 digits, from tables.
Z = 1.95996398454005423552


def wilson(successes, trials):
    """Both roots p of n(p̂ - p)² = z² p(1 - p), as Wilson (1927) has it: the true rates that the figures do not refuse."""
    a = trials + Z * Z
    b = -(2 * successes + Z * Z)
    c = successes * successes / trials
    root = sqrt(max(b * b - 4 * a * c, 0))
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


def newcombe(a, b):
    """Method 10 of Newcombe (1998), for B less A: squares of what each Wilson interval leaves on that side, added."""
    (low_a, high_a), (low_b, high_b) = wilson(*a), wilson(*b)
    rate_a, rate_b = a[0] / a[1], b[0] / b[1]
    down = sqrt((rate_b - low_b) ** 2 + (high_a - rate_a) ** 2)
    up = sqrt((high_b - rate_b) ** 2 + (rate_a - low_a) ** 2)
    return rate_b - rate_a - down, rate_b - rate_a + up


def fisher(a, b):
    """All tables with these margins that are no likelier than ours, added up exactly."""
    yes = a[0] + b[0]
    ways = {k: comb(a[1], k) * comb(b[1], yes - k) for k in range(max(0, yes - b[1]), min(a[1], yes) + 1)}
    return float(Fraction(sum(way for way in ways.values() if way <= ways[a[0]]), comb(a[1] + b[1], yes)))


def chi_square(a, b):
    """Of observed and expected counts; with one degree of freedom its tail is that of a squared normal."""
    every, yes = a[1] + b[1], a[0] + b[0]
    total = Fraction(0)
    for some, trials in (a, b):
        for seen, margin in ((some, yes), (trials - some, every - yes)):
            expected = Fraction(trials * margin, every)
            total += (seen - expected) ** 2 / expected
    return erfc(sqrt(total / 2))


def least_expected(a, b):
    every, yes = a[1] + b[1], a[0] + b[0]
    return min(Fraction(trials * margin, every) for trials in (a[1], b[1]) for margin in (yes, every - yes))


def power(rate_a, rate_b, people):
    """How likely the pooled z-test finds this difference with so many in each group, on the curve."""
    middle = (rate_a + rate_b) / 2
    pooled = sqrt(2 * middle * (1 - middle) / people)
    own = sqrt((rate_a * (1 - rate_a) + rate_b * (1 - rate_b)) / people)
    return erfc((Z * pooled - abs(rate_b - rate_a)) / own / sqrt(2)) / 2
