"""Reviews, the answers to them, and notes of coaching."""

from datetime import date

from experiments.models import CoachReview, Experiment
from tests.organizations.cells.scene import BOTH, GET, POST, Cell, Made, Scene, number


def experiment(scene: Scene) -> Made:
    return {"pk": Experiment.objects.create(title=f"Reviewed {next(number)}", made_by=scene.member).pk}


def asked(scene: Scene) -> Made:
    made = Experiment.objects.create(title=f"Reviewed {next(number)}", made_by=scene.member)
    told = {"by": scene.member, "on": date(2026, 3, 1), "advice": "go_on", "question": "Why?"}
    return {"pk": made.pk, "review": CoachReview.objects.create(experiment=made, **told).pk}


SHARED = {experiment, asked}
CELLS = {
    "experiments:review": Cell("experiment.review", POST, experiment),
    "experiments:answer": Cell("experiment.log", POST, asked),
    "experiments:coaching_notes": Cell("experiment.comment", BOTH),
    "experiments:seen": Cell("experiment.review", POST),
    "experiments:desk": Cell("experiment.review", GET),
}
