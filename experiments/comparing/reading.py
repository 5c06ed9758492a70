"""Figures as people type them into a terminal: 23/41, 0.2 or 20%."""

import re
from math import isfinite

from django.utils.translation import gettext as _

from experiments.comparing.rates import ImpossibleFigures, Rate

# Digits as everybody writes them, also with commas: no sign, no exponent; an endless row of them is no count.
PAIR = re.compile(r"([0-9][0-9,]{0,19})\s*/\s*([0-9][0-9,]{0,19})", re.ASCII)


def rate(text: str) -> Rate:
    found = PAIR.fullmatch(text.strip())
    if not found:
        raise ImpossibleFigures(_("Write how many did and how many could have, such as 23/41."))
    successes, trials = (int(part.replace(",", "")) for part in found.groups())
    return Rate(successes, trials)


def share(text: str) -> float:
    bare = text.strip()
    is_percent = bare.endswith("%")
    try:
        value = float(bare.removesuffix("%"))
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        raise ImpossibleFigures(_("Write a share such as 0.2 or 20%."))
    return value / 100 if is_percent else value
