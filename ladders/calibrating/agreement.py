"""How alike several assessors see the same people, beyond what chance alone would give."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext as _

# Fewer people than this say nothing; and for two assessors Cohen's figure is meant, for more Fleiss'.
FEWEST = 2
PAIR = 2


class Kappa(NamedTuple):
    """The figure, where there is one, whose it is, and a sentence about it."""

    value: float | None
    whose: str
    says: str


def kappa(rows: Sequence[Sequence[str]]) -> Kappa:
    """Work it out from one row for each person, with the place that each assessor chose."""
    n_assessors = len(rows[0]) if rows else 0
    whose = _("Cohen’s kappa") if n_assessors == PAIR else _("Fleiss’ kappa")
    if len(rows) < FEWEST or n_assessors < PAIR:
        return Kappa(None, whose, _("There are too few people, or too few assessors, for a figure."))
    if len({place for row in rows for place in row}) == 1:
        # Chance would agree as well, so the formula divides by nothing.
        return Kappa(
            None, whose, _("Everyone placed everybody in the same place. Chance would agree as well, so there is none.")
        )
    value = _of_library(rows, "kappa" if n_assessors == PAIR else "pi")
    return Kappa(value, whose, _words(value))


def _of_library(rows: Sequence[Sequence[str]], name: str) -> float:
    # A second and fifty megabytes: only for those who ask how we count.
    from nltk.metrics.agreement import AnnotationTask  # noqa: PLC0415

    data = [(str(who), str(at), place) for at, row in enumerate(rows) for who, place in enumerate(row)]
    return float(getattr(AnnotationTask(data=data), name)())


def _words(value: float) -> str:
    shown = number_format(round(value, 2), decimal_pos=2)
    if value > 1 - 1e-9:
        return _("%s: you agree on everyone.") % shown
    if value >= 0.6:  # noqa: PLR2004 - where it is commonly taken to be good
        return _("%s: far more alike than chance would give.") % shown
    if value >= 0.2:  # noqa: PLR2004
        return _("%s: more alike than chance would give, and not by far.") % shown
    return _("%s: hardly more alike than chance would give. The levels mean different things to you.") % shown
