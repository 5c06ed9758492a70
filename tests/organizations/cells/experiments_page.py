"""The page of one experiment: everybody here reads it, and who keeps its log ticks its steps off."""

from experiments.models import Experiment
from experiments.papers import actions as papers
from experiments.writing import actions
from experiments.writing import content as page
from tests.organizations.cells.scene import BOTH, GET, POST, Cell, Made, Scene, number


def experiment(scene: Scene) -> Made:
    return {"pk": Experiment.objects.create(title=f"Experiment {next(number)}", made_by=scene.member).pk}


def a_step(scene: Scene) -> Made:
    made = Experiment.objects.create(title=f"Experiment {next(number)}", made_by=scene.member)
    return {"pk": made.pk, "step": made.steps.create(text="Knock").pk}


def kept(scene: Scene) -> Made:
    """One that was saved once: a form knows from which revision it began."""
    content = page.empty() | {"title": f"Experiment {next(number)}"}
    return {"pk": actions.write(content, by=scene.member).pk}  # type: ignore[arg-type]


def to_start(scene: Scene) -> Made:
    return {**kept(scene), "status": "running"}


def running(scene: Scene) -> Made:
    """One that runs, so that it can rest or end."""
    made = kept(scene)
    Experiment.objects.filter(pk=made["pk"]).update(status="running", starts_on="2026-01-05")
    return made


def a_version(scene: Scene) -> Made:
    return {**kept(scene), "number": 1}


def a_file(scene: Scene) -> Made:
    made = kept(scene)
    document = papers.add(Experiment.objects.get(pk=made["pk"]), b"Two lines", name="Notes", by=scene.member)
    return {**made, "document": document.pk}


SHARED = {a_file, experiment, a_step, kept, to_start, running, a_version}
CELLS = {
    "experiments:experiment": Cell("experiment.view", GET, experiment),
    "experiments:tick": Cell("experiment.log", POST, a_step),
    "experiments:untick": Cell("experiment.log", POST, a_step),
    "experiments:write": Cell("experiment.write", BOTH),
    "experiments:keep_new": Cell("experiment.write", POST),
    "experiments:drop_new": Cell("experiment.write", POST),
    "experiments:edit": Cell("experiment.write", BOTH, kept),
    "experiments:keep": Cell("experiment.write", POST, experiment),
    "experiments:paste": Cell("experiment.write", BOTH),
    "experiments:paste_keep": Cell("experiment.write", POST),
    "experiments:file_add": Cell("experiment.write", BOTH, kept),
    "experiments:file": Cell("experiment.log", GET, a_file),
    "experiments:history": Cell("experiment.write", GET, kept),
    "experiments:go_back": Cell("experiment.write", POST, a_version),
    "experiments:change": Cell("experiment.write", POST, to_start),
    "experiments:pause": Cell("experiment.write", BOTH, running),
    "experiments:midpoint": Cell("experiment.log", POST, experiment),
    "experiments:end": Cell("experiment.write", BOTH, running),
    "experiments:again": Cell("experiment.write", BOTH, kept),
    "experiments:drop": Cell("experiment.write", POST, experiment),
}
