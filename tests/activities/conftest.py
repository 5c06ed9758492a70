"""A meeting of today with people around it, as its organizer would have planned it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from activities import actions
from activities.models import Activity, Participation
from members.models import Member
from organizations.models import Organization


def url(name: str, activity: Activity | None = None, *more: Any) -> str:
    keys = [activity.pk] if activity else []
    return reverse(f"activities:{name}", args=["north", *keys, *(each.pk for each in more)])


def someone(given_name: str, **more: Any) -> Member:
    return Member.objects.create(given_name=given_name, family_name="Ito", **more)


def said(name: str = "General meeting", on: date | None = None, **more: Any) -> actions.Said:
    blank = {"begins": None, "ends": None, "unit": None, "team": None, "skill": None, "expected": None}
    return actions.Said(
        **{"kind": "meeting", "name": name, "on": on, "place": "", "about": "", "follow_up_days": 3, **blank, **more}
    )


def planned(on: date, name: str = "General meeting", **more: Any) -> Activity:
    return actions.make(said=said(name, on, **more), today=on, by=None)


def came(activity: Activity, *people: Member, **more: Any) -> list[Participation]:
    return [Participation.objects.create(activity=activity, member=each, outcome="came", **more) for each in people]


def stands(activity: Activity) -> list[tuple[str, str, str]]:
    """What is known of whom, by given name."""
    return sorted(activity.people.values_list("member__given_name", "answer", "outcome"))


@pytest.fixture
def today(north: Organization) -> date:
    return north.today()


@pytest.fixture
def meeting(today: date) -> Activity:
    return planned(today)


@pytest.fixture
def ana(north: Organization) -> Member:
    return someone("Ana")


@pytest.fixture
def ben(north: Organization) -> Member:
    return someone("Ben")


def days(n: int) -> timedelta:
    return timedelta(days=n)
