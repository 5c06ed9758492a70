"""A day with something of every kind, in one organization."""

from datetime import timedelta

import pytest

from conversations.models import Commitment, FollowUp
from members.models import Team, TeamMember

AT = "/o/north/"


@pytest.fixture
def owes(north, person, someone):
    """`owes("Call back", days=-1)`: a follow-up of the organizer's, due so many days from today."""

    def owed(what="Call back", *, days=0, by="organizer", member=None, **given):
        me = person(by)
        due = None if days is None else north.today() + timedelta(days=days)
        given = {"owner": me, "made_by": me, "member": member or someone(), **given}
        return FollowUp.objects.create(what=what, due=due, **given)

    return owed


@pytest.fixture
def said_yes(north, person, someone):
    """`said_yes("Host", days=-1)`: what somebody said yes to, for so many days from today."""

    def yes(what="Host a meeting", *, days=0, member=None, **given):
        by = None if days is None else north.today() + timedelta(days=days)
        given = {"said_on": north.today() - timedelta(days=20), "asked_by": person("organizer"), **given}
        return Commitment.objects.create(what=what, by=by, member=member or someone(), **given)

    return yes


@pytest.fixture
def team_of(north):
    """`team_of(one, other)`: a team of these people."""

    def team(*people):
        made = Team.objects.create(name="Fridays", folded="fridays")
        TeamMember.objects.bulk_create(TeamMember(team=made, member=each) for each in people)
        return made

    return team
