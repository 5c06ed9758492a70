"""The board, the tree of questions, the search and the library of learnings: the whole group's."""

from experiments.models import Experiment, Learning, OpenQuestion, Question, SeenAgain
from experiments.questions import actions
from tests.organizations.cells.scene import BOTH, GET, POST, Cell, Made, Scene, number


def question(scene: Scene) -> Made:
    return {"pk": _question(scene).pk}


def _question(scene: Scene, **more: object) -> Question:
    return Question.objects.create(text=f"How might we {next(number)}?", made_by=scene.member, **more)


def moved(scene: Scene) -> Made:
    return {"pk": _question(scene).pk, "parent": _question(scene).pk}


def merged(scene: Scene) -> Made:
    was = _question(scene)
    actions.merge(was, into=_question(scene), by=scene.member)
    return {"pk": was.pk}


def left_open(scene: Scene) -> Made:
    left = OpenQuestion.objects.create(experiment=_experiment(scene), text="Is soup the point?")
    return {"pk": _question(scene).pk, "left": left.pk}


def _experiment(scene: Scene) -> Experiment:
    return Experiment.objects.create(title=f"Experiment {next(number)}", made_by=scene.member)


def _learning(scene: Scene) -> Learning:
    return Learning.objects.create(text="Cards beat texts", on=scene.organization.today(), made_by=scene.member)


def learning(scene: Scene) -> Made:
    return {"pk": _learning(scene).pk}


def seen(scene: Scene) -> Made:
    again = SeenAgain.objects.create(learning=_learning(scene), experiment=_experiment(scene))
    return {"pk": again.learning_id, "experiment": again.experiment_id}


SHARED = {question, moved, merged, left_open, learning, seen}
CELLS = {
    "experiments:board": Cell("experiment.view", GET),
    "experiments:csv": Cell("experiment.view", GET),
    "experiments:xlsx": Cell("experiment.view", GET),
    "experiments:search": Cell("experiment.view", BOTH),
    "experiments:tried_before": Cell("experiment.write", POST),
    "experiments:questions": Cell("question.view", GET),
    "experiments:question": Cell("question.view", GET, question),
    "experiments:question_add": Cell("question.edit", BOTH),
    "experiments:question_edit": Cell("question.edit", BOTH, question),
    "experiments:question_move": Cell("question.edit", BOTH, question),
    "experiments:question_merge": Cell("question.edit", BOTH, question),
    "experiments:question_under": Cell("question.edit", POST, moved),
    "experiments:question_top": Cell("question.edit", POST, question),
    "experiments:question_part": Cell("question.edit", POST, merged),
    "experiments:question_retire": Cell("question.edit", POST, question),
    "experiments:question_ask_again": Cell("question.edit", POST, question),
    "experiments:question_ask_here": Cell("question.edit", POST, left_open),
    "experiments:learnings": Cell("learning.view", GET),
    "experiments:learnings_find": Cell("learning.view", POST),
    "experiments:learning": Cell("learning.view", GET, learning),
    "experiments:learning_add": Cell("learning.edit", BOTH),
    "experiments:learning_edit": Cell("learning.edit", BOTH, learning),
    "experiments:learning_edit_back": Cell("learning.edit", POST, learning),
    "experiments:learning_remove": Cell("learning.edit", POST, learning),
    "experiments:learning_bring_back": Cell("learning.edit", POST, learning),
    "experiments:learning_see_again": Cell("learning.edit", POST, learning),
    "experiments:learning_not_seen": Cell("learning.edit", POST, seen),
}
