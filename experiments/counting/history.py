"""The figures of a sign over time: a small chart, and the same as a table."""

from typing import Any

from django.utils.translation import gettext as _

from charts.line import Dot, line
from experiments import names
from experiments.counting import keeping_back, rows, told
from experiments.counting.rows import Row
from experiments.models import Measurement, Metric
from members.requests import OrgRequest

# So many days are told; all of them are kept.
_MOST = 400


def of(request: OrgRequest, row: Row) -> dict[str, Any]:
    """Return the figures, newest first, and their chart; small ones are kept back as on the page of the experiment."""
    if row.metric is None:
        return {"lines": [], "chart": ""}
    metric = row.metric
    figures = list(metric.measurements.select_related("by").order_by("-on")[:_MOST])
    gone: set[Any] = set()
    if keeping_back.keeps_back(request):
        # The newest first: a day that differs by a few people from a later one would tell of those who came or went.
        gone = keeping_back.gone({each.pk: keeping_back.known(each) for each in figures})
        gone |= {each.pk for each in figures} if row.is_hidden else set()
    return {
        "lines": [_line(request, metric, each, each.pk in gone) for each in figures],
        "chart": _drawn(metric, [each for each in figures if each.pk not in gone and each.value is not None]),
    }


def _line(request: OrgRequest, metric: Metric, each: Measurement, hidden: bool) -> dict[str, str]:
    by = _("counted") if each.is_counted else names.shown(request, each.by) if each.by else _("somebody")
    return {
        "on": told.day(each.on, request.organization.today()),
        "now": rows.kept_back(is_few=keeping_back.known(each).is_small) if hidden else told.now(metric, each),
        "of": "" if hidden else told.of(metric, each),
        "by": by,
    }


def _drawn(metric: Metric, figures: list[Measurement]) -> str:
    """Draw the figures, of which each has a value."""
    dots = [Dot(each.on, float(each.value or 0)) for each in reversed(figures)]
    if len(dots) < 2:  # noqa: PLR2004 - one is no line
        return ""
    first, last = dots[0], dots[-1]
    desc = _("From %(first)s on %(on)s to %(last)s on %(until)s.") % {
        "first": told.now(metric, figures[-1]),
        "on": told.day(first.on, last.on),
        "last": told.now(metric, figures[0]),
        "until": told.day(last.on, last.on),
    }
    goal = None if metric.goal is None or metric.way == Metric.Way.GROUPS else float(metric.goal)
    return line(dots, goal=goal, goal_says=told.goal(metric), uid="figures", title=_("Figures so far"), desc=desc)
