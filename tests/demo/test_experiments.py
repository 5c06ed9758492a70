"""What the demo's groups tried: every status and area, counted by the demo's own people."""

from collections.abc import Iterator
from datetime import date

import pytest

from demo.cedar_valley import CEDAR_VALLEY
from demo.elm_court import ELM_COURT
from demo.experiments import filling
from demo.experiments.told import Counted
from demo.loading import fill
from experiments.lanes import Lane, with_lane
from experiments.models import Experiment, Learning, Measurement, Metric, Question, Sign
from experiments.models.experiment import Status
from experiments.writing import content
from organizations.models import Organization
from stpnet.in_org import in_org

TRIED = [tried for story in filling.STORIES.values() for tried in story.tried]
SIGNS = [sign for tried in TRIED for sign in (*tried.success, *tried.failure)]


def test_there_are_many_of_every_status_in_three_areas():
    cedar = filling.CEDAR_VALLEY

    assert len(TRIED) >= 14
    assert {tried.status for tried in TRIED} == set(Status.values)
    assert [area for area, _asked in cedar.areas] == ["Base building", "Governing power", "Our own practice"]
    assert len({tried.title for tried in TRIED}) == len(TRIED)


def counted() -> Iterator[Counted]:
    return (sign.counted for sign in SIGNS if sign.counted)


def test_they_are_counted_in_many_ways():
    wanted = {"number", "rate", "view", "came", "yes", "moved", "groups", "pulse"}

    assert {told.way for told in counted()} == wanted
    assert all(
        told.figures or told.view or told.activity or told.level or told.way in {"number", "rate"} for told in counted()
    )


def test_whoever_coaches_two_groups_has_some_in_both():
    assert {slug for slug, story in filling.STORIES.items() if any(tried.is_coached for tried in story.tried)} == {
        "cedar-valley",
        "lakeside",
    }


def pages(organization: Organization, today: date) -> list[object]:
    with in_org(organization):
        fill(organization, ELM_COURT, today=today)
        filling.fill(organization, ELM_COURT, today=today)
        figures = Measurement.objects.values_list("metric__sign__text", "on", "value").order_by(
            "metric__sign__text", "on"
        )
        learned = Learning.objects.values_list("text", "on").order_by("text")
        said = Sign.objects.values_list("text", "verdict", "said_on").order_by("text")
        return [list(rows) for rows in (figures, learned, said)]


def test_same_day_gives_the_same_experiments(south: Organization, north: Organization):
    assert pages(north, north.today()) == pages(south, north.today())


@pytest.fixture
def cedar(north: Organization) -> Organization:
    fill(north, CEDAR_VALLEY, today=north.today())
    filling.fill(north, CEDAR_VALLEY, today=north.today())
    return north


def test_the_large_group_has_a_board_with_figures(cedar: Organization):
    running = Experiment.objects.get(title="Three doors on your own floor")
    listed = Metric.objects.get(sign__experiment=running, way="view")
    lanes = with_lane(Experiment.objects.all(), cedar.today()).values_list("lane", flat=True)

    assert set(lanes) == set(Lane.values)
    assert listed.measurements.latest("on").value == sum(CEDAR_VALLEY.areas[0].counts[0][:2])
    assert list(Metric.objects.exclude(trouble="").values_list("sign__text", "trouble")) == []
    assert Metric.objects.filter(way__in=("came", "yes", "moved", "pulse"), measurements=None).count() == 0
    assert running.taking_part.count() == 18
    assert running.posts.filter(thread=None).count() == 3
    assert running.reviews.get().remarks.count() == 2
    assert running.revisions.get().content == content.of(running)
    assert Question.objects.filter(parent=None).exclude(area="").count() == 4
    assert Learning.objects.filter(experiment=None).count() == 3
    assert Experiment.objects.filter(accountable=None).count() == 0
