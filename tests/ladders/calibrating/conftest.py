"""A round of three people and three assessors, and the steps of placing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from ladders.calibrating import actions
from ladders.calibrating.actions import Given
from ladders.models import Calibration, Ladder, Level, Place
from members.models import Member

type Make = Callable[..., Any]
WHO = ("owner", "director", "organizer")


def address(made: Calibration, verb: str = "", *more: object) -> str:
    return reverse(f"ladders:calibration{verb}", args=["north", made.pk, *more])


@pytest.fixture
def three(people: Make, person: Make) -> list[Member]:
    """Three people of the organizer's."""
    found: list[Member] = people(3, organizer=person("organizer"))
    return found


@pytest.fixture
def calibration(three: list[Member], ladder: Ladder, person: Make) -> Calibration:
    return actions.begin(
        name="November",
        ladder=ladder,
        members=[each.pk for each in three],
        assessors=[person(role) for role in WHO],
        by=person("director"),
    )


@pytest.fixture
def places(calibration: Calibration, levels: list[Level], person: Make) -> Make:
    """`places("owner", 1, 2, "unsure")`: where somebody places the people in turn, finished; None leaves one out."""

    def place(role: str, *where: int | str | None, finishes: bool = True, saw: str = "") -> None:
        seat = calibration.assessors.get(assessor=person(role))
        people = calibration.people.order_by("position")
        given = {
            who: Given(Place.LEVEL, levels[at - 1], saw) if isinstance(at, int) else Given(Place(at), None, saw)
            for who, at in zip(people, where, strict=False)
            if at is not None
        }
        actions.place(seat, given, finishes=finishes, by=person(role))

    return place


@pytest.fixture
def compared(sign_in: Make, calibration: Calibration) -> Make:
    """`compared("director")`: what the round lays side by side for somebody."""

    def look(role: str) -> Any:
        return sign_in(role).get(address(calibration)).context["compared"]

    return look
