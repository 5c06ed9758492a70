"""Questions in a tree, experiments under them, and what came of those."""

from experiments.models.experiment import Answering, Experiment, Revision
from experiments.models.learning import Decision, Learning, OpenQuestion, SeenAgain
from experiments.models.person import OnTeam
from experiments.models.question import Question
from experiments.models.sign import Document, Sign
from experiments.models.step import ExperimentStep

__all__ = [
    "Answering",
    "Decision",
    "Document",
    "Experiment",
    "ExperimentStep",
    "Learning",
    "OnTeam",
    "OpenQuestion",
    "Question",
    "Revision",
    "SeenAgain",
    "Sign",
]
