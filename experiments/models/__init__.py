"""Questions in a tree, experiments under them, and what came of those."""

from experiments.models.assignment import Assigned, Assignment
from experiments.models.coaching import AtCoaching, CoachingNote, CoachReview, LastLook, Remark
from experiments.models.experiment import Answering, Experiment, Revision
from experiments.models.learning import Decision, Learning, OpenQuestion, SeenAgain
from experiments.models.log import Follows, LogPost, LogWas, UnsavedPost
from experiments.models.metric import Measurement, Metric, PulseAnswer
from experiments.models.person import OnTeam
from experiments.models.printout import Printout
from experiments.models.question import Question
from experiments.models.sign import Document, Sign
from experiments.models.step import ExperimentStep
from experiments.models.system_review import SystemReview
from experiments.models.taking_part import TakingPart
from experiments.models.unsaved import Unsaved

__all__ = [
    "Answering",
    "Assigned",
    "Assignment",
    "AtCoaching",
    "CoachReview",
    "CoachingNote",
    "Decision",
    "Document",
    "Experiment",
    "ExperimentStep",
    "Follows",
    "LastLook",
    "Learning",
    "LogPost",
    "LogWas",
    "Measurement",
    "Metric",
    "OnTeam",
    "OpenQuestion",
    "Printout",
    "PulseAnswer",
    "Question",
    "Remark",
    "Revision",
    "SeenAgain",
    "Sign",
    "SystemReview",
    "TakingPart",
    "Unsaved",
    "UnsavedPost",
]
