"""From the figures of the page to what can be found in them."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dashboards.findings import Finding, Goal, Rung, Situation, find, over_time
from dashboards.ladder.asking import Asked
from dashboards.ladder.counting import Counts
from dashboards.ladder.trend import Trend
from ladders import models
from ladders.movement import Kind
from organizations.periods import QUARTER, first_day, months_on

_A_DAY = timedelta(days=1)


def headline(asked: Asked, counts: Counts, goals: Sequence[models.Goal], trend: Trend | None) -> tuple[Finding, str]:
    """Say what happened within the period with the one thing to talk about, and what the trend shows, if anything."""
    found = situation(asked, counts, goals, trend)
    return find(found, closely=not asked.hides_small), over_time(found) if trend else ""


def situation(asked: Asked, counts: Counts, goals: Sequence[models.Goal], trend: Trend | None) -> Situation:
    """Gather what the rules look at. Goals and growth speak of today, so of the past they say nothing."""
    kinds, now = counts.kinds, counts.distribution()
    is_quarter = asked.period.key == "quarter"
    wanted = next_of_each(goals) if asked.is_now else {}
    people = {each.level.pk: each.people for each in now.levels}
    return Situation(
        [_rung(counts, level, people, wanted.get(level.pk)) for level in asked.in_use],
        asked.request.organization.today(),
        _when(asked),
        up=kinds[Kind.UP],
        joined=kinds[Kind.JOINED],
        came_back=kinds[Kind.CAME_BACK],
        down=kinds[Kind.DOWN],
        quiet=kinds[Kind.QUIET],
        on_ladder=now.on_ladder,
        gains=trend.gains if trend and is_quarter else (),
        gained=trend.gained if trend and is_quarter else None,
        gone=_gone(asked),
    )


def next_of_each(goals: Sequence[models.Goal]) -> dict[UUID | None, models.Goal]:
    """Of several goals of one level take the one whose day comes first: the table and the headline speak of the same."""
    return {goal.level_id: goal for goal in sorted(goals, key=lambda goal: goal.due, reverse=True) if not goal.and_up}


def _rung(counts: Counts, level: models.Level, people: Mapping[UUID, int], goal: models.Goal | None) -> Rung:
    moves = counts.moves(level)
    lost = moves.quiet + counts.taken_off(level)
    wanted = Goal(goal.wanted, goal.due, goal.baseline, goal.baseline_on) if goal else None
    before = counts.before.get(level.pk, 0)
    return Rung(level.position, level.name, before, people.get(level.pk, 0), moves.up, lost, wanted)


def _when(asked: Asked) -> str:
    period = asked.period
    form = "M j" if period.since.year == period.last.year == asked.request.organization.today().year else "M j, Y"
    since, last = date_format(period.since, form), date_format(period.last, form)
    if period.since == period.last:
        return _("on %s") % last
    if asked.is_now:
        return _("since %s") % since
    return _("from %(since)s to %(last)s") % {"since": since, "last": last}


def _gone(asked: Asked) -> float:
    """How much of this quarter has gone."""
    organization = asked.request.organization
    today = organization.today()
    first = first_day(today, QUARTER, organization.first_quarter_month)
    return ((today - first) + _A_DAY) / (months_on(first, QUARTER) - first)
