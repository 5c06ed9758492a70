"""The three groups are as large, and as thin at one level, as they are said to be."""

from itertools import pairwise

import pytest

from demo.cast import ends_of
from demo.cedar_valley import CEDAR_VALLEY
from demo.elm_court import ELM_COURT
from demo.lakeside import LAKESIDE
from demo.places import AREA_CODES, NUMBERS
from demo.shapes import split
from demo.staff import GROUPS, signing_in
from demo.stories import EVIDENCE
from organizations.models import Role

SIZES = [(CEDAR_VALLEY, 1854), (LAKESIDE, 12040), (ELM_COURT, 41)]


@pytest.mark.parametrize(("group", "size"), SIZES)
def test_group_has_its_size(group, size):
    assert group.counts.total == sum(len(ends_of(area)) for area in group.areas) == size


def test_cedar_valley_stands_as_drawn():
    assert CEDAR_VALLEY.counts == ((412, 236, 58, 31, 9), 25, 60, 1023)


@pytest.mark.parametrize("group", GROUPS)
def test_one_level_is_thin_for_those_below_it(group):
    levels = group.counts.levels
    shares = [above / below for below, above in pairwise(levels)]

    assert min(shares) < 0.25


@pytest.mark.parametrize("group", GROUPS)
def test_every_level_has_its_stories(group):
    assert len(group.rungs) == len(group.counts.levels)
    assert {rung.stories for rung in group.rungs} <= set(EVIDENCE)


def test_one_signs_in_for_each_role_and_the_coach_in_two_groups():
    people = list(signing_in())

    assert {role.label for role in Role} == {role for person in people for role in person.role.split(", ")}
    assert [person.organization for person in people if person.role == "Coach"] == [
        "Cedar Valley Together",
        "Lakeside Alliance",
    ]


def test_there_are_numbers_for_everyone():
    assert len(set(AREA_CODES)) == len(AREA_CODES)
    assert len(AREA_CODES) * NUMBERS > LAKESIDE.counts.total * 1.1


def test_split_leaves_nobody_out():
    assert split(10, [1, 1, 1]) == [4, 3, 3]
    assert sum(split(2610, [17, 15, 14, 12, 12, 11, 10, 9])) == 2610
