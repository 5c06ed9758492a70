"""What happened, as it goes on."""

from typing import Any

from experiments.models import Experiment
from members.requests import OrgRequest


def shown(request: OrgRequest, experiment: Experiment) -> dict[str, Any]:
    return {}
