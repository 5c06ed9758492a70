"""The headline says no more than the figures do."""

import pytest
from django.utils import timezone

from ladders.finding import Finding, find
from ladders.models import Level
from ladders.queries import Distribution, LevelCount

NAMES = ["Shows up", "Pitches in", "Brings others", "Leads a team", "Coaches leaders"]


def at(*people: int, retired: int | None = None) -> Distribution:
    """A distribution with so many on each level, from the first up."""
    levels = [
        LevelCount(Level(position=n, name=NAMES[n - 1], retired_at=timezone.now() if n == retired else None), count)
        for n, count in enumerate(people, start=1)
    ]
    return Distribution(levels, unsure=0, quiet=0, off=10, not_reviewed=0)


def test_find_names_the_thin_level():
    assert find(at(412, 236, 58, 31, 9)) == Finding(
        "746 people are on the ladder.",
        "Level 3 is thin.",
        "58 people on Brings others, between 236 one level below and 31 one level above.",
    )


def test_find_groups_thousands():
    assert find(at(4120, 2360, 1580)).headline == "8,060 people are on the ladder."


@pytest.mark.parametrize(
    ("people", "why"),
    [
        ((400, 200, 100), "Most of them stand on level 1 Shows up."),
        ((100, 90, 80), "No level is thin next to the ones above and below it."),
        ((4, 0, 3), "Most of them stand on level 1 Shows up."),
        ((9, 0, 0), "Most of them stand on level 1 Shows up."),
    ],
)
def test_find_without_a_gap_says_where_most_are(people: tuple[int, ...], why: str):
    assert find(at(*people))[1:] == ("", why)


def test_find_sees_an_empty_level_between_two():
    assert find(at(40, 0, 12)).mark == "Level 2 is thin."


def test_find_overlooks_a_retired_level():
    assert find(at(40, 1, 36, retired=2)).mark == ""


@pytest.mark.parametrize(
    ("people", "headline"), [((0, 0, 0), "Nobody is on the ladder yet."), ((1, 0), "1 person is on the ladder.")]
)
def test_find_counts_nobody_and_one(people: tuple[int, ...], headline: str):
    assert find(at(*people)).headline == headline


def test_find_from_afar_names_no_level():
    assert find(at(412, 236, 58, 31, 9), closely=False) == Finding("746 people are on the ladder.")
