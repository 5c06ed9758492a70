"""Keeps the figures of running experiments true without anybody touching them, and lets them stand when one ends.

A count can take a while, and a page has twelve statements; so figures are rows that a worker writes. The sweeper asks
for it twice a minute where one is stale. Nothing is lost with a message or a worker: the next round counts again.
"""

import logging
from datetime import date, timedelta
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
    """Return what is to be counted now: of running experiments, and not in the last half minute."""
    running = Metric.objects.filter(sign__experiment__status=Status.RUNNING, frozen_on=None)
    return running.filter(Q(counted_at=None) | Q(counted_at__lt=Now() - STALE))


def sweep() -> None:
    """Ask a worker to look, where something is stale or its days are over."""
    from experiments.tasks import count_signs  # noqa: PLC0415 - tasks import this module

    thaw(_here().today())
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
    last = metric.sign.experiment.ends_on
    is_over = last is not None and last < today and not metric.is_by_hand
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
