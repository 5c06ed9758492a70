"""The tree on its pages: asked, reworded, moved, put together and parted, asked no more, and what stands below each."""

import pytest
from django.urls import reverse

from experiments.models import Question
from experiments.questions import actions
from experiments.questions.tree import Tree
from experiments.writing import saying

pytestmark = pytest.mark.django_db
LIST = "/o/north/questions/"


def url(name, question, *more):
    return reverse(f"experiments:{name}", args=["north", question.pk, *more])


@pytest.fixture
def tree(ask, wrote):
    """An area, a question below it with an experiment, and one below that."""
    top = ask("How might we grow?", area="Base building")
    middle = ask("How might people bring others?", top)
    low = ask("How might a first ask feel safe?", middle)
    wrote("Porch lights", questions=[str(middle.pk)])
    return top, middle, low


def test_tree_is_shown_with_its_figures(sign_in, tree, ask, person):
    actions.retire(ask("How might we fax?"), by=person("director"))

    page = sign_in("viewer").get(LIST).text

    assert [page.index(one.text) for one in tree] == sorted(page.index(one.text) for one in tree)
    assert page.count('1<span class="sr"> experiment</span>') == 2
    assert page.index("Asked no more") < page.index("How might we fax?")
    assert "Ask a question" not in page


def test_question_shows_all_that_stands_below_it(sign_in, tree, person, north):
    experiment = tree[1].experiments.get()
    saying.learn(text="Cards beat texts", on=north.today(), experiment=experiment, by=person("organizer"))
    saying.decide(experiment, text="Cards first", kind="stop", on=north.today(), by=person("organizer"))
    saying.leave_open(experiment, text="Is soup the point?", by=person("organizer"))

    page = sign_in("organizer").get(url("question", tree[0])).text

    for words in (tree[1].text, tree[2].text, "Porch lights", "Cards beat texts", "Cards first", "Is soup the point?"):
        assert words in page, words
    assert "No experiment under this question yet" in sign_in("organizer").get(url("question", tree[2])).text


def test_question_is_asked_and_reworded(sign_in, tree):
    client = sign_in("organizer")
    assert client.get(f"{LIST}new/?under={tree[2].pk}").status_code == 200
    asked = client.post(f"{LIST}new/?under={tree[2].pk}", {"text": " How might  we ask twice? "})
    made = Question.objects.get(text="How might we ask twice?")

    assert (asked.url, made.parent) == (url("question", made), tree[2])
    client.post(url("question_edit", tree[0]), {"text": "How might we win?", "area": "Governing power"})
    tree[0].refresh_from_db()
    assert (tree[0].text, tree[0].area) == ("How might we win?", "Governing power")
    refused = client.post(f"{LIST}new/", {"text": "", "area": "Own practice"})
    assert (refused.status_code, "Own practice" in refused.text) == (422, True)


def test_moving_says_what_moves_and_can_be_undone(sign_in, tree, ask):
    client, other = sign_in("organizer"), ask("How might we rest?")
    sure = client.get(url("question_move", tree[1]), {"move-other": other.pk}).text

    assert "1 question below it, 1 experiment" in " ".join(sure.split())
    done = client.post(url("question_move", tree[1]), {"move-other": other.pk}, follow=True).text
    assert [one.text for one in Tree().up(tree[2])] == [other.text, tree[1].text, tree[2].text]
    undo = url("question_under", tree[1], tree[0].pk)
    assert f'action="{undo}"' in done
    client.post(undo)
    assert Tree().up(tree[2])[0] == tree[0]
    client.post(url("question_move", tree[1]), {"move-other": "top"})
    assert len(Tree().roots) == 3


def test_moving_under_itself_is_refused_with_a_sentence(sign_in, tree):
    refused = sign_in("organizer").post(url("question_move", tree[0]), {"move-other": tree[2].pk})

    assert refused.status_code == 422
    assert "A question cannot stand under itself, or under one that stands below it." in refused.text
    assert Tree().up(tree[2]) == list(tree)


def test_two_made_one_are_parted_again(sign_in, tree, ask, wrote):
    client, other = sign_in("organizer"), ask("How might neighbors ask?")
    wrote("Both", questions=[str(tree[1].pk), str(other.pk)])
    sure = client.get(url("question_merge", tree[1]), {"merge-other": other.pk}).text
    done = client.post(url("question_merge", tree[1]), {"merge-other": other.pk}, follow=True).text

    assert "2 experiments" in sure
    assert "The two are one now: How might neighbors ask?" in done
    assert client.get(url("question", tree[1])).url == url("question", other)
    assert Question.objects.get(pk=tree[2].pk).parent == other
    client.post(url("question_part", tree[1]))
    assert sorted(one.title for one in tree[1].experiments.all()) == ["Both", "Porch lights"]
    assert [one.title for one in other.experiments.all()] == ["Both"]
    assert Tree().up(tree[2]) == list(tree)


def test_parted_from_what_stands_above_it_now_comes_to_the_top(tree, ask, person):
    other, by = ask("How might neighbors ask?"), person("organizer")
    actions.merge(tree[1], into=other, by=by)
    actions.move(tree[0], under=tree[2], by=by)
    actions.part(tree[1], by=by)

    assert Tree().up(tree[0]) == [tree[1], tree[2], tree[0]]


def test_asked_no_more_and_again(sign_in, tree):
    client = sign_in("organizer")
    done = client.post(url("question_retire", tree[1]), follow=True).text

    assert "All that stands under it is kept." in done
    assert "Porch lights" in done
    client.post(url("question_ask_again", tree[1]))
    assert Question.objects.open().filter(pk=tree[1].pk).exists()


def test_open_question_becomes_a_child(sign_in, tree, person):
    left = saying.leave_open(tree[1].experiments.get(), text="Is soup the point?", by=person("organizer"))
    sign_in("organizer").post(url("question_ask_here", tree[1], left.pk))

    left.refresh_from_db()
    assert (left.question.text, left.question.parent) == ("Is soup the point?", tree[1])
