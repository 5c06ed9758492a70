"""What organizers wrote reads true: filled in, varied, never about oneself."""

from random import Random

import pytest

from demo.stories import EVIDENCE, Storyteller


def test_there_are_many_stories():
    told = [story for stories in EVIDENCE.values() for story in stories]

    assert len(told) == len(set(told)) >= 60


def test_nobody_brings_themselves():
    teller = Storyteller(Random(3), ["Ann", "Bo", "Cy"])

    assert not any("Brought Ann" in teller.tell("brings", "Ann", "Elm Court") for _each in range(200))


@pytest.mark.parametrize("kind", EVIDENCE)
def test_every_blank_is_filled(kind):
    teller = Storyteller(Random(3), ["Ann", "Bo", "Cy"])

    for story in (teller.tell(kind, "Ann", "Elm Court") for _each in range(60)):
        assert "{" not in story
