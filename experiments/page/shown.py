"""What the page of one experiment is told."""

from typing import Any

from experiments import names
from experiments.ending import asked
from experiments.models import Experiment
from experiments.models.experiment import Status
from experiments.page import days, hunch
from experiments.page.parts import PARTS
from experiments.questions.tree import Tree
from experiments.telling import told
from members.requests import OrgRequest
from organizations.access import may

COLORS = {Status.RUNNING: "ok", Status.PAUSED: "warn"}


def page(request: OrgRequest, experiment: Experiment) -> dict[str, Any]:
    """Return the context of an experiment's page: its top, and each part under its own name."""
    today = request.organization.today()
    context = {
        "experiment": experiment,
        "chains": chains(experiment),
        "color": COLORS.get(Status(experiment.status), ""),
        "days": days.span(experiment, today),
        "bar": days.bar(experiment, today),
        "accountable": names.shown(request, experiment.accountable) if experiment.accountable else "",
        "asked": asked.shown(request, experiment),
        "hunch": hunch.pieces(experiment.hypothesis),
        "may_write": may(request, "experiment.write"),
        "may_log": may(request, "experiment.log"),
    }
    return told(request, context | {part: shown(request, experiment) for part, shown in PARTS.items()})


def chains(experiment: Experiment) -> list[dict[str, Any]]:
    """The ways down to its questions, from the top; each as the area and what nests below it."""
    tree = Tree()
    asked = [tree.by_key[key] for key in getattr(experiment, "asks", []) if key in tree.by_key]
    ways = [tree.up(question) for question in asked]
    return [{"area": way[0].area, "way": way} for way in ways]
