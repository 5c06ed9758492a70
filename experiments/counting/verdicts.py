"""What a figure says of a sign. All thresholds stand here."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from experiments.comparing.rates import Verdict as Difference
from experiments.models import Sign

# Of what the pace asks for by today: from here on it can still be reached.
WITHIN_REACH = Decimal("0.9")
# Of a limit: from here on it is close.
CLOSE = Decimal("0.8")
# Before so much of its time is over, a pace says nothing of the end.
SOON = Decimal("0.5")
_NONE = Decimal(0)

Verdict = Sign.Verdict


@dataclass(frozen=True)
class Span:
    """The days of an experiment, and today."""

    first: date | None
    last: date | None
    today: date

    @property
    def gone(self) -> Decimal:
        """How much of the time is over, from 0 to 1; without days, none of it is."""
        if not (self.first and self.last):
            return _NONE
        # One that was finished on its first day has lasted less than that.
        days = max((self.last - self.first).days + 1, 1)
        return min(max(Decimal((self.today - self.first).days + 1) / days, _NONE), Decimal(1))

    @property
    def is_over(self) -> bool:
        return bool(self.last and self.today > self.last)


def of_success(
    value: Decimal | None, goal: Decimal | None, *, span: Span, is_share: bool, baseline: Decimal | None = None
) -> Verdict:
    """Met at the goal; else by the pace: a number grows with time from its baseline, a share is what it is."""
    if value is None or goal is None:
        return Verdict.NOT_MEASURED
    if value >= goal:
        return Verdict.MET
    if span.is_over:
        return Verdict.BEHIND
    began = _NONE if is_share else min(baseline or _NONE, goal)
    asked = (goal if is_share else pace(goal, began, span)) - began
    return Verdict.WITHIN_REACH if value - began >= WITHIN_REACH * asked else Verdict.BEHIND


def pace(goal: Decimal, began: Decimal, span: Span) -> Decimal:
    """Return what an even pace asks for by the end of today."""
    return began + (goal - began) * span.gone


def of_failure(value: Decimal | None, limit: Decimal | None, *, span: Span, is_share: bool) -> Verdict:
    """Happening above the limit; close when little is missing, or when this pace leads beyond it."""
    if value is None or limit is None:
        return Verdict.NOT_MEASURED
    if value > limit:
        return Verdict.HAPPENING
    if not value:
        return Verdict.NOT_HAPPENING
    leads_beyond = not is_share and not span.is_over and span.gone >= SOON and value / span.gone > limit
    return Verdict.CLOSE if value >= CLOSE * limit or leads_beyond else Verdict.NOT_HAPPENING


def of_groups(found: Difference, difference: Decimal, kind: str, goal: Decimal | None) -> Verdict:
    """What a comparison says of a sign: `difference` is B less A, and `goal` what it has to be, in points.

    Too few to tell is no verdict. Success asks that B is higher, failure that it is lower.
    """
    if found is Difference.TOO_FEW_TO_TELL:
        return Verdict.NOT_MEASURED
    if kind == Sign.Kind.FAILURE:
        happens = found is Difference.LOWER and (goal is None or -difference > goal)
        return Verdict.HAPPENING if happens else Verdict.NOT_HAPPENING
    if found is Difference.HIGHER:
        return Verdict.MET if goal is None or difference >= goal else Verdict.WITHIN_REACH
    return Verdict.BEHIND
