"""A sign as a line of a page: what it is now, its goal or limit, the pace, and its verdict; small counts kept back."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from experiments import names
from experiments.counting import judging, told, troubles, verdicts
from experiments.models import Experiment, Measurement, Metric, Sign
from experiments.models.experiment import Status
from ladders.registry import hides_small
from ladders.small import LEAST
from members.requests import OrgRequest
from organizations.access import may
from organizations.models import Role

COLORS = {
    "met": "ok", "within_reach": "warn", "behind": "bad",
    "not_happening": "ok", "close": "warn", "happening": "bad",
}  # fmt: skip
_FIGURES = ("on", "value", "part", "whole", "b_part", "b_whole")
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
    newest = Measurement.objects.filter(metric=OuterRef("metric")).order_by("-on")
    figure = newest.values(json=JSONObject(**{name: name for name in _FIGURES}))[:1]
    return (
        Sign.objects.filter(experiment=experiment)
        .select_related("said_by", "metric__view", "metric__other_view")
        .annotate(figure=Subquery(figure))
    )


def rows(request: OrgRequest, experiment: Experiment, signs: Iterable[Sign] | None = None) -> list[Row]:
    """Tell each sign as this reader may read it."""
    every = list(signs_of(experiment) if signs is None else signs)
    _hide_names(request, every)
    return [_row(request, experiment, sign) for sign in every]


def _hide_names(request: OrgRequest, signs: Iterable[Sign]) -> None:
    """Let the texts of signs be as this reader may read them, all in one statement."""
    pairs = [(sign, name) for sign in signs for name in ("text", "how", "verdict_words")]
    metrics = [sign.metric for sign in signs if hasattr(sign, "metric")]
    written = [getattr(sign, name) for sign, name in pairs] + [metric.question for metric in metrics]
    read = names.texts(request, written)
    for (sign, name), text in zip(pairs, read, strict=False):
        setattr(sign, name, text)
    for metric, text in zip(metrics, read[len(pairs) :], strict=True):
        metric.question = text


def _row(request: OrgRequest, experiment: Experiment, sign: Sign) -> Row:
    sign.experiment = experiment
    metric = getattr(sign, "metric", None)
    verdict = str(sign.get_verdict_display())
    if sign.verdict == Sign.Verdict.MET and experiment.status in (Status.RUNNING, Status.PAUSED):
        verdict = _("Met so far")
    plain = Row(sign, metric, COLORS.get(sign.verdict, ""), verdict, how=sign.how, said=_said(request, sign))
    if metric is None:
        return plain
    metric.sign = sign
    return _counted(request, plain, metric, figure_of(getattr(sign, "figure", None)))


def _counted(request: OrgRequest, plain: Row, metric: Metric, newest: Measurement | None) -> Row:
    today = request.organization.today()
    sees_people = may(request, "member.view")
    hidden = newest is not None and is_small(newest) and keeps_back(request)
    way = plain.how or told.how(metric, in_full=sees_people)
    told_of = "" if hidden else told.of(metric, newest)
    if hidden and plain.sign.said_by is None:
        # What it means, beside its goal, would tell the figure.
        plain = plain._replace(verdict=_("Kept back: so few people"), color="")
    return plain._replace(
        how=f"{way}: {told_of}" if told_of else way,
        now=_("under %d") % LEAST if hidden else told.now(metric, newest),
        goal="" if hidden else told.goal(metric),
        bar=None if hidden or newest is None else bar(metric, newest, today),
        trouble=troubles.sentence(metric),
        newest=newest,
        is_hidden=hidden,
    )


def figure_of(figure: dict[str, Any] | None) -> Measurement | None:
    """Return a figure that came as data beside its sign."""
    if figure is None:
        return None
    value = figure["value"]
    return Measurement(
        **figure | {"on": date.fromisoformat(figure["on"]), "value": None if value is None else Decimal(str(value))}
    )


def keeps_back(request: OrgRequest) -> bool:
    """Whether this reader gets no figure under five. A list divides a group, and is not one of its own totals."""
    if may(request, "member.view"):
        return False
    return Role.COACH not in request.roles or hides_small(request)


def is_small(newest: Measurement) -> bool:
    """Whether a figure points at a handful of people: those counted, those left out, or all there are."""
    if newest.whole is None:
        return newest.value is not None and 0 < newest.value < LEAST
    pairs = [(newest.part, newest.whole), (newest.b_part, newest.b_whole)]
    counts = [n for part, whole in pairs if whole for n in (part or 0, whole - (part or 0), whole)]
    return any(0 < n < LEAST for n in counts)


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
