"""From its start to its end on the pages: rests, the look at its middle, what came of it, and another try."""

from datetime import timedelta

import pytest
from django.urls import reverse

from experiments.models import Experiment, OpenQuestion
from experiments.models.experiment import Status
from experiments.writing import actions
from experiments.writing import content as page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("north")]


def url(name, experiment, *more):
    return reverse(f"experiments:{name}", args=["north", experiment.pk, *more])


@pytest.fixture
def running(north, wrote, ask):
    """One that is past its middle, with four days to go."""
    first = north.today() - timedelta(days=10)
    made = wrote(
        questions=[str(ask("How might we grow?").pk)],
        starts_on=first.isoformat(),
        ends_on=(first + timedelta(days=14)).isoformat(),
        steps=[{"id": "", "text": "Knock", "due": (first + timedelta(days=12)).isoformat()}],
        success=[{"id": "", "text": "15 lights"}],
        failure=[{"id": "", "text": "Only staff come"}],
    )
    Experiment.objects.filter(pk=made.pk).update(status=Status.RUNNING)
    made.refresh_from_db()
    return made


def test_it_is_taken_on_and_back_by_taps(sign_in, wrote):
    lights, client = wrote(), sign_in("organizer")
    for status in ("planned", "idea", "not_run", "planned", "running"):
        client.post(url("change", lights, status))
        lights.refresh_from_db()
        assert lights.status == status
    assert "does not lead to" in client.post(url("change", lights, "idea"), follow=True).text


def test_at_its_middle_failure_is_asked_once(sign_in, running):
    client, sign = sign_in("organizer"), running.signs.get(kind="failure")
    assert "Half way: is it going wrong?" in client.get(url("experiment", running)).text
    assert "Half way" not in sign_in("coach").get(url("experiment", running)).text

    client.post(url("midpoint", running), {f"{sign.pk}-verdict": "close", f"{sign.pk}-words": "6 of 41"})

    sign.refresh_from_db()
    assert (sign.verdict, sign.verdict_words) == ("close", "6 of 41")
    assert "Half way" not in client.get(url("experiment", running)).text
    for wrong in ({f"{sign.pk}-verdict": "met"}, {f"{sign.pk}-words": "8 of 41"}):
        answer = client.post(url("midpoint", running), wrong)
        assert (answer.status_code, "".join(wrong.values()) in answer.text) == (422, True)
    sign.refresh_from_db()
    assert sign.verdict == "close"


def test_rest_needs_a_cause_and_moves_the_days(sign_in, north, running):
    client, last = sign_in("organizer"), running.ends_on
    refused = client.post(url("pause", running), {"cause": " "})
    assert (refused.status_code, "Pausing is no failure." in refused.text) == (422, True)
    client.post(url("pause", running), {"cause": "Flood"})
    Experiment.objects.filter(pk=running.pk).update(paused_on=north.today() - timedelta(days=3))

    assert "The days it rested were added" in client.post(url("change", running, "running"), follow=True).text

    running.refresh_from_db()
    assert (running.ends_on - last, running.steps.get().due - last) == (timedelta(days=3), timedelta(days=1))


def test_end_keeps_all_that_came_of_it_and_can_be_taken_back(sign_in, running):
    client, met, fear = sign_in("organizer"), running.signs.get(kind="success"), running.signs.get(kind="failure")
    sent = {
        f"{met.pk}-verdict": "met", f"{met.pk}-words": "17 lights", f"{fear.pk}-verdict": "not_happening",
        "learning_0": "Cards beat texts", "kind_0": "keep", "decision_0": "Keep the cards",
        "question_0": "How might we reach night shifts?", "follow_on": "Night lights",
    }  # fmt: skip
    wrong = client.post(url("end", running), sent | {"decision_0": ""})
    assert (wrong.status_code, "Write what you decided." in wrong.text, "17 lights" in wrong.text) == (422, True, True)

    assert client.post(url("end", running), sent).status_code == 303

    # Sent twice, it is kept once.
    client.post(url("end", running), sent)
    running.refresh_from_db()
    met.refresh_from_db()
    assert (running.status, met.verdict, running.learnings.get().text) == ("finished", "met", "Cards beat texts")
    assert (running.decisions.get().kind, OpenQuestion.objects.get().question.parent.text) == (
        "keep", "How might we grow?",
    )  # fmt: skip
    follower = Experiment.objects.get(title="Night lights")
    assert (follower.follows, follower.status, follower.questions.get().text) == (running, "idea", "How might we grow?")
    client.post(url("change", running, "running"))
    running.refresh_from_db()
    assert (running.status, running.learnings.count()) == ("running", 1)


def test_again_asks_for_the_new_first_day(sign_in, running):
    client = sign_in("organizer")
    assert client.post(url("again", running), {"starts_on": "soon"}).status_code == 422
    client.post(url("again", running), {"starts_on": "2027-01-04"})
    copy = Experiment.objects.get(follows=running)
    assert (str(copy.starts_on), str(copy.steps.get().due)) == ("2027-01-04", "2027-01-16")


def test_history_shows_what_differs_and_goes_back(sign_in, wrote, person):
    lights, client = wrote(hypothesis="First line\nSecond line"), sign_in("organizer")
    newer = page.of(lights) | {"hypothesis": "First line\nAnother line", "title": "Lights on"}
    actions.edit(lights, newer, since=1, by=person("director"))

    shown = client.get(url("history", lights))

    assert {title: [tuple(line) for line in lines] for title, lines in shown.context["differences"]} == {
        "Title": [("Porch lights", "out"), ("Lights on", "in")],
        "Our hunch": [("First line", ""), ("Second line", "out"), ("Another line", "in")],
    }
    assert client.get(url("history", lights), {"from": "99", "to": "x"}).status_code == 200
    client.post(url("go_back", lights, 1))
    lights.refresh_from_db()
    assert (lights.title, lights.version) == ("Porch lights", 3)
    assert "It reads like that already." in client.post(url("go_back", lights, 3), follow=True).text


def test_running_one_does_not_go_back_to_when_it_had_no_first_day(sign_in, wrote, person):
    lights, client = wrote(ends_on="2026-03-01"), sign_in("organizer")
    actions.edit(lights, page.of(lights) | {"starts_on": "2026-02-01"}, since=1, by=person("director"))
    Experiment.objects.update(status="running")
    assert "Say on which day it started." in client.post(url("go_back", lights, 1), follow=True).text
    client.post(url("again", wrote("No days", ends_on="2026-03-01")), {"starts_on": "2026-03-02"})
    assert Experiment.objects.get(follows__title="No days").ends_on is None
