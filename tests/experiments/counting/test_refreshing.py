"""Figures that keep themselves true, say what is wrong with them, and stand once it is over."""

from datetime import datetime, time, timedelta
from decimal import Decimal

import pytest
from django.db.models.functions import Now

from experiments.counting import actions, figures, judging, refreshing, troubles
from experiments.counting.people import seal
from experiments.models import Experiment, Metric, Sign
from experiments.models.experiment import Status
from experiments.writing import actions as writing
from experiments.writing import content as page
from experiments.writing import saying, statuses
from members.models import SavedView
from tests.experiments.counting.conftest import works_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def metric(bound, view, people):
    people(4, employer="Mill")
    return bound("view", view=view("Mill", "Mill"), goal=10)


def again(metric):
    return Metric.objects.select_related("sign", "view", "other_view").get(pk=metric.pk)


def test_verdict_follows_the_figure(metric, counted, people):
    counted(metric)
    assert again(metric).sign.verdict == "behind"

    people(6, employer="Mill")
    counted(metric)

    assert (again(metric).sign.verdict, again(metric).sign.said_by) == ("met", None)


def test_what_somebody_said_is_not_written_over(metric, counted, person, today):
    saying.say(again(metric).sign, verdict=Sign.Verdict.MET, words="All came", today=today, by=person("organizer"))

    counted(metric)

    assert again(metric).sign.verdict == "met"


def test_nothing_is_counted_twice_within_half_a_minute(metric):
    refreshing.refresh()

    assert not refreshing.due().exists()


def test_figure_stays_and_a_sentence_says_that_the_list_is_gone(metric, counted):
    counted(metric)
    SavedView.objects.all().delete()

    assert counted(metric).value == 4
    assert "was deleted" in troubles.sentence(again(metric))


@pytest.mark.parametrize(
    ("filters", "says"),
    [
        (works_at("Dock"), "was edited"),
        (
            {"how": "all", "parts": [{"field": "chapter-of-old", "op": "is", "values": ["x"]}]},
            "not there any more",
        ),
    ],
    ids=["edited", "misread"],
)
def test_list_that_was_edited_is_said(metric, counted, filters, says):
    SavedView.objects.update(filters=filters)
    counted(metric)

    assert says in troubles.sentence(again(metric))


def test_figures_stand_once_it_is_finished_and_go_on_when_taken_up(metric, counted, people, running, person, today):
    counted(metric)
    statuses.change(running, to=Status.FINISHED, today=today, by=person("organizer"))
    people(6, employer="Mill")

    assert counted(metric).value == 4
    assert (again(metric).frozen_on, again(metric).sign.verdict) == (today, "behind")

    statuses.change(running, to=Status.RUNNING, today=today, by=person("organizer"))
    refreshing.thaw(today)
    refreshing.refresh()
    assert (again(metric).frozen_on, metric.measurements.last().value) == (None, Decimal(10))


def test_figures_stand_when_the_last_day_is_over(metric, counted, running, people, today):
    Experiment.objects.filter(pk=running.pk).update(ends_on=today - timedelta(days=1))
    counted(metric)
    assert again(metric).frozen_on == today

    people(1, employer="Mill")
    assert counted(metric).value == 4


def test_nothing_is_counted_while_it_rests(metric, running, person, today):
    statuses.change(running, to=Status.PAUSED, today=today, by=person("organizer"), cause="Storm")

    assert not refreshing.due().exists()


def test_what_was_counted_while_it_ended_is_not_kept(metric, counted, running, person, today):
    counted(metric)
    statuses.change(running, to=Status.FINISHED, today=today, by=person("organizer"))

    refreshing.settle(metric.pk, figures.Figure(Decimal(99)), "", today)

    assert (metric.measurements.last().value, again(metric).sign.verdict) == (4, "behind")


def test_figures_of_one_that_is_over_do_not_go(metric, counted, running, person, today):
    counted(metric)
    statuses.change(running, to=Status.FINISHED, today=today, by=person("organizer"))
    with pytest.raises(actions.FigureRefused):
        actions.unbind(metric.sign, by=person("organizer"))
    with pytest.raises(actions.FigureRefused):
        actions.bind(metric.sign, {"way": "number"}, today=today, by=person("organizer"))
    assert metric.measurements.count() == 1


def test_days_of_rest_ask_for_nothing(metric, running, person, today):
    """Eleven of 21 days are over; a week of rest leaves it at that."""
    organizer, later = person("organizer"), today + timedelta(days=7)
    before = judging.span_of(again(metric), today).gone
    statuses.change(running, to=Status.PAUSED, today=today, by=organizer, cause="Storm")
    statuses.change(running, to=Status.RUNNING, today=later, by=organizer)

    assert judging.span_of(again(metric), later).gone == before


def test_what_is_written_down_is_judged_once_a_day_and_when_its_days_change(bound, running, person, today, north):
    metric = bound("number", goal=Decimal(10))
    actions.measure(metric, actions.Written(Decimal(3)), on=today, today=today, by=person("organizer"))
    Metric.objects.update(counted_at=Now() - timedelta(seconds=40))
    late = datetime.now(north.zone).time() < time(0, 1)
    assert refreshing.due().exists() is late
    content = page.of(running) | {"ends_on": str(today)}
    writing.edit(running, content, since=running.version, by=person("organizer"))
    refreshing.refresh()
    assert (again(metric).sign.verdict, refreshing.due().exists()) == ("behind", False)

    Metric.objects.update(counted_at=Now() - timedelta(days=1))
    assert refreshing.due().exists()


def test_what_is_bound_after_an_early_end_stands_too(bound, view, people, running, person, today, north):
    statuses.change(running, to=Status.FINISHED, today=today, by=person("organizer"))
    people(2, employer="Mill")
    metric = bound("view", view=view("Mill", "Mill"))
    refreshing.count_one(metric.pk, refreshing.request_of(north))
    by_hand = bound("number", kind="failure")
    actions.measure(by_hand, actions.Written(Decimal(3)), on=today, today=today, by=person("organizer"))
    refreshing.sweep()
    assert (again(metric).frozen_on, again(by_hand).frozen_on) == (today, None)

    Metric.objects.filter(pk=by_hand.pk).update(counted_at=Now() - timedelta(days=1))
    refreshing.sweep()
    assert again(by_hand).frozen_on == today


def test_somebody_on_both_lists_is_said(bound, counted, view, people):
    people(3, employer="Mill")
    metric = bound("groups", view=view("Mill", "Mill"), other_view=view("Dock", "Dock"))
    counted(metric)
    assert troubles.sentence(again(metric)) == ""
    SavedView.objects.filter(name="Dock").update(filters=works_at("Dock", "Mill"))
    Metric.objects.update(
        chosen={**metric.chosen, "other_view": {"name": "Dock", "seal": seal(again(metric).other_view)}}
    )
    assert counted(metric).whole == 3
    assert "on both lists" in troubles.sentence(again(metric))
