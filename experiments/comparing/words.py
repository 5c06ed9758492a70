"""What a comparison says: its methods by name, its verdict as a sentence, and what to be careful with."""

from django.utils.translation import gettext as _

from experiments.comparing.rates import Compared, Rate, Verdict
from experiments.comparing.sizes import Sizes


def methods(found: Compared) -> dict[str, str]:
    return {
        "interval": _("Wilson score interval, 95 %, without continuity correction"),
        "difference": _("Newcombe hybrid score interval (method 10), 95 %"),
        "test": _("Fisher’s exact test, two-sided, 5 %")
        if found.is_exact
        else _("Pooled two-proportion z-test (chi-square without correction), two-sided, 5 %"),
    }


def sentence(found: Compared) -> str:
    """The finding, for somebody who never heard of a test."""
    low, high = found.difference_interval
    figures = {"b": in_words(found.b), "a": in_words(found.a), "low": points(low), "high": points(high)}
    return {
        Verdict.HIGHER: _(
            "B is higher: %(b)s against %(a)s. The true difference is likely %(low)s to %(high)s points."
        ),
        Verdict.LOWER: _("B is lower: %(b)s against %(a)s. The true difference is likely %(low)s to %(high)s points."),
        Verdict.NO_CLEAR_DIFFERENCE: _(
            "No clear difference: %(b)s against %(a)s. Anything from %(low)s to %(high)s points would fit these figures."
        ),
        Verdict.TOO_FEW_TO_TELL: _(
            "Not enough data: %(b)s against %(a)s. Anything from %(low)s to %(high)s points would fit these figures."
        ),
    }[found.verdict] % figures


def warnings(found: Compared) -> list[str]:
    """Say what could mislead, the weightiest first."""
    said = []
    if found.is_exact:
        said.append(_("These are small numbers: a few people more or less would change the picture."))
    low, high = found.difference_interval
    if (found.p_value < 0.05) != (low > 0 or high < 0):  # noqa: PLR2004 - as the methods say
        said.append(_("This is a close call: the test and the interval do not agree. Take it as a hint."))
    if not found.a.successes:
        said.append(_("There is no lift to state: nobody in A said yes, and more than none has no percentage."))
    if found.is_running:
        said.append(
            _(
                "It is still running. Who looks often, and stops when it looks good, finds differences that are not "
                "there: decide on the day you chose at the start."
            )
        )
    return said


def in_words(rate: Rate) -> str:
    return _("%(percent)s %% (%(some)s of %(all)s)") % {
        "percent": f"{rate.value * 100:.3g}" if rate.successes != rate.trials else "100",
        "some": rate.successes,
        "all": rate.trials,
    }


def points(share: float) -> str:
    """A difference of shares in percentage points, signed."""
    return f"{share * 100:+.1f}".replace("-", "−")


def method_of_sizes() -> str:
    return _("Two-proportion z-test, pooled, two-sided, 5 %, two groups of one size, without continuity correction")


def warnings_of_sizes(sizes: Sizes) -> list[str]:
    if not sizes.is_rough:
        return []
    return [_("So few are expected of a kind that Fisher’s exact test will be used; it asks for some more people.")]
