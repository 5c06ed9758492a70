"""From an idea to what was learned, and the columns of the board."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from experiments.lanes import with_lane
from experiments.models import Experiment, Sign
from experiments.models.experiment import Status
from experiments.writing import saying, statuses
from experiments.writing.statuses import StatusRefused

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 10)


@pytest.fixture
def go(person):
    """`go(experiment, "running")`, on March 10 if no other day is named."""
    return lambda experiment, to, today=DAY, cause="": statuses.change(
        experiment, to=Status(to), today=today, cause=cause, by=person("organizer")
    )


def lane(experiment, today=DAY):
    return with_lane(Experiment.objects.filter(pk=experiment.pk), today).get().lane


def test_starting_says_since_when(wrote, go):
    experiment = wrote()

    go(experiment, "running")

    assert (experiment.status, experiment.starts_on, experiment.version) == ("running", DAY, 2)


def test_pausing_moves_the_days_still_to_come(wrote, go):
    steps = [{"id": "", "text": text, "due": "2026-03-15"} for text in ("Done", "Open")]
    experiment = wrote(starts_on="2026-03-01", ends_on="2026-03-31", steps=steps)
    go(experiment, "running")
    saying.tick(experiment.steps.get(text="Done"), today=DAY, by=experiment.made_by)

    go(experiment, "paused", cause="The heating is out")
    assert (experiment.paused_on, experiment.pause_cause, experiment.ends_on) == (
        DAY, "The heating is out", date(2026, 3, 31),
    )  # fmt: skip
    go(experiment, "running", today=date(2026, 3, 17))

    assert (experiment.pause_cause, experiment.starts_on, experiment.ends_on) == (
        "",
        date(2026, 3, 1),
        date(2026, 4, 7),
    )
    assert dict(experiment.steps.values_list("text", "due")) == {"Done": date(2026, 3, 15), "Open": date(2026, 3, 22)}
    assert experiment.revisions.first().content["ends_on"] == "2026-04-07"


def test_pausing_needs_a_cause(wrote, go):
    experiment = wrote()
    go(experiment, "running")

    with pytest.raises(StatusRefused, match="Say why it rests"):
        go(experiment, "paused", cause="  ")
    with pytest.raises(IntegrityError, match="paused_with_a_cause"), transaction.atomic():
        Experiment.objects.filter(pk=experiment.pk).update(status="paused", paused_on=DAY)


@pytest.mark.parametrize("way", [("finished",), ("paused",), ("running", "planned"), ("not_run", "running")])
def test_ways_that_lead_nowhere_are_refused(wrote, go, way):
    experiment = wrote()
    for to in way[:-1]:
        go(experiment, to)

    with pytest.raises(StatusRefused, match="does not lead to"):
        go(experiment, way[-1], cause="because")


def test_the_same_again_changes_nothing(wrote, go):
    experiment = wrote()
    go(experiment, "idea")

    assert experiment.version == 1


def test_one_whose_days_are_over_is_not_started(wrote, go):
    with pytest.raises(StatusRefused, match="Choose a new one first"):
        go(wrote(ends_on="2026-03-01"), "running")


def test_lanes_follow_status_end_and_verdicts(wrote, go, person):
    experiment = wrote(starts_on="2026-03-01", ends_on="2026-03-31", success=[{"id": "", "text": "15 lights"}])
    assert lane(experiment) == "planning"
    go(experiment, "running")
    assert (lane(experiment), lane(experiment, date(2026, 4, 1))) == ("running", "wrapping_up")
    go(experiment, "finished")
    assert lane(experiment) == "wrapping_up"
    saying.say(experiment.signs.get(), verdict=Sign.Verdict.BEHIND, words="9", today=DAY, by=person("organizer"))
    assert lane(experiment) == "learned"


def test_not_run_is_learned_from_too(wrote, go):
    experiment = wrote()
    go(experiment, "not_run")

    assert lane(experiment) == "learned"
