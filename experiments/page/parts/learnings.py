"""What was learned so far. The rows came with the experiment."""

from typing import Any

from experiments.models import Experiment, Learning
from members.requests import OrgRequest
from organizations.access import may


def shown(request: OrgRequest, experiment: Experiment) -> dict[str, Any]:
    most = Learning._meta.get_field("text").max_length  # noqa: SLF001 - the public way to it
    return {"learned": getattr(experiment, "learned", []), "may_learn": may(request, "learning.edit"), "most": most}
