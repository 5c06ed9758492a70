"""The upper levels over the quarters, as stacked columns, with the goal that they add up to."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from django.utils.formats import date_format, number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from charts.trend import Column, Goal, trend
from dashboards.doors import Figure
from dashboards.ladder.asking import Asked
from ladders import models
from ladders.models import Level
from ladders.moved import stood
from ladders.trend import Stood, distributions
from members.filters.tree import Condition
from organizations import periods
from organizations.periods import QUARTER
from organizations.permissions import Scope
from organizations.templatetags.frame import ramp

# So many quarters before this one: two years in one look.
QUARTERS = 7
# The drawing is made for a desk and for a phone: scaled down, its letters would be too small to read.
DESK, PHONE = 640, 256


class Trend(NamedTuple):
    """The same columns drawn twice, and as a table; `points` are the sums, the last of them of the period's last day."""

    levels: Sequence[Level]
    title: str
    desk: SafeString
    phone: SafeString
    rows: list[dict[str, Any]]
    points: list[int]

    @property
    def gains(self) -> list[int]:
        """What each quarter before gave, from the first in which anybody was there at its beginning."""
        ends = self.points[:-1]
        return [after - before for before, after in pairwise(ends) if before]

    @property
    def gained(self) -> int | None:
        """What this quarter gave so far; None where nobody was there when it began."""
        return self.points[-1] - self.points[-2] if len(self.points) > 1 and self.points[-2] else None


def over_time(asked: Asked, goals: Sequence[models.Goal]) -> Trend | None:
    """Count the upper levels at the end of each quarter up to the period's; None where there is no level, or nothing to look back on."""
    levels = asked.in_use[len(asked.in_use) // 2 :]
    if not levels or asked.hides_small:
        return None
    days = periods.ends(asked.request.organization, QUARTERS, last=asked.period.last)
    found = distributions(asked.people, asked.ladder, days)
    # Quarters before the first person say nothing; one of them shows where it began.
    first = next((at for at, each in enumerate(found) if each.on_ladder), len(found))
    found = found[max(first - 1, 0) :]
    if len(found) < 2:  # noqa: PLR2004 - one column is no trend
        return None
    columns = [_column(asked, levels, each) for each in found]
    colors = [ramp(level, len(asked.in_use)) for level in levels]
    title, goal = _title(levels), _goal(levels, goals if asked.is_now else [])

    def draw(width: int, uid: str) -> SafeString:
        return trend(columns, colors, uid=uid, title=title, goal=goal, width=width)

    rows = [
        {"label": column.label, "sum": Figure(column.sum, column.url), "levels": _figures(asked, levels, each)}
        for column, each in zip(columns, found, strict=True)
    ]
    points = [column.sum for column in columns]
    return Trend(levels, title, draw(DESK, "trend"), draw(PHONE, "trend-phone"), rows, points)


def _title(levels: Sequence[Level]) -> str:
    if len(levels) == 1:
        return _("Level %s over time") % levels[0].position
    return _("Levels %(first)s to %(last)s over time") % {"first": levels[0].position, "last": levels[-1].position}


def _column(asked: Asked, levels: Sequence[Level], at: Stood) -> Column:
    people = [at.at(level.pk) for level in levels]
    label = _label(asked, at.day)
    parts = ", ".join(
        f"{level} {number_format(n, force_grouping=True)}" for level, n in zip(levels, people, strict=True)
    )
    says = _("%(day)s: %(parts)s") % {"day": date_format(at.day, "M j, Y"), "parts": parts}
    return Column(label, people, says, _door(asked, at, levels))


def _label(asked: Asked, day: date) -> str:
    """Name a quarter by its last day; a day in the midst of one by itself."""
    organization = asked.request.organization
    if day == organization.today():
        return _("Now")
    is_last = (day + timedelta(days=1)).day == 1 and (day.month + 1 - organization.first_quarter_month) % QUARTER == 0
    return periods.quarter_name(day, organization) if is_last else date_format(day, "M j")


def _figures(asked: Asked, levels: Sequence[Level], at: Stood) -> list[Figure]:
    return [Figure(at.at(level.pk), _door(asked, at, [level])) for level in levels]


def _door(asked: Asked, at: Stood, levels: Sequence[Level]) -> str:
    if asked.reach is not Scope.ALL:
        return ""
    values = tuple(stood(at.day, asked.ladder, f"level-{level.pk}") for level in levels)
    return asked.list_url(Condition("was", "is", values))


def _goal(levels: Sequence[Level], goals: Sequence[models.Goal]) -> Goal | None:
    """Find what these levels shall hold together: one goal of all of them, or one for each of them."""
    first, *others = levels
    whole = [goal for goal in goals if goal.level_id == first.pk and (goal.and_up or not others)]
    each = [next((g for g in goals if g.level_id == level.pk and not g.and_up), None) for level in levels]
    if whole:
        wanted, due = whole[0].wanted, whole[0].due
    elif all(each):
        wanted, due = sum(goal.wanted for goal in each if goal), max(goal.due for goal in each if goal)
    else:
        return None
    said = {"due": date_format(due, "M j, Y"), "wanted": number_format(wanted, force_grouping=True)}
    return Goal(wanted, _("Goal for %(due)s: %(wanted)s") % said)
