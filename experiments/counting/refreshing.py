"""Keeps the figures of running experiments true without anybody touching them, and lets them stand when one ends.

A count can take a while, and a page has twelve statements; so figures are rows that a worker writes. The sweeper asks
for it twice a minute where one is stale. Nothing is lost with a message or a worker: the next round counts again.
"""

import logging
from datetime import date, datetime, time, timedelta
from typing import cast
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import override

from experiments.counting import figures, judging
from experiments.counting.figures import Figure
from experiments.counting.people import Gone
from experiments.models import Experiment, Measurement, Metric
from experiments.models.experiment import Status
from members.acting import NoLongerMay, owners, request_as
from members.requests import OrgRequest
from organizations.models import Organization
from stpnet.db.wrapper import current

logger = logging.getLogger(__name__)
# Two rounds of the sweeper fit into the minute that is promised.
STALE = timedelta(seconds=25)
NEEDED = ("sign__experiment", "view", "other_view", "activity", "level__ladder", "assignment")


def due() -> "QuerySet[Metric]":
    """Return what is to be counted now: of running experiments, and not in the last half minute.

    A figure that somebody wrote down says something else only when a day goes by, or the days are others (`again`).
    """
    running = Metric.objects.filter(sign__experiment__status=Status.RUNNING, frozen_on=None)
    written, midnight = _by_hand(), _midnight()
    stale = ~written & Q(counted_at__lt=Now() - STALE) | written & Q(counted_at__lt=midnight)
    return running.filter(Q(counted_at=None) | stale)


def again(experiment: Experiment) -> None:
    """Its days are others now: judge every figure anew at the next round."""
    Metric.objects.filter(sign__experiment=experiment, frozen_on=None).update(counted_at=None)


def _by_hand() -> Q:
    """Say in SQL what `Metric.is_by_hand` says."""
    neither = Q(way=Metric.Way.GROUPS) & ~Q(chosen__has_any_keys=["view", "assignment"])
    return Q(way__in=Metric.BY_HAND) | neither


def _midnight() -> datetime:
    here = _here()
    return datetime.combine(here.today(), time.min, tzinfo=here.zone)


def sweep() -> None:
    """Ask a worker to look, where something is stale or its days are over."""
    from experiments.tasks import count_signs  # noqa: PLC0415 - tasks import this module

    thaw(_here().today())
    settle_late(_here().today())
    if due().exists():
        count_signs.delay_on_commit()


def refresh() -> None:
    """Count everything that is due. Two workers at once share the rows: each takes what the other has not."""
    organization = _here()
    request = request_of(organization)
    with override(organization.language):
        for pk in due().values_list("pk", flat=True):
            if due().filter(pk=pk).update(counted_at=Now()):
                count_one(pk, request)


def count_one(pk: UUID, request: OrgRequest | None) -> None:
    """Count a sign's figure of today and say what it means; one that fails must not keep the others from theirs."""
    metric = Metric.objects.select_related(*NEEDED).filter(pk=pk).first()
    if metric is None:
        return
    today = _here().today()
    figure, trouble = None, ""
    try:
        figure = count(metric, request, today)
        trouble = caution(metric, request)
    except Gone as why:
        trouble = str(why)
    except Exception:
        logger.exception("count of %s failed", pk)
        trouble = "failed"
    settle(pk, figure, trouble, today)


def count(metric: Metric, request: OrgRequest | None, today: date) -> Figure | None:
    """Count a figure; None where somebody writes it down. Raises Gone where what it counts by is not there."""
    if metric.is_by_hand:
        return None
    if request is None:
        raise Gone("nobody_counts")
    return figures.count(metric, request, today)


def caution(metric: Metric, request: OrgRequest | None) -> str:
    """Name what a reader has to know about a figure although it could be counted."""
    is_of_lists = metric.way == Metric.Way.GROUPS and "view" in metric.chosen and request is not None
    return "lists_overlap" if is_of_lists and request and figures.is_in_both(metric, request) else ""


@transaction.atomic
def settle(pk: UUID, figure: Figure | None, trouble: str, today: date) -> None:
    """Keep what was counted and judge it by what is true now: a count takes a while, and it may have ended meanwhile."""
    held = Metric.objects.select_for_update(of=("self",)).filter(pk=pk, frozen_on=None)
    metric = held.select_related("sign__experiment").first()
    if metric is None:
        return
    if figure is not None:
        keep(metric, figure, today)
    judging.judge(metric, today)
    experiment = metric.sign.experiment
    is_past = experiment.ends_on is not None and experiment.ends_on < today
    is_over = (is_past or experiment.status == Status.FINISHED) and not metric.is_by_hand
    Metric.objects.filter(pk=pk).update(trouble=trouble, frozen_on=today if is_over else None)


def keep(metric: Metric, figure: Figure, today: date) -> None:
    """Keep the figure of a day; the last one of a day stays."""
    told = {**figure._asdict(), "is_counted": True, "by": None, "made_at": Now()}
    Measurement.objects.update_or_create(metric=metric, on=today, defaults=told)


def freeze(experiment: Experiment, today: date) -> None:
    """It is over: figures stay as they are, with the day and the way they were counted."""
    Metric.objects.filter(sign__experiment=experiment, frozen_on=None).update(frozen_on=today)
    for metric in Metric.objects.filter(sign__experiment=experiment).select_related("sign__experiment"):
        judging.judge(metric, today)


def settle_late(today: date) -> None:
    """What was bound only after the end stands too: a figure written down then can be mended until its day is over."""
    late = Metric.objects.filter(_by_hand(), sign__experiment__status=Status.FINISHED, frozen_on=None)
    late.filter(counted_at__lt=_midnight(), measurements__isnull=False).update(frozen_on=today)


def thaw(today: date) -> None:
    """Count again where an experiment was taken up again, or got more days."""
    on = Metric.objects.exclude(frozen_on=None).filter(sign__experiment__status=Status.RUNNING)
    still = Q(sign__experiment__ends_on=None) | Q(sign__experiment__ends_on__gte=today)
    on.filter(still).update(frozen_on=None, counted_at=None)


def request_of(organization: Organization) -> OrgRequest | None:
    """Return a request that sees everybody: figures are the group's own, not those of whoever set them up."""
    for owner in owners(organization):
        try:
            return request_as(owner, "member.view")
        except NoLongerMay:
            continue
    return None


def _here() -> Organization:
    return cast("Organization", current().tenant)
