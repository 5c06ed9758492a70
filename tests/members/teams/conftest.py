"""A team with two people in it, as its director would make it."""

from datetime import date

import pytest
from django.urls import reverse

from members.models import Member, Team
from members.teams import actions

TODAY = date(2026, 5, 4)


def url(name, team=None, *more):
    return reverse(f"teams:{name}", args=["north", *([team.pk] if team else []), *(each.pk for each in more)])


def someone(given_name, **more) -> Member:
    return Member.objects.create(given_name=given_name, family_name="Ito", **more)


def in_team(team) -> list[str]:
    """Who is in a team now, by given name."""
    return list(team.people.current().values_list("member__given_name", flat=True).order_by("member__given_name"))


def roles(team) -> list[tuple[str, str | None]]:
    """What there is to answer for in a team now, and who does."""
    rows = team.roles.current().order_by("-is_lead", "name", "member__given_name")
    return [(str(role), role.member.given_name if role.member else None) for role in rows.select_related("member")]


@pytest.fixture
def ana(north) -> Member:
    return someone("Ana")


@pytest.fixture
def ben(north) -> Member:
    return someone("Ben")


@pytest.fixture
def repairs(north, person, ana, ben) -> Team:
    """Ana leads, Ben keeps the list of what is broken."""
    by = person("director")
    team = actions.make(name="Repairs", purpose="Heat by October", unit=None, organizer=None, by=by)
    actions.add(team, [ana, ben], on=date(2026, 3, 1), by=by)
    actions.lead(team, member=ana, on=date(2026, 3, 1), by=by)
    actions.add_role(team, name="Keeps the list", member=ben, on=date(2026, 3, 1), by=by)
    return team
