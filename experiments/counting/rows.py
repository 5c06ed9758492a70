"""A sign as a line of a page: what it is now, its goal or limit, the pace, and its verdict; small counts kept back."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from experiments import names
from experiments.counting import judging, keeping_back, told, troubles, verdicts
from experiments.models import Experiment, Measurement, Metric, Sign
from experiments.models.experiment import Status
from ladders.small import LEAST
from members.requests import OrgRequest
from organizations.access import may

COLORS = {
    "met": "ok", "within_reach": "warn", "behind": "bad",
    "not_happening": "ok", "close": "warn", "happening": "bad",
}  # fmt: skip
_ALL = Decimal(100)


class Bar(NamedTuple):
    """Where things stand on a line, in parts of a hundred; told in words for who does not see it."""

    at: str
    goal: str
    pace: str
    told: str


class Row(NamedTuple):
    sign: Sign
    metric: Metric | None
    color: str
    verdict: str
    how: str = ""
    now: str = ""
    goal: str = ""
    bar: Bar | None = None
    # Who said so and when, where somebody did.
    said: str = ""
    trouble: str = ""
    newest: Measurement | None = None
    is_hidden: bool = False


def signs_of(experiment: Experiment) -> "QuerySet[Sign]":
    """Return the signs of an experiment with how they are counted and the newest figure, in one statement."""
    rows = Sign.objects.filter(experiment=experiment).select_related("said_by", "metric__view", "metric__other_view")
    return rows.annotate(figure=keeping_back.newest())


def rows(request: OrgRequest, experiment: Experiment, signs: Iterable[Sign] | None = None) -> list[Row]:
    """Tell each sign as this reader may count it; names in its words go with those of the whole page (`telling`)."""
    every = list(signs_of(experiment) if signs is None else signs)
    # What one of them would tell depends on all the others.
    of_all = keeping_back.of_signs(request, every) if signs is None else keeping_back.of_experiment(request, experiment)
    return [_row(request, experiment, sign, is_hidden=sign.pk in of_all) for sign in every]


def _row(request: OrgRequest, experiment: Experiment, sign: Sign, *, is_hidden: bool) -> Row:
    sign.experiment = experiment
    metric = getattr(sign, "metric", None)
    verdict = str(sign.get_verdict_display())
    if sign.verdict == Sign.Verdict.MET and experiment.status in (Status.RUNNING, Status.PAUSED):
        verdict = _("Met so far")
    plain = Row(sign, metric, COLORS.get(sign.verdict, ""), verdict, how=sign.how, said=_said(request, sign))
    if metric is None:
        return plain
    metric.sign = sign
    figure: dict[str, Any] | None = getattr(sign, "figure", None)
    newest = keeping_back.figure_of(figure) if figure else None
    return _counted(request, plain, metric, newest, hidden=is_hidden)


def _counted(request: OrgRequest, plain: Row, metric: Metric, newest: Measurement | None, *, hidden: bool) -> Row:
    today = request.organization.today()
    sees_people = may(request, "member.view")
    is_few = newest is not None and keeping_back.known(newest).is_small
    way = plain.how or told.how(metric, in_full=sees_people)
    told_of = "" if hidden else told.of(metric, newest)
    if hidden and plain.sign.said_by is None:
        # What it means, beside its goal, would tell the figure.
        why = _("Kept back: so few people") if is_few else _("Kept back beside the others")
        plain = plain._replace(verdict=why, color="")
    return plain._replace(
        how=f"{way}: {told_of}" if told_of else way,
        now=kept_back(is_few=is_few) if hidden else told.now(metric, newest),
        goal="" if hidden else told.goal(metric),
        bar=None if hidden or newest is None else bar(metric, newest, today),
        trouble=troubles.sentence(metric),
        newest=newest,
        is_hidden=hidden,
    )


def kept_back(*, is_few: bool) -> str:
    """Say in place of a figure that it is small, or nothing where it would tell a small one."""
    return _("under %d") % LEAST if is_few else "–"


def bar(metric: Metric, newest: Measurement, today: date) -> Bar | None:
    """Draw where the figure and its goal stand; nothing for two groups, whose comparison is a drawing of its own."""
    if newest.value is None or metric.way == Metric.Way.GROUPS:
        return None
    most = _most(metric, newest.value)
    span = judging.span_of(metric, today)
    has_pace = metric.goal is not None and metric.sign.kind == Sign.Kind.SUCCESS and not metric.is_share
    pace = None
    if has_pace and metric.goal is not None and span.gone and span.gone < 1 and not span.is_over:
        pace = verdicts.pace(metric.goal, min(metric.baseline or Decimal(0), metric.goal), span)
    parts = [told.now(metric, newest), told.goal(metric)]
    if pace is not None:
        parts.append(_("an even pace would be %s today") % told.number(pace))
    return Bar(_at(newest.value, most), _at(metric.goal, most), _at(pace, most), ", ".join(filter(None, parts)))


def _most(metric: Metric, value: Decimal) -> Decimal:
    """Say what the whole line stands for, so that the goal is on it and there is room beyond."""
    goal = metric.goal or Decimal(0)
    if metric.sign.kind == Sign.Kind.FAILURE:
        most = max(goal * 2, value * Decimal("1.25"))
        return min(most, _ALL) if metric.is_share and most else most or Decimal(1)
    return _ALL if metric.is_share else max(goal, value) * Decimal("1.25") or Decimal(1)


def _at(value: Decimal | None, most: Decimal) -> str:
    return "" if value is None else f"{min(max(value * 100 / most, Decimal(0)), Decimal(100)):.1f}"


def _said(request: OrgRequest, sign: Sign) -> str:
    if sign.said_by is None or sign.said_on is None:
        return ""
    when = told.day(sign.said_on, request.organization.today())
    return _("%(who)s, %(day)s") % {"who": names.shown(request, sign.said_by), "day": when}
