"""All questions of a group as a tree, from one statement.

A group has some hundred questions, and a page that shows a question needs the way up to it and all below it. So the
rows are read once and walked here; no library keeps columns beside them that could differ from the parents.
"""

from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from experiments.models import Question


class Node(NamedTuple):
    question: Question
    depth: int


class Tree:
    """`roots` are the questions at the top. Loops, which actions refuse, would end here too: nothing is visited twice."""

    def __init__(self, questions: "list[Question] | None" = None) -> None:
        rows = list(Question.objects.filter(merged_into=None)) if questions is None else questions
        self.by_key: dict[UUID, Question] = {question.pk: question for question in rows}
        self.below: dict[UUID | None, list[Question]] = {}
        for question in rows:
            parent = question.parent_id if question.parent_id in self.by_key else None
            self.below.setdefault(parent, []).append(question)

    @property
    def roots(self) -> list[Question]:
        return self.below.get(None, [])

    def up(self, question: Question) -> list[Question]:
        """Return the way down to a question, from the top, itself included."""
        way, seen = [question], {question.pk}
        while (parent := self.by_key.get(way[-1].parent_id or question.pk)) and parent.pk not in seen:
            way.append(parent)
            seen.add(parent.pk)
        return way[::-1]

    def within(self, question: Question) -> list[UUID]:
        """Return the keys of a question and of all below it."""
        return [node.question.pk for node in self.walk(question)]

    def walk(self, start: Question | None = None) -> Iterator[Node]:
        """Go through the tree, or a part of it, as it reads from the top to the end."""
        waiting = [Node(one, 0) for one in reversed(self.roots if start is None else [start])]
        seen: set[UUID] = set()
        while waiting:
            node = waiting.pop()
            if node.question.pk in seen:
                continue
            seen.add(node.question.pk)
            yield node
            waiting += [Node(child, node.depth + 1) for child in reversed(self.below.get(node.question.pk, []))]
