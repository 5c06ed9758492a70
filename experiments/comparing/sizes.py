"""How many to ask before starting: enough to see a difference of the size that would matter."""

from dataclasses import dataclass
from math import ceil, sqrt

from django.utils.translation import gettext as _

from experiments.comparing.rates import LEVEL, MOST, ImpossibleFigures


@dataclass(frozen=True)
class Sizes:
    """So many in each group, to see `effect` with a chance of `power` if it is there."""

    baseline: float
    effect: float
    power: float
    per_group: int

    @property
    def target(self) -> float:
        return self.baseline + self.effect

    @property
    def is_rough(self) -> bool:
        """Fewer than five expected of a kind: Fisher's test would be used, and it asks for some more."""
        pooled = self.baseline + self.effect / 2
        return self.per_group * min(pooled, 1 - pooled) < 5  # noqa: PLR2004 - Fisher's rule


def needed(*, baseline: float, effect: float, power: float = 0.8) -> Sizes:
    """Say how many each of two groups needs; `effect` is the difference of the rates, 0.1 for ten points more."""
    target = baseline + effect
    _refuse_nonsense(baseline, effect, power)
    from scipy.stats import norm  # noqa: PLC0415 - takes a second to import

    z_level, z_power = float(norm.isf(LEVEL / 2)), float(norm.ppf(power))
    middle = (baseline + target) / 2
    apart = z_level * sqrt(2 * middle * (1 - middle))
    apart += z_power * sqrt(baseline * (1 - baseline) + target * (1 - target))
    # Compared before it is squared: the square of a very large number is an error and no answer.
    if abs(apart / effect) > sqrt(MOST):
        raise ImpossibleFigures(
            _("So small a difference needs more people than anybody can ask. Look for a larger one.")
        )
    people = (apart / effect) ** 2
    # Rounded first: 400.0000000001 people are 400.
    return Sizes(baseline, effect, power, max(1, ceil(round(people, 6))))


def _refuse_nonsense(baseline: float, effect: float, power: float) -> None:
    if not 0 <= baseline <= 1:
        raise ImpossibleFigures(_("The baseline is a share between 0 and 1, such as 0.2 or 20%."))
    if not effect:
        raise ImpossibleFigures(_("No number of people can show a difference of nothing. Name one that would matter."))
    if not 0 <= baseline + effect <= 1:
        raise ImpossibleFigures(_("Baseline and effect together lie outside 0 to 100 %."))
    if not 0.5 <= power < 1:  # noqa: PLR2004 - a coin
        raise ImpossibleFigures(_("The power is a chance from 0.5 to below 1, such as 0.8."))
