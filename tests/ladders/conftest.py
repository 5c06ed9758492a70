"""People and ladders for the tests of this room."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from ladders.models import Assessment, Ladder, Level, Place
from members.models import Member
from organizations.models import Organization
from stpnet.in_org import in_org

type Make = Callable[..., Any]


@pytest.fixture
def ladder(north: Organization) -> Ladder:
    """The default ladder, with five levels."""
    return Ladder.objects.get(is_default=True)


@pytest.fixture
def levels(ladder: Ladder) -> list[Level]:
    return list(ladder.levels.order_by("position"))


@pytest.fixture
def people(north: Organization) -> Make:
    """`people(3)`: so many counted people; keywords are further fields."""

    def make(n: int = 1, **fields: Any) -> list[Member]:
        start = Member.objects.count()
        return [
            Member.objects.create(given_name=f"Given{start + i}", family_name=f"Family{start + i}", **fields)
            for i in range(n)
        ]

    return make


@pytest.fixture
def said(ladder: Ladder, levels: list[Level]) -> Make:
    """`said(member, 3, "2026-01-05")`: an assessment as a bare row; 0 is off, other words are places."""

    def make(member: Member, where: int | str, on: str, **fields: Any) -> Assessment:
        level = levels[where - 1] if isinstance(where, int) and where else None
        place = Place.LEVEL if level else Place(where or "off")
        day = date.fromisoformat(on)
        return Assessment.objects.create(ladder=ladder, member=member, place=place, level=level, on=day, **fields)

    return make


@pytest.fixture
def south_ladder(north: Organization, south: Organization) -> UUID:
    """The id of the other organization's ladder."""
    with in_org(south):
        return Ladder.objects.get(is_default=True).pk
