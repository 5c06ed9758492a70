"""Questions and experiments of north."""

import pytest

from experiments.questions import actions as questions
from experiments.writing import actions as writing
from experiments.writing import content as page


@pytest.fixture
def ask(person):
    """`ask("How might we grow?", parent)`: a question, at the top or under another."""
    by = person("organizer")
    return lambda text, parent=None, area="": questions.make(text=text, parent=parent, area=area, by=by)


@pytest.fixture
def wrote(person):
    """`wrote("Porch lights", starts_on="2026-03-01")`: an experiment, by the organizer."""

    by = person("organizer")

    def write(title="Porch lights", **parts):
        return writing.write(page.empty() | {"title": title} | parts, by=by)

    return write
