"""What the figures of a ladder say, in a sentence: the headline of its page."""

from math import sqrt
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ladders.queries import Distribution, LevelCount

# A level is thin when it holds less than this part of what an even step between its neighbors would.
THIN = 0.75
# Fewer neighbors than this say nothing about a level between them.
_ENOUGH = 10


class Finding(NamedTuple):
    """The headline, the one thing to talk about in it, and a line that backs it up."""

    headline: str
    mark: str = ""
    why: str = ""


class _Gap(NamedTuple):
    below: LevelCount
    thin: LevelCount
    above: LevelCount
    share: float


def find(distribution: Distribution, *, closely: bool = True) -> Finding:
    """Say how many are on the ladder, and where it is thin; where no level is, where most of them are.

    Not closely: only the first, for readers from whom single levels may be kept back.
    """
    n = distribution.on_ladder
    if not n:
        return Finding(_("Nobody is on the ladder yet."))
    headline = ngettext("%(n)s person is on the ladder.", "%(n)s people are on the ladder.", n) % {"n": _figure(n)}
    if not closely:
        return Finding(headline)
    if (gap := _thinnest(distribution)) is not None:
        return _thin(headline, gap)
    most = max(distribution.levels, key=lambda each: each.people)
    if most.people * 2 > n:
        return Finding(headline, why=_("Most of them stand on level %(level)s.") % {"level": most.level})
    return Finding(headline, why=_("No level is thin next to the ones above and below it."))


def _thin(headline: str, gap: _Gap) -> Finding:
    why = ngettext(
        "%(n)s person on %(level)s, between %(below)s one level below and %(above)s one level above.",
        "%(n)s people on %(level)s, between %(below)s one level below and %(above)s one level above.",
        gap.thin.people,
    )
    return Finding(
        headline,
        mark=_("Level %(position)s is thin.") % {"position": gap.thin.level.position},
        why=why
        % {
            "n": _figure(gap.thin.people),
            "level": gap.thin.level.name,
            "below": _figure(gap.below.people),
            "above": _figure(gap.above.people),
        },
    )


def _thinnest(distribution: Distribution) -> _Gap | None:
    """Find the level that falls furthest short of the even step from the one below to the one above."""
    active = sorted((each for each in distribution.levels if not each.level.retired_at), key=lambda e: e.level.position)
    gaps = [
        _Gap(below, thin, above, thin.people / sqrt(below.people * above.people))
        for below, thin, above in zip(active, active[1:], active[2:], strict=False)
        if above.people and below.people and below.people + above.people >= _ENOUGH
    ]
    found = min(gaps, key=lambda gap: gap.share, default=None)
    return found if found and found.share < THIN else None


def _figure(n: int) -> str:
    return str(number_format(n, force_grouping=True))
