"""The identities find what is wrong, and say nothing of what is right."""

from collections import Counter

import pytest

from dashboards import identities
from ladders.movement import Kind, Movement

MATRIX = {("a", "a"): 5, ("a", "b"): 2, ("b", "quiet"): 1, ("off", "a"): 3}
KINDS = dict.fromkeys(Kind, 0) | {Kind.STAYED: 5, Kind.UP: 2, Kind.QUIET: 1, Kind.JOINED: 3}


def test_a_matrix_that_adds_up_has_nothing_said_of_it():
    moved = Movement(MATRIX, KINDS)

    assert identities.matrix_sums(MATRIX, moved.before, moved.after) == []
    assert identities.kinds_sum(moved) == []


def test_a_level_with_nobody_is_the_same_as_none():
    assert identities.same_day({"a": 1, "b": 0}, {"a": 1}) == []
    assert identities.parts_add_up({"a": 3}, [{"a": 1}, {"a": 2, "b": 0}]) == []


@pytest.mark.parametrize("side", ["before", "after"])
def test_a_sum_that_is_wrong_is_named(side: str):
    sums = {"before": Movement(MATRIX, KINDS).before, "after": Movement(MATRIX, KINDS).after}
    sums[side] = dict(Counter(sums[side]) + Counter(["a"]))

    assert len(identities.matrix_sums(MATRIX, sums["before"], sums["after"])) == 1


@pytest.mark.parametrize("kind", list(Kind), ids=str)
def test_a_kind_that_is_one_too_many_is_found(kind: Kind):
    assert identities.kinds_sum(Movement(MATRIX, KINDS | {kind: KINDS[kind] + 1})) != []


def test_who_is_no_longer_on_file_is_the_one_allowed_difference():
    assert identities.is_length(5, 3, gone=2) == []
    assert identities.is_length(5, 3) == ["5 in the figure, and 3 in the list with 0 gone"]
