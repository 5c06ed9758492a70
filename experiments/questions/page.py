"""What the pages of questions show: the whole tree with its figures, and one question with all that stands below it."""

from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Q

from experiments.board import cards, grouping
from experiments.models import Answering, Decision, Learning, OpenQuestion, Question
from experiments.questions.tree import Tree
from members.requests import OrgRequest
from organizations.access import may

# A question has some experiments, a whole area has many: so many of each column, the rest by the board's table.
MOST_IN_LANE, MOST_LEARNED = 50, 100
DEEPEST = 6


class Line(NamedTuple):
    """A question in the tree, with how many experiments stand under it and below."""

    question: Question
    depth: int
    n: int


def lines(tree: Tree) -> list[Line]:
    """List the whole tree; an experiment that stands under two questions of a branch counts once in it."""
    under: dict[UUID, set[UUID]] = {}
    for experiment, question in Answering.objects.values_list("experiment", "question"):
        under.setdefault(question, set()).add(experiment)
    for node in reversed(list(tree.walk())):
        mine = under.setdefault(node.question.pk, set())
        for child in tree.below.get(node.question.pk, []):
            mine |= under.get(child.pk, set())
    return [
        Line(node.question, min(node.depth, DEEPEST), len(under[node.question.pk]))
        for node in tree.walk()
    ]  # fmt: skip


def one(request: OrgRequest, tree: Tree, question: Question) -> dict[str, Any]:
    """Return the context of a question's page."""
    today, keys = request.organization.today(), tree.within(question)
    found = cards.experiments(today).filter(pk__in=Answering.objects.filter(question__in=keys).values("experiment"))
    every = [cards.card(request, row, today) for row in found]
    here = Q(experiment__in=[card.pk for card in every])
    return {
        "question": question,
        "way": tree.up(question),
        "below": [node for node in tree.walk(question) if node.question != question],
        "columns": grouping.columns(every, MOST_IN_LANE) if every else [],
        "n": len(every),
        "learnings": Learning.objects.filter(here).select_related("experiment").order_by("-on", "-pk")[:MOST_LEARNED],
        "decisions": Decision.objects.filter(here).select_related("experiment").order_by("-on", "-pk")[:MOST_LEARNED],
        "left_open": OpenQuestion.objects.filter(here, question=None).select_related("experiment")[:MOST_LEARNED],
        "may_edit": may(request, "question.edit"),
        "may_write": may(request, "experiment.write"),
    }


def goes_along(tree: Tree, question: Question) -> dict[str, int]:
    """Count what goes with a question when it moves: the questions below it, and the experiments of all of them."""
    keys = tree.within(question)
    found = Answering.objects.filter(question__in=keys).aggregate(n=Count("experiment", distinct=True))
    return {"n_below": len(keys) - 1, "n_experiments": found["n"]}
