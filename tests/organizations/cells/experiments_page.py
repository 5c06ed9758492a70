"""The page of one experiment: everybody here reads it, and who keeps its log ticks its steps off."""

from experiments.models import Experiment
from tests.organizations.cells.scene import GET, POST, Cell, Made, Scene, number


def experiment(scene: Scene) -> Made:
    return {"pk": Experiment.objects.create(title=f"Experiment {next(number)}", made_by=scene.member).pk}


def a_step(scene: Scene) -> Made:
    made = Experiment.objects.create(title=f"Experiment {next(number)}", made_by=scene.member)
    return {"pk": made.pk, "step": made.steps.create(text="Knock").pk}


SHARED = {experiment, a_step}
CELLS = {
    "experiments:experiment": Cell("experiment.view", GET, experiment),
    "experiments:tick": Cell("experiment.log", POST, a_step),
    "experiments:untick": Cell("experiment.log", POST, a_step),
}
