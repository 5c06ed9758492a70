"""Writes the verdict of a sign that has figures. What somebody said in words stays, until it is counted anew."""

from datetime import date, timedelta

from experiments.comparing import Rate, compare
from experiments.counting import verdicts
from experiments.counting.verdicts import Span
from experiments.models import Measurement, Metric, Sign
from experiments.models.experiment import Status


def judge(metric: Metric, today: date) -> None:
    """Say what the newest figure means. Nothing is said of a sign of which somebody has said it."""
    verdict = of(metric, metric.measurements.last(), today)
    said_on = None if verdict == Sign.Verdict.NOT_MEASURED else today
    told = {"verdict": verdict, "said_on": said_on}
    other = Sign.objects.filter(pk=metric.sign_id, said_by=None).exclude(verdict=verdict)
    if other.update(**told):
        metric.sign.verdict, metric.sign.said_on = verdict, said_on


def of(metric: Metric, newest: Measurement | None, today: date) -> Sign.Verdict:
    """Work out what a figure says, by the goal or limit and the days of the experiment."""
    if newest is None:
        return Sign.Verdict.NOT_MEASURED
    if metric.way == Metric.Way.GROUPS:
        return _of_groups(metric, newest)
    span = span_of(metric, today)
    if metric.sign.kind == Sign.Kind.FAILURE:
        return verdicts.of_failure(newest.value, metric.goal, span=span, is_share=metric.is_share)
    return verdicts.of_success(newest.value, metric.goal, span=span, is_share=metric.is_share, baseline=metric.baseline)


def span_of(metric: Metric, today: date) -> Span:
    """The days of its experiment, as far as they went; one that is finished is over, whatever day it is.

    Days of rest moved its end, and count as if it had begun later: nobody was to bring anybody along meanwhile.
    """
    experiment = metric.sign.experiment
    here = experiment.paused_on or metric.frozen_on or today
    last = experiment.ends_on
    if experiment.status == Status.FINISHED and (last is None or last >= here):
        last = here - timedelta(days=1)
    first = experiment.starts_on
    if first and last and experiment.rested_days:
        # It may have got fewer days since.
        first = max(first, min(first + timedelta(days=experiment.rested_days), last))
    return Span(first, last, here)


def rates(newest: Measurement) -> tuple[Rate, Rate] | None:
    """Return both rates of a comparison; None while one of the groups has nobody."""
    a, b = (newest.part, newest.whole), (newest.b_part, newest.b_whole)
    if not a[1] or not b[1] or a[0] is None or b[0] is None:
        return None
    return Rate(a[0], a[1]), Rate(b[0], b[1])


def _of_groups(metric: Metric, newest: Measurement) -> Sign.Verdict:
    both = rates(newest)
    if both is None or newest.value is None:
        return Sign.Verdict.NOT_MEASURED
    return verdicts.of_groups(compare(*both).verdict, newest.value, metric.sign.kind, metric.goal)
