"""Who looks at it with the team."""

from typing import Any

from experiments import names
from experiments.models import Experiment
from members.requests import OrgRequest


def shown(request: OrgRequest, experiment: Experiment) -> dict[str, Any]:
    return {"coach": names.shown(request, experiment.coach) if experiment.coach else ""}
