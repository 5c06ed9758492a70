"""When somebody is to look at an experiment from outside."""

from datetime import date, timedelta

from experiments.models import Experiment
from experiments.models.experiment import Status


def due(experiment: Experiment, *, reviewed: int, next_on: date | None) -> date | None:
    """Return the next day for a review: what the last one said, else before it starts, at the middle, at the end."""
    if experiment.status in (Status.FINISHED, Status.NOT_RUN):
        return None
    if next_on:
        return next_on
    first, last = experiment.starts_on, experiment.ends_on
    if experiment.status in (Status.IDEA, Status.PLANNED):
        return None if reviewed else first
    if not first or not last:
        return last or first
    middle = first + timedelta(days=(last - first).days // 2)
    return last if reviewed else middle
