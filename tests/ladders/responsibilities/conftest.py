"""The phone tree, for two people from level 2 on; three people stand on levels 1, 2 and 3."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from ladders import history
from ladders.models import Responsibility
from ladders.responsibilities import actions
from members.models import Member

TODAY = date(2026, 5, 4)


def url(name: str, responsibility: Any = None, *more: Any) -> str:
    args = ["north", *([responsibility.pk] if responsibility else []), *(each.pk for each in more)]
    return reverse(f"responsibilities:{name}", args=args)


@pytest.fixture
def three(people, said) -> list[Member]:
    found: list[Member] = people(3)
    for place, member in enumerate(found, start=1):
        said(member, place, "2026-01-05")
    history.rebuild()
    return found


@pytest.fixture
def tree(person, levels) -> Responsibility:
    return actions.make(
        name="Phone tree",
        takes="An hour a week",
        team=None,
        level=levels[1],
        places=2,
        by_on=None,
        by=person("director"),
    )


@pytest.fixture
def held(tree, three, person):
    """Who stands on level 2 carries it since today."""
    holding = actions.ask(tree, member=three[1], on=TODAY, by=person("director"))
    actions.accept(holding, words="I like calling", on=TODAY, by=person("director"))
    holding.refresh_from_db()
    return holding
