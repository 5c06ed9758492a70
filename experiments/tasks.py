"""Background work of experiments: nudges to look at rows that wait."""

from celery import shared_task

from experiments.counting import refreshing


@shared_task(name="experiments.count_signs")
def count_signs() -> None:
    """Count what is stale. A repeated or late message counts nothing twice."""
    refreshing.refresh()
