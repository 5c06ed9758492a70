"""Signs of the demo that are counted: how, and the figures that somebody wrote down or that were counted on the way."""

from datetime import date, timedelta
from decimal import Decimal

from activities.models import Activity
from demo.experiments.cast import Cast
from demo.experiments.told import Counted
from experiments.counting import judging, refreshing
from experiments.counting.actions import bind as bind_sign
from experiments.counting.figures import Figure, groups, share
from experiments.models import Experiment, Measurement, Metric, PulseAnswer, Sign
from experiments.models.experiment import Status
from organizations.models import Organization

Way = Metric.Way
# How a list came to what it is today: weeks ago, and how many of those that it gained by now were still missing.
ON_THE_WAY = ((3, 7), (2, 4), (1, 1))


def bind(sign: Sign, told: Counted, cast: Cast, experiment: Experiment, today: date) -> None:
    """Say how a sign is counted, and write its figures down."""
    columns = {
        "way": told.way,
        "goal": told.goal,
        "baseline": told.baseline,
        "question": told.question,
        "view": cast.view(told.view, told.people) if told.view else None,
        "level": cast.levels.get(told.level),
        "activity": _activity(told.activity, today),
    }
    metric = bind_sign(sign, columns, today=today, by=experiment.accountable or cast.lead)
    if told.way == Way.PULSE:
        _answer(metric, experiment, today, told.figures[-1])
    else:
        by = None if told.view else experiment.accountable
        Measurement.objects.bulk_create(
            Measurement(
                metric=metric,
                on=today + timedelta(days=day),
                by=by,
                is_counted=False,
                **figure(told.way, numbers)._asdict(),
            )
            for day, *numbers in told.figures
        )
        judging.judge(metric, today)


def figure(way: str, numbers: list[int]) -> Figure:
    if way == Way.GROUPS:
        return groups(*numbers)
    if way in (Way.RATE, Way.YES):
        return share(*numbers)
    return Figure(Decimal(numbers[0]))


def _activity(name: str, today: date) -> Activity | None:
    """Return the next of this name, or the last one."""
    found = Activity.objects.filter(name=name).order_by("on")
    return found.filter(on__gte=today).first() or found.last() if name else None


def _answer(metric: Metric, experiment: Experiment, today: date, told: tuple[int, ...]) -> None:
    """Let of those who take part as many as were told answer, the first of them with yes."""
    day, yes, of = told
    on = today + timedelta(days=day)
    people = experiment.taking_part.values_list("member", flat=True).order_by("pk")[:of]
    answers = [PulseAnswer(metric=metric, member_id=pk, is_yes=n < yes, on=on) for n, pk in enumerate(people)]
    PulseAnswer.objects.bulk_create(answers)


def now(organization: Organization) -> None:
    """Count everything once, as the worker does each half minute, and let what is over stand."""
    refreshing.refresh()
    today = organization.today()
    for metric in Metric.objects.filter(way=Way.VIEW).select_related("sign__experiment"):
        _on_the_way(metric, today)
    for experiment in Experiment.objects.filter(status=Status.FINISHED):
        refreshing.freeze(experiment, experiment.ends_on or today)


def _on_the_way(metric: Metric, today: date) -> None:
    """Give a list that counts itself the weeks that it would have had."""
    newest, first = metric.measurements.last(), metric.sign.experiment.starts_on
    if newest is None or newest.value is None or first is None:
        return
    days = [(today - timedelta(weeks=weeks), newest.value - missing) for weeks, missing in ON_THE_WAY]
    kept = [Measurement(metric=metric, on=on, value=value) for on, value in days if on >= first and value >= 0]
    Measurement.objects.bulk_create(kept)
