"""What people do with the figures of signs: choose how one is counted, write a figure down, say what somebody answered."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models.functions import Now
from django.utils.translation import gettext as _

from audit.recording import action, record
from experiments.coaching import summing
from experiments.counting import figures, judging
from experiments.counting.people import seal
from experiments.models import LogPost, Measurement, Metric, PulseAnswer, Sign
from members.models import Member

WRITE, LOG = "experiment.write", "experiment.log"


class FigureRefused(Exception):
    """Why a figure cannot be kept, in a sentence a member could read."""


class Written(NamedTuple):
    """A figure as somebody writes it down: a number, so many of so many, or that of each of two groups."""

    value: Decimal | None = None
    part: int | None = None
    whole: int | None = None
    b_part: int | None = None
    b_whole: int | None = None


@action
def bind(sign: Sign, columns: Mapping[str, Any], *, outcome: str = "", today: date, by: Member) -> Metric:
    """Say how a sign is counted from now on. Figures counted another way go: they would say something else.

    Raises FigureRefused where the figures of an experiment that is over would go.
    """
    old = Metric.objects.select_for_update().filter(sign=sign).first()
    metric = Metric(sign=sign, made_by=by, **columns)
    metric.chosen = _chosen(metric, outcome)
    if old and _counts_the_same(old, metric):
        kept = ("goal", "baseline", "question", "chosen")
        Metric.objects.filter(pk=old.pk).update(counted_at=None, **{name: getattr(metric, name) for name in kept})
        metric = Metric.objects.select_related("sign__experiment").get(pk=old.pk)
    else:
        if old:
            _refuse_frozen(old)
            old.delete()
        metric.save(force_insert=True)
        # A number speaks from now on; what was said in words stays below it.
        Sign.objects.filter(pk=sign.pk).update(verdict=Sign.Verdict.NOT_MEASURED, said_by=None, said_on=None)
    judging.judge(metric, today)
    record(WRITE, of=sign, by=by, fields=["counted"])
    return metric


@action
def unbind(sign: Sign, *, by: Member) -> None:
    """Count a sign no more; its figures go, and its verdict is said in words again. Raises FigureRefused, as `bind`."""
    for old in Metric.objects.select_for_update().filter(sign=sign):
        _refuse_frozen(old)
    if Metric.objects.filter(sign=sign).delete()[0]:
        Sign.objects.filter(pk=sign.pk, said_by=None).update(verdict=Sign.Verdict.NOT_MEASURED, said_on=None)
        record(WRITE, of=sign, by=by, fields=["counted"])


@action
def measure(
    metric: Metric, written: Written, *, on: date, today: date, by: Member, post: LogPost | None = None
) -> Measurement:
    """Write the figure of a day down; a second one of the same day takes its place. Raises FigureRefused.

    `post` is what told of it in the log.
    """
    held = Metric.objects.select_for_update(of=("self",)).select_related("sign__experiment").get(pk=metric.pk)
    _refuse_frozen(held)
    if not held.is_by_hand:
        raise FigureRefused(_("This sign counts itself: nobody has to write its figures down."))
    if on > today:
        raise FigureRefused(_("That day is still to come."))
    told = {**_figure(held, written)._asdict(), "is_counted": False, "by": by, "post": post, "made_at": Now()}
    made, _is_new = Measurement.objects.update_or_create(metric=held, on=on, defaults=told)
    Metric.objects.filter(pk=held.pk).update(counted_at=Now())
    judging.judge(held, today)
    summing.changed(held.sign.experiment)
    record(LOG, of=held.sign, by=by, fields=["figure"])
    return made


@action
def answer(metric: Metric, member: Member, *, is_yes: bool | None, today: date, by: Member) -> None:
    """Keep what somebody who takes part answered; None takes it back."""
    if is_yes is None:
        changed = PulseAnswer.objects.filter(metric=metric, member=member).delete()[0]
    else:
        told = {"is_yes": is_yes, "on": today, "by": by}
        changed = not PulseAnswer.objects.filter(metric=metric, member=member, is_yes=is_yes).exists()
        if changed:
            PulseAnswer.objects.update_or_create(metric=metric, member=member, defaults=told)
    if changed:
        Metric.objects.filter(pk=metric.pk).update(counted_at=None)
        record(LOG, of=metric.sign, by=by, fields=["answer"])


def _refuse_frozen(metric: Metric) -> None:
    if metric.frozen_on:
        raise FigureRefused(_("This experiment has ended, and its figures stand. Take it up again to change them."))


def _figure(metric: Metric, written: Written) -> figures.Figure:
    """Work the share out. Raises FigureRefused for what cannot be."""
    if metric.way == Metric.Way.NUMBER:
        if written.value is None or written.value < 0:
            raise FigureRefused(_("Write a number, 0 or more."))
        return figures.Figure(written.value)
    part, whole = _pair(written.part, written.whole)
    if metric.way == Metric.Way.RATE:
        return figures.share(part, whole)
    return figures.groups(part, whole, *_pair(written.b_part, written.b_whole))


def _pair(part: int | None, whole: int | None) -> tuple[int, int]:
    if part is None or whole is None or part < 0:
        raise FigureRefused(_("Write how many did, and how many could have."))
    if part > whole:
        raise FigureRefused(
            _("%(some)s out of %(all)s cannot be: those who did are among those who could have.")
            % {"some": part, "all": whole}
        )
    return part, whole


def _chosen(metric: Metric, outcome: str) -> dict[str, Any]:
    """Keep what was chosen by its name: it may be deleted while the experiment runs."""
    chosen: dict[str, Any] = {}
    for name in ("view", "other_view", "activity", "level", "assignment"):
        if one := getattr(metric, name):
            chosen[name] = {"name": str(one)}
    for name in ("view", "other_view"):
        if name in chosen:
            chosen[name]["seal"] = seal(getattr(metric, name))
    return chosen | ({"outcome": outcome} if outcome else {})


def _counts_the_same(old: Metric, new: Metric) -> bool:
    columns = ("way", "view_id", "other_view_id", "activity_id", "level_id", "assignment_id")
    is_same = all(getattr(old, name) == getattr(new, name) for name in columns)
    return is_same and old.chosen.get("outcome") == new.chosen.get("outcome")
