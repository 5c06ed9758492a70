"""Choosing how a sign is counted, and figures that people write down."""

from datetime import timedelta
from decimal import Decimal

import pytest

from experiments.counting import actions
from experiments.counting.actions import FigureRefused, Written
from experiments.models import Metric, Sign
from experiments.models.experiment import Status
from experiments.writing import saying, statuses

pytestmark = pytest.mark.django_db


@pytest.fixture
def write(person, today):
    def measure(metric, *, on=None, **figures):
        return actions.measure(metric, Written(**figures), on=on or today, today=today, by=person("organizer"))

    return measure


def test_figure_of_a_day_takes_the_place_of_an_earlier_one(bound, write, person, today):
    metric = bound("number", goal=8)
    write(metric, value=Decimal(3), on=today - timedelta(days=1))
    write(metric, value=Decimal(5))
    made = write(metric, value=Decimal(8))

    assert [each.value for each in metric.measurements.all()] == [3, 8]
    assert (made.by, made.is_counted, Sign.objects.get(pk=metric.sign_id).verdict) == (
        person("organizer"), False, "met",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("way", "figures", "says"),
    [
        ("number", {}, "Write a number"),
        ("number", {"value": Decimal(-1)}, "0 or more"),
        ("rate", {"part": 3}, "how many could have"),
        ("rate", {"part": 3, "whole": 2}, "3 out of 2 cannot be"),
        ("groups", {"part": 1, "whole": 2, "b_part": 3, "b_whole": 2}, "3 out of 2 cannot be"),
        ("came", {"value": Decimal(1)}, "counts itself"),
        ("number", {"value": Decimal(1), "on": "tomorrow"}, "still to come"),
    ],
)
def test_figure_that_cannot_be_is_refused(bound, write, today, way, figures, says):
    if "on" in figures:
        figures = figures | {"on": today + timedelta(days=1)}

    with pytest.raises(FigureRefused, match=says):
        write(bound(way), **figures)


def test_of_nobody_asked_there_is_no_share_yet(bound, write):
    assert write(bound("rate", goal=50), part=0, whole=0).value is None
    assert Sign.objects.get(metric__way="rate").verdict == "not_measured"


def test_goal_of_nothing_is_met_at_once_and_a_limit_of_nothing_is_passed_by_one(bound, write):
    good, bad = bound("number", goal=0), bound("number", kind="failure", goal=0)
    write(good, value=Decimal(0))
    write(bad, value=Decimal(0))
    assert set(Sign.objects.values_list("verdict", flat=True)) == {"met", "not_happening"}

    write(bad, value=Decimal(1))
    assert Sign.objects.get(kind="failure").verdict == "happening"


def test_groups_by_hand_get_the_verdict_of_the_comparison(bound, write):
    metric = bound("groups")
    write(metric, part=2, whole=5, b_part=4, b_whole=5)
    assert Sign.objects.get(pk=metric.sign_id).verdict == "not_measured"

    write(metric, part=20, whole=100, b_part=40, b_whole=100)
    assert Sign.objects.get(pk=metric.sign_id).verdict == "met"


def test_figures_of_what_has_ended_are_not_changed(bound, write, running, person, today):
    metric = bound("number", goal=8)
    write(metric, value=Decimal(3))
    statuses.change(running, to=Status.FINISHED, today=today, by=person("organizer"))

    with pytest.raises(FigureRefused, match="has ended"):
        write(metric, value=Decimal(9))
    assert Sign.objects.get(pk=metric.sign_id).verdict == "behind"


def test_another_goal_keeps_the_figures_and_another_way_does_not(bound, write):
    metric = bound("number", goal=8)
    write(metric, value=Decimal(8))

    again = bound("number", goal=9)
    assert (again.pk, again.measurements.count(), again.goal) == (metric.pk, 1, 9)
    assert Sign.objects.get(pk=metric.sign_id).verdict == "within_reach"
    assert bound("rate", goal=50).measurements.count() == 0


def test_number_speaks_in_place_of_words_and_words_again_without_it(bound, running, person, today):
    sign = running.signs.get(kind="success")
    saying.say(sign, verdict=Sign.Verdict.MET, words="Ten came", today=today, by=person("organizer"))
    bound("number", goal=8)
    sign.refresh_from_db()
    assert (sign.verdict, sign.verdict_words) == ("not_measured", "Ten came")

    actions.unbind(sign, by=person("organizer"))
    assert not Metric.objects.exists()
