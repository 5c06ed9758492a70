"""The days of an experiment in words, and how far it is between them."""

from datetime import date
from typing import NamedTuple

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from experiments.models import Experiment
from experiments.models.experiment import Status

# Where the words of today may stand, in parts of a hundred, so that they never touch those of either end.
LEFTMOST, RIGHTMOST = 33, 67


class Bar(NamedTuple):
    """A line from the first day to the last. `at` is where today is on it, `says_at` where its words stand."""

    at: float
    says_at: float
    first: str
    last: str
    today: str
    told: str


def day(when: date, today: date) -> str:
    """Say a day, with its year where that is another one."""
    return str(formats.date_format(when, "M j" if when.year == today.year else "M j, Y"))


def span(experiment: Experiment, today: date) -> str:
    """Say from when to when it runs."""
    first, last = experiment.starts_on, experiment.ends_on
    if first and last:
        return _("%(first)s to %(last)s") % {"first": day(first, today), "last": day(last, today)}
    if first:
        return _("From %s") % day(first, today)
    return _("Until %s") % day(last, today) if last else _("No days yet")


def bar(experiment: Experiment, today: date) -> Bar | None:
    """Draw how far it is; nothing for one without days, or that is over."""
    first, last = experiment.starts_on, experiment.ends_on
    if not (first and last) or experiment.status in (Status.FINISHED, Status.NOT_RUN):
        return None
    here = experiment.paused_on or today
    n, length = gone(experiment, today)
    at = n * 100 / length
    says = _says(experiment, first, last, here)
    told = _("Day %(n)d of %(all)d: %(says)s") % {"n": n, "all": length, "says": says}
    says_at = min(max(at, LEFTMOST), RIGHTMOST)
    return Bar(round(at, 1), round(says_at, 1), day(first, today), day(last, today), says, told)


def gone(experiment: Experiment, today: date) -> tuple[int, int]:
    """Count the days it has had, today's included, of all that it is to have; days of rest are none of either."""
    first, last = experiment.starts_on, experiment.ends_on
    if not (first and last):
        raise ValueError(experiment)
    here = experiment.paused_on or today
    # Its end may have been moved to before the days it rested were over.
    rested = min(experiment.rested_days, (last - first).days)
    length = (last - first).days + 1 - rested
    return min(max((here - first).days + 1 - rested, 0), length), length


def _says(experiment: Experiment, first: date, last: date, here: date) -> str:
    if experiment.paused_on:
        return _("resting since %s") % day(experiment.paused_on, here)
    if here < first:
        n = (first - here).days
        return ngettext("starts in %d day", "starts in %d days", n) % n
    left = (last - here).days
    if left < 0:
        return ngettext("ended %d day ago", "ended %d days ago", -left) % -left
    return ngettext("today, %d day left", "today, %d days left", left) % left if left else _("today is the last day")
