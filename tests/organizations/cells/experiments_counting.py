"""Signs that count: everybody here reads them, who writes chooses how they are counted, who keeps the log writes figures."""

from experiments.models import Experiment, Metric
from tests.organizations.cells.scene import BOTH, GET, POST, Cell, Made, Scene, number


def a_sign(scene: Scene) -> Made:
    made = Experiment.objects.create(title=f"Experiment {next(number)}", made_by=scene.member)
    return {"pk": made.pk, "sign": made.signs.create(kind="success", text="Ten came").pk}


def a_question(scene: Scene) -> Made:
    made = a_sign(scene)
    Metric.objects.create(sign_id=made["sign"], way="pulse", question="Again?")
    return made


def a_number(scene: Scene) -> Made:
    made = a_sign(scene)
    Metric.objects.create(sign_id=made["sign"], way="number")
    return made


def to_part(scene: Scene) -> Made:
    return {"pk": a_sign(scene)["pk"]}


SHARED = {a_sign, a_question, a_number, to_part}
CELLS = {
    "experiments:sizes": Cell("experiment.view", GET),
    "experiments:groups": Cell("experiment.view", GET, to_part),
    "experiments:draw": Cell("experiment.write", POST, to_part),
    "experiments:sign": Cell("experiment.view", GET, a_sign),
    "experiments:count": Cell("experiment.write", BOTH, a_sign),
    "experiments:uncount": Cell("experiment.write", POST, a_sign),
    "experiments:figure": Cell("experiment.log", BOTH, a_number),
    "experiments:say": Cell("experiment.log", BOTH, a_sign),
    "experiments:pulse": Cell("experiment.log", BOTH, a_question),
}
