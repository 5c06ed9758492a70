"""What the figures of a ladder say, in a sentence: the headline of its page."""

from collections.abc import Iterable
from math import sqrt
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ladders.queries import Distribution

# A level is thin when it holds less than this part of what an even step between its neighbors would.
THIN = 0.75
# Fewer neighbors than this say nothing about a level between them.
_ENOUGH = 10


class Finding(NamedTuple):
    """The headline, the one thing to talk about in it, and a line that backs it up."""

    headline: str
    mark: str = ""
    why: str = ""


class Step(NamedTuple):
    """A level in use, and how many stand there."""

    position: int
    name: str
    people: int


class Gap(NamedTuple):
    """A thin level, between the ones below and above it."""

    below: Step
    thin: Step
    above: Step
    share: float

    @property
    def mark(self) -> str:
        return _("Level %(position)s is thin.") % {"position": self.thin.position}

    @property
    def why(self) -> str:
        says = ngettext(
            "%(n)s person on %(level)s, between %(below)s one level below and %(above)s one level above.",
            "%(n)s people on %(level)s, between %(below)s one level below and %(above)s one level above.",
            self.thin.people,
        )
        return says % {
            "n": _figure(self.thin.people),
            "level": self.thin.name,
            "below": _figure(self.below.people),
            "above": _figure(self.above.people),
        }


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
    in_use = [each for each in distribution.levels if not each.level.retired_at]
    if gap := thinnest([Step(each.level.position, each.level.name, each.people) for each in in_use]):
        return Finding(headline, mark=gap.mark, why=gap.why)
    most = max(distribution.levels, key=lambda each: each.people)
    if most.people * 2 > n:
        return Finding(headline, why=_("Most of them stand on level %(level)s.") % {"level": most.level})
    return Finding(headline, why=_("No level is thin next to the ones above and below it."))


def thinnest(steps: Iterable[Step]) -> Gap | None:
    """Find the level that falls furthest short of the even step from the one below to the one above."""
    steps = sorted(steps, key=lambda step: step.position)
    gaps = [
        Gap(below, thin, above, thin.people / sqrt(below.people * above.people))
        for below, thin, above in zip(steps, steps[1:], steps[2:], strict=False)
        if above.people and below.people and below.people + above.people >= _ENOUGH
    ]
    found = min(gaps, key=lambda gap: gap.share, default=None)
    return found if found and found.share < THIN else None


def _figure(n: int) -> str:
    return str(number_format(n, force_grouping=True))
