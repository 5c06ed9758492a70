"""The comparison of two groups, for the page of its sign: in a sentence, with its methods, and as a drawing."""

from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from charts.interval import Interval, intervals
from experiments.comparing import Compared, Rate, compare, words
from experiments.counting import judging
from experiments.counting.rows import Row
from experiments.models import Metric
from experiments.models.experiment import Status


def of(row: Row) -> dict[str, Any] | None:
    """Compare B with A; None for other signs, and for a reader from whom a group is kept back."""
    if row.metric is None or row.metric.way != Metric.Way.GROUPS or row.newest is None or row.is_hidden:
        return None
    both = judging.rates(row.newest)
    if both is None:
        return {"nobody": _("One of the groups has nobody in it yet, so there is no rate to compare.")}
    found = compare(*both, is_running=row.sign.experiment.status == Status.RUNNING)
    return {
        "sentence": words.sentence(found),
        "verdict": found.verdict.label,
        "warnings": words.warnings(found),
        "methods": words.methods(found),
        "groups": [_line(_("B, what is tried"), found.b), _line(_("A, the baseline"), found.a)],
        "difference": _difference(found),
        "lift": None if found.lift is None else f"{found.lift * 100:+.0f}%".replace("-", "−"),
        "p_value": _("under 0.001") if found.p_value < 0.001 else f"{found.p_value:.3f}",  # noqa: PLR2004
        "chart": _drawn(found),
    }


def _line(name: str, rate: Rate) -> dict[str, str]:
    low, high = rate.interval
    return {"name": name, "rate": words.in_words(rate), "interval": f"{low * 100:.1f}–{high * 100:.1f}%"}


def _difference(found: Compared) -> dict[str, str]:
    low, high = found.difference_interval
    return {
        "value": words.points(found.difference),
        "interval": _("%(low)s to %(high)s points") % {"low": words.points(low), "high": words.points(high)},
    }


def _drawn(found: Compared) -> SafeString:
    lines = [
        Interval(name, rate.value, *rate.interval, says=words.in_words(rate))
        for name, rate in (("B", found.b), ("A", found.a))
    ]
    return intervals(
        lines, uid="compared", title=_("Both rates, with where the true ones lie"), desc=words.sentence(found)
    )
