"""Signs of success and of failure: what each is counted by and is now, or what was said of it."""

from typing import Any

from django.utils.translation import gettext as _

from experiments.counting import told
from experiments.counting.rows import rows
from experiments.models import Experiment, Sign
from members.requests import OrgRequest
from organizations.access import may


def shown(request: OrgRequest, experiment: Experiment) -> dict[str, Any]:
    every = rows(request, experiment)
    days = [row.newest.on for row in every if row.newest]
    stands = any(row.metric and row.metric.frozen_on for row in every)
    says = ""
    if days:
        said = _("Figures stand as of %s") if stands else _("Figures from %s")
        says = said % told.day(max(days), request.organization.today())
    return {
        "success": [row for row in every if row.sign.kind == Sign.Kind.SUCCESS],
        "failure": [row for row in every if row.sign.kind == Sign.Kind.FAILURE],
        "says": says,
        "may_count": may(request, "experiment.write"),
        "may_log": may(request, "experiment.log"),
    }
