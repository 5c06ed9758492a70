"""Background work of experiments: nudges to look at rows that wait."""

from celery import shared_task

from experiments.counting import refreshing
from experiments.story import printing


@shared_task(name="experiments.count_signs")
def count_signs() -> None:
    """Count what is stale. A repeated or late message counts nothing twice."""
    refreshing.refresh()


@shared_task(name="experiments.make_printout")
def make_printout(*, printout_id: str) -> None:
    """Write a PDF, if it still waits. A repeated or late message changes nothing."""
    printing.work(printout_id)
