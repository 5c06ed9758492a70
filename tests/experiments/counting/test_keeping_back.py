"""What a coach gets of the figures of an experiment: no small one, none that tells of a small one, and no verdict of it."""

import pytest
from django.urls import reverse

from dashboards import trying
from dashboards.models import SmallNumbers
from experiments.counting.keeping_back import Known, gone
from experiments.models import Measurement, Metric
from ladders.models import Ladder
from members.requests import OrgRequest
from organizations.models import Role

pytestmark = pytest.mark.django_db


def known(*people, by_hand=False):
    return Known(frozenset(people), by_hand)


@pytest.mark.parametrize(
    ("figures", "hidden"),
    [
        ([known(20), known(17)], {1}),
        ([known(20), known(20), known(0), known(14)], set()),
        ([known(3), known(20)], {0}),
        ([known(12, 8, 20), known(11)], {1}),
        ([known(20, by_hand=True), known(17)], set()),
        ([known(20), known(17, by_hand=True), known(2, by_hand=True)], {2}),
    ],
    ids=["within another", "alike, none, far", "small", "part of a share", "by hand first", "by hand later"],
)
def test_what_tells_of_a_few_people_is_kept_back(figures, hidden):
    assert gone(dict(enumerate(figures))) == hidden


@pytest.fixture
def tried(running, bound, view, levels):
    """At a level: a sign of twenty that is met, and one of three that is not."""
    running.level = levels[1]
    running.save()
    metric = bound("view", view=view("Mill", "Mill"), goal=3)
    second = running.signs.create(kind="success", text="Who is new", position=1)
    Metric.objects.create(sign=second, way="view", goal=40, chosen={"view": {"name": "New", "seal": ""}})
    running.signs.filter(kind="success").update(verdict="met", said_on=running.starts_on)
    for each, value in ((metric, 20), (second.metric, 3)):
        Measurement.objects.create(metric=each, on=running.starts_on, value=value)
    return running


def as_read(role, north, person):
    request = OrgRequest()
    request.organization, request.roles, request.member = north, [Role(role)], person(role)
    return request


def test_verdicts_of_figures_kept_back_are_told_nowhere(tried, sign_in, north, person):
    """On the board's table, in the sheet, beside a learning and on the ladder, too."""
    table = reverse("experiments:csv", args=["north"])
    says = {}
    for role in ("organizer", "coach", "viewer"):
        (line,) = trying.at(as_read(role, north, person), Ladder.objects.first(), tried.level)
        says[role] = (line.says, "Who is new (kept back)" in sign_in(role).get(table).content.decode())
    back = ("1 of 1 signs of success met so far, 1 kept back", True)
    assert says == {"organizer": ("2 of 2 signs of success met so far", False), "coach": back, "viewer": back}

    SmallNumbers.objects.update_or_create(defaults={"coaches_see_all": True})
    coach = as_read("coach", north, person)
    assert trying.at(coach, Ladder.objects.first(), tried.level)[0].says == says["organizer"][0]
    # Somebody who also reads the board's figures is no coach alone, and gets none of a list.
    both = as_read("coach", north, person)
    both.roles = [Role.COACH, Role.VIEWER]
    assert trying.at(both, Ladder.objects.first(), tried.level)[0].says == back[0]


def test_days_that_differ_by_a_few_people_are_kept_back(tried, sign_in, today):
    metric = tried.signs.get(position=0, kind="success").metric
    metric.measurements.create(on=today, value=22)
    address = reverse("experiments:sign", args=["north", tried.pk, metric.sign_id])
    shown = {role: [line["now"] for line in sign_in(role).get(address).context["history"]["lines"]]
             for role in ("organizer", "coach")}  # fmt: skip
    assert shown == {"organizer": ["22", "20"], "coach": ["22", "–"]}
