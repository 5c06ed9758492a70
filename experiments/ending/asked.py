"""What the page of an experiment asks for at this moment of its life."""

from datetime import date, timedelta
from typing import Any

from experiments.models import Experiment
from experiments.models.experiment import Status
from members.requests import OrgRequest
from organizations.access import may

# What can be done next, in words of a button; finishing and pausing have pages of their own.
STEPS = {
    Status.IDEA: (Status.PLANNED, Status.RUNNING, Status.NOT_RUN),
    Status.PLANNED: (Status.RUNNING, Status.IDEA, Status.NOT_RUN),
    Status.NOT_RUN: (Status.IDEA,),
    Status.PAUSED: (Status.RUNNING,),
    Status.FINISHED: (Status.RUNNING,),
}


def middle(experiment: Experiment) -> date | None:
    """Say which day is half of its way, as if it had begun as many days later as it has rested."""
    first, last = experiment.starts_on, experiment.ends_on
    if not (first and last):
        return None
    began = min(first + timedelta(days=experiment.rested_days), last)
    return began + (last - began) / 2


def shown(request: OrgRequest, experiment: Experiment) -> dict[str, Any]:
    today, status = request.organization.today(), Status(experiment.status)
    half, fears = middle(experiment), getattr(experiment, "fears", [])
    is_past = bool(experiment.ends_on and experiment.ends_on < today)
    is_half = bool(half and half <= today and status is Status.RUNNING and not is_past)
    # Whoever looked since the middle has answered; before it, nothing counts as the look at half time.
    unseen = (
        [fear for fear in fears if not fear["said_on"] or date.fromisoformat(fear["said_on"]) < half] if half else []
    )
    return {
        "fears": unseen if is_half and may(request, "experiment.log") else [],
        "is_past": is_past and status in (Status.RUNNING, Status.PAUSED),
        "steps": [step.value for step in STEPS.get(status, ())] if may(request, "experiment.write") else [],
    }
