"""Of those who first came in one quarter, how many are where now."""

from collections.abc import Hashable
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from charts import cohort
from dashboards import small
from dashboards.doors import Figure
from dashboards.moving import cohorts as queries
from dashboards.moving import filters, words
from dashboards.moving.asking import Asked
from dashboards.moving.cohorts import ACTIVITY, LADDER, Came
from dashboards.moving.words import Spot
from ladders.models import Level
from organizations.templatetags.frame import ramp


class Line(NamedTuple):
    """A cohort: how many came, how many stand at the level asked for or above it, and in each place."""

    name: str
    days: str
    came: Figure
    there: Figure
    share: str
    places: list[Figure]


def build(asked: Asked) -> dict[str, Any]:
    """Gather what the page shows, in one statement of its own."""
    request = asked.request
    by = ACTIVITY if request.GET.get("by") == ACTIVITY else LADDER
    # Two sums from two levels up would tell the figure between them.
    level = _level(asked, "" if asked.hides_small else request.GET.get("level", ""))
    spans = queries.quarters(request.organization)
    found = [each for each in queries.cohorts(asked.people(), asked.ladder, by, spans) if each.total]
    spots = words.spots(
        asked.levels, [where for each in found for where in each.people], has_unsure=asked.ladder.has_unsure
    )
    gone = _hidden(found, spots, level) if asked.hides_small else set()
    lines = [_line(asked, each, spots, level, by, gone) for each in found]
    return {
        "by": by,
        "by_choices": [(LADDER, _("onto the ladder")), (ACTIVITY, _("to something"))],
        "level": level,
        "level_choices": [(str(each.pk), str(each)) for each in asked.active],
        "spots": spots,
        "lines": lines,
        "headline": _headline(lines, level),
        "has_hidden": bool(gone),
        "chart": _chart(asked, lines, level),
    }


def _level(asked: Asked, given: str) -> Level:
    """Return the level asked for, or the one in the middle: there a group finds out whether people stay."""
    levels = asked.active
    return next((level for level in levels if str(level.pk) == given), levels[len(levels) // 2])


def _above(spots: list[Spot], level: Level) -> list[Spot]:
    return [spot for spot in spots if spot.level and spot.level.position >= level.position]


def _hidden(found: list[Came], spots: list[Spot], level: Level) -> set[small.Key]:
    """Name the figures that a reader from outside the group does not see; who stands there or above is a sum too."""
    cells: dict[tuple[Hashable, ...], int] = {
        (each.name, spot.where): each.people[spot.where] for each in found for spot in spots
    }
    there = [
        small.Sum(
            small.cell(came=each.name, there=True),
            tuple(small.cell(came=each.name, place=spot.where) for spot in _above(spots, level)),
        )
        for each in found
    ]
    return small.hidden([small.Table(("came", "place"), cells)], there)


def _line(asked: Asked, each: Came, spots: list[Spot], level: Level, by: str, gone: set[small.Key]) -> Line:
    came = filters.came(asked.ladder, by, each.first, each.last)
    above = _above(spots, level)

    def figure(n: int, *where: Spot, **at: Any) -> Figure:
        """Return a figure with its list; who came at all is asked for without a place."""
        if small.cell(came=each.name, **at) in gone:
            return Figure(None)
        url = asked.url(came_first=came)
        return Figure(n, url and url + "".join(f"&place={asked.place(spot.place)}" for spot in where))

    total, there = figure(each.total), figure(sum(each.people[spot.where] for spot in above), *above, there=True)
    shows = total.people and there.people is not None
    return Line(
        each.name,
        _("%(first)s to %(last)s") % {"first": words.day(each.first), "last": words.day(each.last)},
        total,
        there,
        words.percent(there.people or 0, each.total) if shows else "",
        [figure(each.people[spot.where], spot, place=spot.where) for spot in spots],
    )


def _chart(asked: Asked, lines: list[Line], level: Level) -> str:
    rows = [
        cohort.Cohort(
            line.name,
            line.came.people or 0,
            line.there.people if line.came.people else None,
            _("%(part)s of %(all)s") % {"part": words.figure(line.there.people), "all": words.figure(line.came.people)},
            _says(line, level),
            line.there.url,
        )
        for line in lines
    ]
    title = _("Of those who came in each quarter, how many stand on %(level)s or above now") % {"level": level}
    color = ramp(level, len(asked.active))
    return (
        cohort.cohorts(
            rows, color=color, uid="cohorts", title=title, desc="; ".join(row.says for row in rows), width=330
        )
        if rows
        else ""
    )


def _says(line: Line, level: Level) -> str:
    told = {
        "name": line.name,
        "there": words.figure(line.there.people),
        "came": words.figure(line.came.people),
        "level": level,
    }
    return _("%(name)s: %(there)s of %(came)s stand on %(level)s or above") % told


def _headline(lines: list[Line], level: Level) -> str:
    """Say it of the first cohort that has had a year, or of the longest ago."""
    told = [line for line in lines if line.share]
    if not told:
        return (
            _("Nobody has come yet whose first day is known.") if not lines else _("How many stay, by when they came")
        )
    line = told[min(4, len(told) - 1)]
    return _("Of %(came)s who came in %(name)s, %(there)s stand on %(level)s or above now.") % {
        "came": words.people(line.came.people),
        "name": line.name,
        "there": words.figure(line.there.people),
        "level": level,
    }
