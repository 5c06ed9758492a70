"""How long somebody stood where, in words."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ladders.models import Level, LevelChange

_WEEK, _MONTH, _YEAR = 7, 365.25 / 12, 12
# Below so many days, weeks say more than months do; below so many, days more than weeks.
_WEEKS_UNTIL, _DAYS_UNTIL = 60, 14


class Span(NamedTuple):
    """How long somebody has stood on a level in all, and whether they stand there now."""

    level: Level
    days: int
    is_now: bool

    @property
    def text(self) -> str:
        return in_words(self.days)


def on_levels(path: Iterable[LevelChange], today: date) -> list[Span]:
    """Add up the days on each level, the lowest level first."""
    found: dict[str, Span] = {}
    for step in path:
        if step.level is None:
            continue
        before = found.get(str(step.level_id), Span(step.level, 0, False))
        days = before.days + ((step.until or today) - step.on).days
        found[str(step.level_id)] = Span(step.level, days, step.until is None)
    return sorted(found.values(), key=lambda span: span.level.position)


def in_words(days: int) -> str:
    """Say a number of days as people do: "2 years 3 months", "5 weeks", "4 days"."""
    if days < 1:
        return _("since today")
    if days < _DAYS_UNTIL:
        return ngettext("%d day", "%d days", days) % days
    if days < _WEEKS_UNTIL:
        return ngettext("%d week", "%d weeks", days // _WEEK) % (days // _WEEK)
    years, months = divmod(round(days / _MONTH), _YEAR)
    in_months = ngettext("%d month", "%d months", months) % months
    if not years:
        return in_months
    in_years = ngettext("%d year", "%d years", years) % years
    return f"{in_years} {in_months}" if months else in_years
