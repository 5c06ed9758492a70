"""Paths end where they should, and could have happened."""

from random import Random

import pytest

from demo.paths import SPAN, Paths, Step

ENDS = [("level", 1), ("level", 2), ("level", 4), ("quiet", 0), ("unsure", 0), ("off", 0)]


def drawn(place: str, rung: int) -> list[list[Step]]:
    paths = Paths(Random(7), 4)
    return [paths.to(place, rung) for _each in range(300)]


def counting(steps: list[Step]) -> list[Step]:
    return [step for step in steps if step.tells != "voided"]


@pytest.mark.parametrize(("place", "rung"), ENDS)
def test_path_ends_where_it_should(place, rung):
    for steps in drawn(place, rung):
        assert steps or place == "off"
        assert all((step.place, step.rung) == (place, rung) for step in counting(steps)[-1:])


@pytest.mark.parametrize(("place", "rung"), ENDS)
def test_days_follow_each_other_and_end_yesterday(place, rung):
    for steps in drawn(place, rung):
        days = [step.day for step in counting(steps)]

        assert days == sorted(set(days))
        assert all(0 <= day <= SPAN for day in days)


@pytest.mark.parametrize(("place", "rung"), ENDS)
def test_every_change_changes_something(place, rung):
    for steps in drawn(place, rung):
        before = ("off", 0)
        for step in counting(steps):
            assert ((step.place, step.rung) != before) == step.is_change
            before = (step.place, step.rung)


def test_nobody_joins_above_level_one_unless_by_the_first_list():
    for steps in drawn("level", 4):
        assert steps[0].rung == 1 or steps[0].tells == "first list"


def test_some_come_back_and_some_step_down():
    told = {step.tells for steps in drawn("level", 2) for step in steps}

    assert {"first list", "climb", "quiet", "back", "down", "still", "voided"} <= told
