"""The tree of questions: moved, put together, retired; no experiment is ever lost, and nothing stands under itself."""

import pytest
from django.db import IntegrityError, transaction

from audit.models import AuditEvent
from experiments.models import Answering, Question
from experiments.questions import actions
from experiments.questions.actions import QuestionRefused
from experiments.questions.tree import Tree
from experiments.writing import saying

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain(ask):
    """Three questions, each under the one before."""
    top = ask("How might we grow a base?", area="Base building")
    middle = ask("How might we keep people?", top)
    return top, middle, ask("How might we keep them through the winter?", middle)


def shape():
    return [(node.depth, node.question.text.removeprefix("How might we ")) for node in Tree().walk()]


def test_tree_reads_from_the_top_in_one_statement(chain, ask, django_assert_num_queries):
    ask("How might we govern?")

    with django_assert_num_queries(1):
        tree = Tree()
        assert [node.depth for node in tree.walk()] == [0, 1, 2, 0]
        assert tree.up(chain[2]) == list(chain)
        assert tree.within(chain[1]) == [chain[1].pk, chain[2].pk]


def test_moving_takes_all_below_along(chain, ask, person):
    _top, middle, _low = chain
    other = ask("How might we govern?")

    actions.move(middle, under=other, by=person("organizer"))

    assert shape() == [(0, "grow a base?"), (0, "govern?"), (1, "keep people?"), (2, "keep them through the winter?")]
    actions.move(middle, under=None, by=person("organizer"))
    assert [depth for depth, _text in shape()] == [0, 0, 1, 0]


def test_nothing_is_moved_under_itself(chain, person):
    top, middle, low = chain
    for under in (top, middle, low):
        with pytest.raises(QuestionRefused, match="cannot stand under itself"):
            actions.move(top, under=under, by=person("organizer"))
    assert [depth for depth, _text in shape()] == [0, 1, 2]


def test_database_refuses_it_too(chain):
    top = chain[0]
    for column in ("parent", "merged_into"):
        with pytest.raises(IntegrityError, match="experiments_question_not"), transaction.atomic():
            Question.objects.filter(pk=top.pk).update(**{column: top})


def test_merging_keeps_experiments_and_questions_below(chain, ask, wrote, person):
    top, middle, _low = chain
    other = ask("How might we hold on to people?", top)
    both = wrote("Soup", questions=[str(middle.pk), str(other.pk)])
    one = wrote("Calls", questions=[str(middle.pk)])

    actions.merge(middle, into=other, by=person("organizer"))

    assert set(Answering.objects.values_list("experiment", "question")) == {(both.pk, other.pk), (one.pk, other.pk)}
    assert shape() == [(0, "grow a base?"), (1, "hold on to people?"), (2, "keep them through the winter?")]
    with pytest.raises(QuestionRefused, match="meanwhile"):
        actions.move(top, under=middle, by=person("organizer"))


def test_merging_upside_down_or_into_itself_is_refused(chain, person):
    top, _middle, low = chain
    for into in (top, low):
        with pytest.raises(QuestionRefused, match="not the other way round"):
            actions.merge(top, into=into, by=person("organizer"))
    actions.merge(low, into=top, by=person("organizer"))
    assert [depth for depth, _text in shape()] == [0, 1]


def test_retired_question_keeps_what_stands_under_it(chain, wrote, person):
    _top, middle, low = chain
    experiment = wrote(questions=[str(middle.pk)])

    actions.retire(middle, by=person("organizer"))

    assert list(Question.objects.open().filter(pk=middle.pk)) == []
    assert list(experiment.questions.all()) == [middle]
    assert Tree().up(low)[1] == middle
    actions.ask_again(middle, by=person("organizer"))
    assert Question.objects.open().filter(pk=middle.pk).exists()


def test_renaming_and_who_did_what_are_recorded(chain, person):
    actions.rename(chain[0], text="How might we win?", by=person("director"))

    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.object_id, event.actor_id) == ("question.edit", chain[0].pk, person("director").pk)
    assert (shape()[0], chain[0].area) == ((0, "win?"), "Base building")


def test_open_question_comes_into_the_tree_once(chain, wrote, person):
    left = saying.leave_open(wrote(), text="Is soup the point?", by=person("organizer"))

    made = actions.raise_open(left, under=chain[1], by=person("organizer"))

    assert (made.parent, made.text) == (chain[1], "Is soup the point?")
    assert actions.raise_open(left, under=None, by=person("organizer")) == made
    actions.merge(made, into=chain[2], by=person("organizer"))
    left.refresh_from_db()
    assert left.question == chain[2]


def test_loop_made_past_all_rules_does_not_hang():
    one, two = Question(text="One"), Question(text="Two")
    one.pk, two.pk = "1", "2"
    one.parent_id, two.parent_id = "2", "1"
    tree = Tree([one, two])

    assert (tree.roots, list(tree.walk())) == ([], [])
    assert len(tree.up(one)) == len(tree.within(one)) == 2
