"""Who runs it together, and where more about it stands."""

from typing import Any

from django.utils.translation import gettext as _

from experiments import names
from experiments.models import Experiment
from members.requests import OrgRequest
from organizations.access import may


def shown(request: OrgRequest, experiment: Experiment) -> dict[str, Any]:
    people = []
    if experiment.accountable:
        people.append({"name": names.shown(request, experiment.accountable), "part": _("accountable")})
    for one in experiment.team.select_related("member"):
        if one.member_id and one.member_id == experiment.accountable_id:
            people[0]["part"] = ", ".join(part for part in (people[0]["part"], one.part) if part)
        else:
            name = names.shown(request, one.member) if one.member else names.words(request, one.name)
            people.append({"name": name, "part": one.part})
    return {
        "people": people,
        "papers": getattr(experiment, "papers", []),
        "n_taking_part": getattr(experiment, "n_taking_part", 0),
        "may_add": may(request, "experiment.write"),
        "may_open": may(request, "experiment.log"),
    }
