"""Two rates side by side: their intervals, the difference, the test, and what may be said of it.

A is the baseline, B what was tried instead; every difference is B less A. scipy does the arithmetic and is loaded when
something is compared: importing it takes a second, which no page without a comparison should wait for.
"""

from dataclasses import dataclass
from functools import cached_property
from math import hypot, sqrt
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

CONFIDENCE = 0.95
LEVEL = 1 - CONFIDENCE
# Below it the curve that the z-test stands on is no picture of the counts any more.
FEWEST_EXPECTED = 5
# An interval as wide as this holds a difference that everybody would notice and its opposite too.
TOO_WIDE = 0.5
# Fisher’s test of more takes seconds, and no group asks so many.
MOST = 10_000_000


class ImpossibleFigures(ValueError):
    """No rate comes of these figures; `str()` is the sentence for who wrote them."""


class Verdict(TextChoices):
    HIGHER = "higher", gettext_lazy("Higher")
    LOWER = "lower", gettext_lazy("Lower")
    NO_CLEAR_DIFFERENCE = "no_clear_difference", gettext_lazy("No clear difference")
    TOO_FEW_TO_TELL = "too_few_to_tell", gettext_lazy("Too few to tell")


class Interval(NamedTuple):
    """Where the true value lies, 19 times out of 20."""

    low: float
    high: float


@dataclass(frozen=True)
class Rate:
    """So many yes out of so many asked."""

    successes: int
    trials: int

    def __post_init__(self) -> None:
        if self.successes < 0 or self.trials < 0:
            raise ImpossibleFigures(_("A count is 0 or more."))
        if not self.trials:
            raise ImpossibleFigures(_("Nobody was asked yet: a rate needs at least one who could have said yes."))
        if self.successes > self.trials:
            raise ImpossibleFigures(
                _("%(some)s out of %(all)s cannot be: those who did are among those who could have.")
                % {"some": self.successes, "all": self.trials}
            )
        if self.trials > MOST:
            raise ImpossibleFigures(_("More than ten million were asked? Look at the figure again."))

    @property
    def value(self) -> float:
        return self.successes / self.trials

    @cached_property
    def interval(self) -> Interval:
        """Wilson's score interval, without a correction for continuity (Wilson 1927)."""
        from scipy.stats import norm  # noqa: PLC0415 - see the module

        z: float = norm.isf(LEVEL / 2)
        n, p = self.trials, self.value
        middle, reach = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        low, high = ((middle + sign * reach) / (1 + z * z / n) for sign in (-1, 1))
        # At both ends the formula gives 0 and 1, and rounding a hair beside it.
        return Interval(0.0 if not self.successes else low, 1.0 if self.successes == n else high)


@dataclass(frozen=True)
class Compared:
    """What `compare` found. `difference` is B less A; `lift` is None where A is 0."""

    a: Rate
    b: Rate
    p_value: float
    is_exact: bool
    is_running: bool

    @property
    def difference(self) -> float:
        return self.b.value - self.a.value

    @cached_property
    def difference_interval(self) -> Interval:
        """Newcombe's hybrid of both score intervals (Newcombe 1998, method 10)."""
        a, b, d = self.a, self.b, self.difference
        low = d - hypot(b.value - b.interval.low, a.interval.high - a.value)
        high = d + hypot(b.interval.high - b.value, a.value - a.interval.low)
        return Interval(low, high)

    @property
    def lift(self) -> float | None:
        return self.b.value / self.a.value - 1 if self.a.successes else None

    @property
    def verdict(self) -> Verdict:
        """The test decides whether there is a difference; the width of the interval, whether we could have seen one."""
        if self.p_value < LEVEL:
            return Verdict.HIGHER if self.difference > 0 else Verdict.LOWER
        low, high = self.difference_interval
        is_blind = self.is_exact or high - low > TOO_WIDE
        return Verdict.TOO_FEW_TO_TELL if is_blind else Verdict.NO_CLEAR_DIFFERENCE


def compare(a: Rate, b: Rate, *, is_running: bool = False) -> Compared:
    """Compare what was tried, B, with the baseline, A. While it runs, looking again and again misleads: say so."""
    is_exact = _least_expected(a, b) < FEWEST_EXPECTED
    p = _fisher(a, b) if is_exact else _pooled_z(a, b)
    return Compared(a, b, min(p, 1.0), is_exact, is_running)


def _least_expected(a: Rate, b: Rate) -> float:
    """The smallest of the four counts, were both rates the same."""
    yes = a.successes + b.successes
    every = a.trials + b.trials
    return min(a.trials, b.trials) * min(yes, every - yes) / every


def _fisher(a: Rate, b: Rate) -> float:
    from scipy.stats import fisher_exact  # noqa: PLC0415 - see the module

    table = [[a.successes, a.trials - a.successes], [b.successes, b.trials - b.successes]]
    return float(fisher_exact(table).pvalue)


def _pooled_z(a: Rate, b: Rate) -> float:
    """Two-sided; the same as chi-square without a correction."""
    from scipy.stats import norm  # noqa: PLC0415 - see the module

    pooled = (a.successes + b.successes) / (a.trials + b.trials)
    z = (b.value - a.value) / sqrt(pooled * (1 - pooled) * (1 / a.trials + 1 / b.trials))
    return float(2 * norm.sf(abs(z)))
