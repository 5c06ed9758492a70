"""What each way counts, on people as they are in the database."""

from datetime import timedelta
from decimal import Decimal

import pytest

from activities.models import Participation
from conversations.models import Commitment
from experiments.counting import actions
from experiments.models import Assigned, Assignment
from ladders import history
from tests.activities.conftest import came, planned

pytestmark = pytest.mark.django_db


def told(figure):
    value = None if figure.value is None else float(round(figure.value, 1))
    pairs = [pair for pair in ((figure.part, figure.whole), (figure.b_part, figure.b_whole)) if pair != (None, None)]
    return value, *pairs


@pytest.fixture
def mill(people):
    return people(4, employer="Mill")


def test_list_counts_who_is_on_it_now(bound, view, counted, mill, people):
    metric = bound("view", view=view("Mill", "Mill"), goal=5)

    assert told(counted(metric)) == (4.0,)
    people(1, employer="Mill")
    assert told(counted(metric)) == (5.0,)


def test_share_of_a_list_that_is_on_another(bound, view, counted, mill, people):
    people(1, employer="Dock")

    metric = bound("share", view=view("Both", "Mill", "Dock"), other_view=view("Docks", "Dock"))

    assert told(counted(metric)) == (20.0, (1, 5))


def test_activity_counts_who_came_and_who_said_yes(bound, counted, mill, today):
    supper = planned(today, "Supper")
    came(supper, *mill[:2])
    Participation.objects.create(activity=supper, member=mill[2], answer="yes")
    Participation.objects.create(activity=supper, member=mill[3], answer="no")

    assert told(counted(bound("came", activity=supper))) == (2.0,)
    assert told(counted(bound("yes", activity=supper))) == (50.0, (1, 2))


def test_promises_count_since_it_began_and_once_they_were_due(bound, counted, mill, view, today):
    for state, said, due in (
        ("kept", 3, None), ("kept", 20, None), ("not_kept", 3, None), ("open", 3, 1), ("open", 3, -1),
    ):  # fmt: skip
        Commitment.objects.create(
            member=mill[0],
            what="Come",
            state=state,
            said_on=today - timedelta(days=said),
            by=today - timedelta(days=due) if due else None,
            settled_on=None if state == "open" else today,
        )

    assert told(counted(bound("kept", view=view("Mill", "Mill")))) == (33.3, (1, 3))


def test_movement_counts_who_rose_since_it_began(bound, counted, mill, running, view, levels, said, today):
    for member, now in zip(mill, (3, 2, 1, None), strict=True):
        said(member, 2, str(today - timedelta(days=30)))
        if now:
            said(member, now, str(today - timedelta(days=1)))
    history.rebuild()
    for member in mill:
        running.taking_part.create(member=member)

    assert told(counted(bound("moved"))) == (1.0,)
    assert told(counted(bound("moved", view=view("Mill", "Mill"), level=levels[2]))) == (1.0,)
    assert told(counted(bound("moved", view=view("Dock", "Dock"), level=levels[3]))) == (0.0,)


def test_groups_compare_who_came(bound, counted, mill, running, today):
    lots = Assignment.objects.create(experiment=running, named="Mill", seed="1")
    for n, member in enumerate(mill):
        Assigned.objects.create(assignment=lots, member=member, group=n % 2)
    supper = planned(today, "Supper")
    came(supper, mill[1], mill[3], mill[0])

    assert told(counted(bound("groups", assignment=lots, activity=supper))) == (50.0, (1, 2), (2, 2))


def test_pulse_counts_answers_of_who_takes_part(bound, counted, mill, running, person, today):
    for member in mill[:3]:
        running.taking_part.create(member=member)
    metric = bound("pulse", question="Would you do it again?")
    for member, is_yes in zip(mill, (True, True, False, False), strict=True):
        actions.answer(metric, member, is_yes=is_yes, today=today, by=person("organizer"))
    assert told(counted(metric)) == (66.7, (2, 3))

    actions.answer(metric, mill[0], is_yes=None, today=today, by=person("organizer"))
    assert told(counted(metric)) == (50.0, (1, 2))


def test_list_of_everybody_takes_everybody_in(bound, counted, mill, running, view):
    running.taking_part.create(view=view("All"), name="All")
    metric = bound("pulse", question="Again?")
    metric.answers.create(member=mill[0], is_yes=True, on=running.starts_on)

    assert counted(metric).value == Decimal(100)
