"""Questions in a tree, experiments under them, and what came of those."""

from experiments.models.assignment import Assigned, Assignment
from experiments.models.experiment import Answering, Experiment, Revision
from experiments.models.learning import Decision, Learning, OpenQuestion, SeenAgain
from experiments.models.metric import Measurement, Metric, PulseAnswer
from experiments.models.person import OnTeam
from experiments.models.question import Question
from experiments.models.sign import Document, Sign
from experiments.models.step import ExperimentStep
from experiments.models.taking_part import TakingPart
from experiments.models.unsaved import Unsaved

__all__ = [
    "Answering",
    "Assigned",
    "Assignment",
    "Decision",
    "Document",
    "Experiment",
    "ExperimentStep",
    "Learning",
    "Measurement",
    "Metric",
    "OnTeam",
    "OpenQuestion",
    "PulseAnswer",
    "Question",
    "Revision",
    "SeenAgain",
    "Sign",
    "TakingPart",
    "Unsaved",
]
