"""The page of one experiment: what stands on it, who may tick a step, and what it costs."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from experiments.ending import asked
from experiments.models import Experiment
from experiments.page import days, hunch
from experiments.writing import saying
from members.models import Member

pytestmark = pytest.mark.django_db


def url(name, experiment, *more):
    return reverse(f"experiments:{name}", args=["north", experiment.pk, *more])


@pytest.fixture
def lights(wrote, ask, person):
    narrower = ask("How might we make it easy?", ask("How might we grow?", area="Base building"))
    made = wrote(
        hypothesis="If we leave a light on, then neighbors knock, because nobody likes to be first.",
        starts_on="2026-03-01",
        ends_on="2026-04-01",
        accountable=str(person("organizer").pk),
        questions=[str(narrower.pk)],
        steps=[{"id": "", "text": "Ask forty doors", "who": "Buddy pairs", "children": [{"id": "", "text": "Alder"}]}],
        success=[{"id": "", "text": "15 lights", "how": "Counted on Fridays"}],
        failure=[{"id": "", "text": "Only staff"}],
        team=[{"id": "", "member": str(person("director").pk), "part": "cards"}],
        documents=[{"id": "", "name": "Our plan", "url": "https://example.org/plan"}],
    )
    saying.learn(text="Cards beat texts", on=date(2026, 3, 9), by=made.made_by, experiment=made)
    return made


def test_page_says_all_of_it(sign_in, lights):
    page = sign_in("organizer").get(url("experiment", lights)).text

    for words in (
        "How might we grow?", "How might we make it easy?", "Base building", "<b>If</b>", "<b>then</b>", "15 lights",
        "Counted on Fridays", "Only staff", "Not measured yet", "Alder", "Buddy pairs", "Cards beat texts", "Our plan",
        "0 of 2 steps done",
    ):  # fmt: skip
        assert words in page, words


def test_step_is_ticked_off_and_taken_back(sign_in, lights):
    client, step = sign_in("organizer"), lights.steps.get(text="Alder")

    assert client.post(url("tick", lights, step.pk)).status_code == 303
    assert "1 of 2 steps done" in client.get(url("experiment", lights)).text
    client.post(url("untick", lights, step.pk))

    step.refresh_from_db()
    assert step.done_on is None


def test_step_of_another_experiment_is_not_found(sign_in, lights, wrote):
    assert sign_in("organizer").post(url("tick", wrote("Other"), lights.steps.first().pk)).status_code == 404


def test_who_may_not_see_people_reads_no_name_of_one_without_an_account(sign_in, lights, person):
    maria = Member.objects.create(given_name="Marisela", family_name="Quill")
    lights.team.create(member=maria)
    lights.team.create(name="Marisela")
    lights.steps.update(owner=maria, text="Ask Marisela Quill first")
    saying.learn(text="Marisela asks best", on=date(2026, 3, 9), by=lights.made_by, experiment=lights)
    Experiment.objects.filter(pk=lights.pk).update(accountable=maria, hypothesis="If Marisela knocks")

    assert "Marisela" in sign_in("organizer").get(url("experiment", lights)).text
    for role in ("coach", "viewer"):
        page = sign_in(role).get(url("experiment", lights)).text
        assert ("Marisela" in page, "a member" in page, str(person("director")) in page) == (False, True, True)
        assert "Mark as done" not in page


def test_statements_do_not_grow_with_rows(sign_in, lights, wrote):
    client = sign_in("organizer")
    counted = []
    for experiment in (wrote("Bare"), lights):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url("experiment", experiment)).status_code == 200
        counted.append(sum(query["sql"].startswith("SELECT") for query in captured))
    assert counted[0] == counted[1] <= 12


@pytest.mark.parametrize(
    ("today", "said", "at"),
    [
        (date(2026, 2, 28), "starts in 1 day", 0), (date(2026, 3, 1), "today, 9 days left", 10),
        (date(2026, 3, 10), "today is the last day", 100), (date(2026, 3, 12), "ended 2 days ago", 100),
    ],
)  # fmt: skip
def test_bar_says_where_today_is(today, said, at):
    experiment = Experiment(starts_on=date(2026, 3, 1), ends_on=date(2026, 3, 10), status="running")
    bar = days.bar(experiment, today)
    assert (bar.today, bar.at) == (said, at)


def test_days_of_rest_are_neither_gone_nor_to_come():
    experiment = Experiment(starts_on=date(2026, 3, 1), ends_on=date(2026, 3, 20), rested_days=10, status="running")
    bar = days.bar(experiment, date(2026, 3, 12))
    assert (bar.at, bar.told.startswith("Day 2 of 10")) == (20, True)
    assert asked.middle(experiment) == date(2026, 3, 15)
    # A last day that was moved up since: nothing is left of the way, and nothing divides by it.
    experiment.ends_on = date(2026, 3, 5)
    assert days.gone(experiment, date(2026, 3, 5)) == (1, 1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("If we ask, then they come, because they were asked.", ["If", "then", "because"]),
        ("We wonder if they come.", []),
        ("Doors. If we knock because we can", ["If"]),
        ("", []),
    ],
)
def test_hunch_is_parted_at_its_words(text, words):
    pieces = hunch.pieces(text)
    assert ([piece.text for piece in pieces if piece.is_word], "".join(piece.text for piece in pieces)) == (words, text)
