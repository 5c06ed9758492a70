"""The upper levels over the quarters, as stacked columns, with the goal that they add up to."""

from collections.abc import Sequence
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
from organizations.permissions import Scope
from organizations.templatetags.frame import ramp

# So many quarters before this one: two years in one look.
QUARTERS = 7
# The drawing is made for a desk and for a phone: scaled down, its letters would be too small to read.
DESK, PHONE = 640, 256


class Trend(NamedTuple):
    """The same columns drawn twice, and as a table; `points` are the sums, the last of them today's."""

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
    """Count the upper levels at the end of each quarter; None where there is no level, or nothing to look back on."""
    levels = asked.in_use[len(asked.in_use) // 2 :]
    if not levels or asked.hides_small:
        return None
    days = periods.ends(asked.request.organization, QUARTERS)
    found = distributions(asked.people, asked.ladder, days)
    # Quarters before the first person say nothing; one of them shows where it began.
    first = next((at for at, each in enumerate(found) if each.on_ladder), len(found))
    found = found[max(first - 1, 0) :]
    if len(found) < 2:  # noqa: PLR2004 - one column is no trend
        return None
    columns = [_column(asked, levels, each, is_now=each is found[-1]) for each in found]
    colors = [ramp(level, len(asked.in_use)) for level in levels]
    title, goal = _title(levels), _goal(levels, goals)

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


def _column(asked: Asked, levels: Sequence[Level], at: Stood, *, is_now: bool) -> Column:
    people = [at.at(level.pk) for level in levels]
    label = _("Now") if is_now else periods.quarter_name(at.day, asked.request.organization)
    parts = ", ".join(
        f"{level} {number_format(n, force_grouping=True)}" for level, n in zip(levels, people, strict=True)
    )
    says = _("%(day)s: %(parts)s") % {"day": date_format(at.day, "M j, Y"), "parts": parts}
    return Column(label, people, says, _door(asked, at, levels))


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
