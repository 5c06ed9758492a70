"""A running experiment whose signs are counted."""

from datetime import timedelta

import pytest

from experiments.counting import actions, refreshing
from experiments.models import Metric, Sign
from experiments.models.experiment import Status
from experiments.writing import statuses
from members.filters.tree import Condition, Group, to_json
from members.models import SavedView
from tests.ladders.conftest import ladder, levels, people, said

__all__ = ["ladder", "levels", "people", "said"]


@pytest.fixture
def today(north):
    return north.today()


@pytest.fixture
def running(wrote, person, today):
    """Begun ten days ago, and half over."""
    made = wrote(
        starts_on=str(today - timedelta(days=10)),
        ends_on=str(today + timedelta(days=10)),
        success=[{"id": "", "text": "Ten at the supper"}],
        failure=[{"id": "", "text": "Only staff ask"}],
    )
    statuses.change(made, to=Status.RUNNING, today=today, by=person("organizer"))
    return made


@pytest.fixture
def bound(running, person, today):
    """`bound("view", view=…, goal=10)`: the sign of success, counted that way."""

    def bind(way, kind="success", **columns):
        sign = Sign.objects.select_related("experiment").get(experiment=running, kind=kind)
        outcome = columns.pop("outcome", "")
        return actions.bind(sign, {"way": way, **columns}, outcome=outcome, today=today, by=person("organizer"))

    return bind


def works_at(*places):
    """What a list asks for that keeps who works at one of these; of nowhere, everybody."""
    return to_json(Group("any", tuple(Condition("work", "is", (place,)) for place in places)))


@pytest.fixture
def view(person):
    """`view("Mill", "Mill")`: a shared list of who works there."""

    def make(name, *places):
        return SavedView.objects.create(
            owner=person("organizer"), name=name, folded=name.lower(), is_shared=True, filters=works_at(*places)
        )

    return make


@pytest.fixture
def counted(north):
    """`counted(metric)`: what stands there once a worker has looked."""

    def count(metric):
        Metric.objects.update(counted_at=None)
        refreshing.refresh()
        return Metric.objects.get(pk=metric.pk).measurements.last()

    return count
