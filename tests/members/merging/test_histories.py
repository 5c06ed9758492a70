"""Merging and parting, in any order, with edits between: nothing is lost, and each side has what is its own."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings

from ladders import history
from members.models import Member
from tests.members.merging.histories import STEPS, Step, World

MADE_UP = {"deadline": None, "suppress_health_check": list(HealthCheck), "derandomize": True, "database": None}
QUICK = settings(**MADE_UP, max_examples=10, phases=[Phase.generate])
LONG = settings(**{**MADE_UP, "derandomize": False}, max_examples=300)


# Three together and then apart, found by the long form: what came over to somebody put away had no way back.
FOUND = [
    [Step("merge", 0, 3), Step("merge", 1, 0), Step("merge", 0, 2)],
    [Step("merge", 2, 0), Step("phone", 0, 0), Step("merge", 1, 0), Step("phone", 0, 0), Step("merge", 0, 3)],
]


class rolled_back:  # noqa: N801 - reads like a verb
    """Each telling starts from the same organization."""

    def __enter__(self) -> None:
        self.block = transaction.atomic()
        self.block.__enter__()

    def __exit__(self, *error: object) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(*error)


def undone(steps: list[Step], by: Member) -> None:
    """Merges and partings without edits leave everything as it was, to the letter."""
    with rolled_back():
        world = World()
        history.rebuild()
        before = world.stood()
        for step in steps:
            if step.what == "merge":
                world.join(step, by)
            elif step.what == "part":
                world.part(step, by)
        world.part_all(by)

        assert world.stood() == before
        assert history.differences() == []


def edited(steps: list[Step], by: Member) -> None:
    """With edits between, each of the people is in the end what the same edits alone would have made of them."""
    done: list[tuple[str, int, int]] = []
    with rolled_back():
        world = World()
        for nth, step in enumerate(steps):
            if step.what == "merge":
                world.join(step, by)
            elif step.what == "part":
                world.part(step, by)
            else:
                nth_of = nth if step.what in ("phone", "tag", "rename", "assess", "relate") else step.n
                done.append((step.what, world.people.index(world.stands_for(step.who)), nth_of))
                world.edit(*done[-1])
        world.part_all(by)
        history.rebuild()
        together = world.stood()
    with rolled_back():
        plain = World()
        for edit in done:
            plain.edit(*edit)
        history.rebuild()

        assert together == plain.stood()


@pytest.mark.parametrize("steps", FOUND, ids=["merges", "edits"])
def test_three_together_come_apart(north, person, steps):
    edited(steps, person("data_lead"))
    undone(steps, person("data_lead"))


def test_edits_stay_on_the_side_they_belong_to(north, person):
    QUICK(given(STEPS)(lambda steps: edited(steps, person("data_lead"))))()


@pytest.mark.slow
def test_edits_stay_on_the_side_they_belong_to_long(north, person):
    LONG(given(STEPS)(lambda steps: edited(steps, person("data_lead"))))()


def test_what_is_put_together_comes_apart(north, person):
    QUICK(given(STEPS)(lambda steps: undone(steps, person("data_lead"))))()


@pytest.mark.slow
def test_what_is_put_together_comes_apart_long(north, person):
    LONG(given(STEPS)(lambda steps: undone(steps, person("data_lead"))))()
