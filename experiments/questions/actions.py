"""What changes questions. None of it loses an experiment: what stood under a question stands under another, or stays."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from audit.recording import action, record
from experiments.models import Answering, OpenQuestion, Question
from experiments.questions.tree import Tree
from members.models import Member

RIGHT = "question.edit"


class QuestionRefused(Exception):
    """Why it cannot be done, in a sentence a member could read."""


@action
def make(*, text: str, by: Member, area: str = "", parent: Question | None = None) -> Question:
    """Ask a new question, at the top or under another."""
    question = Question.objects.create(text=text, area=area, parent=parent, made_by=by)
    record(RIGHT, of=question, by=by, fields=["added"])
    return question


@action
def rename(question: Question, *, text: str, by: Member, area: str | None = None) -> None:
    """Ask it in other words."""
    question.text = text
    question.area = question.area if area is None else area
    question.save(update_fields=["text", "area"])
    record(RIGHT, of=question, by=by, fields=["text", "area"])


@action
def move(question: Question, *, under: Question | None, by: Member) -> None:
    """Put it, with all below it, under another question, or at the top. Raises QuestionRefused where that is below it."""
    tree = _held()
    _refuse_gone(tree, question)
    if under is not None:
        _refuse_gone(tree, under)
        if under.pk in tree.within(question):
            raise QuestionRefused(_("A question cannot stand under itself, or under one that stands below it."))
    question.parent = under
    question.save(update_fields=["parent"])
    record(RIGHT, of=question, by=by, fields=["moved"])


@action
def merge(question: Question, *, into: Question, by: Member) -> None:
    """Let one question go into another, with its experiments and the questions below. Raises QuestionRefused."""
    tree = _held()
    _refuse_gone(tree, into)
    _refuse_gone(tree, question)
    if into.pk in tree.within(question):
        raise QuestionRefused(_("Put the question below into the one above it, not the other way round."))
    there = Answering.objects.filter(question=into).values("experiment")
    mine = Answering.objects.filter(question=question)
    below, left = Question.objects.filter(parent=question), OpenQuestion.objects.filter(question=question)
    question.went = {
        "experiments": _keys(mine.values_list("experiment", flat=True)),
        "also_there": _keys(mine.filter(experiment__in=there).values_list("experiment", flat=True)),
        "below": _keys(below.values_list("pk", flat=True)),
        "left_open": _keys(left.values_list("pk", flat=True)),
    }
    mine.filter(experiment__in=there).delete()
    mine.update(question=into)
    below.update(parent=into)
    left.update(question=into)
    question.merged_into = into
    question.save(update_fields=["merged_into", "went"])
    record(RIGHT, of=question, by=by, fields=["merged"])


@action
def part(question: Question, *, by: Member) -> None:
    """Take a question out of the one it was put into, with what went there by it and still stands there."""
    tree = _held()
    held = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    if held.merged_into_id is None:
        raise QuestionRefused(_("It stands by itself already."))
    into, went = held.merged_into_id, held.went
    over = set(went["experiments"]) & set(_keys(_under(into)))
    Answering.objects.filter(question=into, experiment__in=over - set(went["also_there"])).update(question=held)
    for experiment in over & set(went["also_there"]):
        Answering.objects.get_or_create(question=held, experiment_id=experiment)
    Question.objects.filter(pk__in=went["below"], parent=into).update(parent=held)
    OpenQuestion.objects.filter(pk__in=went["left_open"], question=into).update(question=held)
    above = tree.by_key.get(held.parent_id) if held.parent_id else None
    if above is None or any(str(one.pk) in went["below"] for one in tree.up(above)):
        # What it stood under stands below it now: so it comes back to the top.
        held.parent = None
    held.merged_into, held.went = None, {}
    held.save(update_fields=["merged_into", "went", "parent"])
    record(RIGHT, of=held, by=by, fields=["parted"])


@action
def retire(question: Question, *, by: Member) -> None:
    """Ask it no more. Its experiments, and the questions below it, stay where they are."""
    if Question.objects.filter(pk=question.pk, retired_at=None).update(retired_at=Now()):
        record(RIGHT, of=question, by=by, fields=["retired"])


@action
def ask_again(question: Question, *, by: Member) -> None:
    """Take back that it was retired."""
    if Question.objects.filter(pk=question.pk).exclude(retired_at=None).update(retired_at=None):
        record(RIGHT, of=question, by=by, fields=["asked again"])


@action
def raise_open(left: OpenQuestion, *, under: Question | None, by: Member) -> Question:
    """Let a question that an experiment left open stand in the tree; once is enough."""
    held = OpenQuestion.objects.select_for_update(of=("self",)).select_related("question").get(pk=left.pk)
    if held.question is not None:
        return held.question
    question = make(text=left.text[: Question._meta.get_field("text").max_length], parent=under, by=by)  # noqa: SLF001
    held.question = left.question = question
    held.save(update_fields=["question"])
    return question


def _under(question: UUID) -> "QuerySet[Answering, UUID]":
    return Answering.objects.filter(question=question).values_list("experiment", flat=True)


def _keys(found: "Iterable[UUID]") -> list[str]:
    return [str(key) for key in found]


def _held() -> Tree:
    """Read all questions and hold them: two moves at once could each be fine, and together make a loop."""
    return Tree(list(Question.objects.filter(merged_into=None).select_for_update().order_by("pk")))


def _refuse_gone(tree: Tree, question: Question) -> None:
    if question.pk not in tree.by_key:
        raise QuestionRefused(_("This question was put into another one meanwhile. Choose again."))
