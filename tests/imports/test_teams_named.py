"""Teams, roles and responsibilities in lists: handed over, said twice, taken back with the list."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from imports import aside, responsibilities_named, teams_named
from imports.models import KeptAside
from imports.undo.actions import why_not
from ladders.models import Holding, Responsibility
from members.models import Member, Team, TeamMember, TeamRole
from members.teams import actions as teams
from tests.imports.conftest import Bring, bring_in, url
from tests.imports.undoing import everything, take_back

LIST = (
    "name,phone,Team,Role,Responsible for\n"
    "Maria Lopez,503-555-0101,Repairs,Keeps the list,Keys\n"
    "Omar Haddad,503-555-0102,repairs,,Keys\n"
    "Rosa Reyes,503-555-0103,,Cooks,\n"
)


@pytest.fixture
def batch(bring: Bring):
    return bring(LIST)


def in_teams():
    rows = TeamMember.objects.order_by("member__given_name").values_list("member__given_name", "team__name")
    return list(rows)


def hand_over(client) -> None:
    for number in ("1", "2"):
        client.post(url("aside_hand_over"), {"room": number})


def test_people_come_into_teams_and_carry_what_the_list_says(sign_in, batch):
    client = sign_in("data_lead")
    assert "Teams has come. 4 rows were kept for it." in client.get(url("aside")).text

    hand_over(client)

    assert in_teams() == [("Maria", "Repairs"), ("Omar", "Repairs")]
    assert [(role.name, role.member.given_name) for role in TeamRole.objects.select_related("member")] == [
        ("Keeps the list", "Maria")
    ]
    assert Holding.objects.held().count() == 2
    assert Responsibility.objects.values_list("name", "places").get() == ("Keys", 2)
    # Nobody knows in which team she cooks.
    assert list(KeptAside.objects.values_list("what", "member__given_name")) == [("role", "Rosa")]


def test_the_same_list_again_doubles_nothing(sign_in, batch, person):
    client = sign_in("data_lead")
    hand_over(client)
    bring_in(LIST)

    hand_over(client)

    assert len(in_teams()) == 2
    assert (Team.objects.count(), TeamRole.objects.count(), Holding.objects.count()) == (1, 1, 2)


def test_list_takes_back_what_it_said_and_nobody_stays_for_that(north, person, bring: Bring):
    before = everything()
    batch = bring(LIST)
    for room in (teams_named.ROOM, responsibilities_named.ROOM):
        aside.hand_over(room, by=person("director"))
    KeptAside.objects.all().delete()
    assert why_not(batch) == ""

    take_back(batch, by=person("director"))

    assert everything() == before


def test_known_people_lose_only_what_the_list_said(north, person, bring: Bring):
    maria = Member.objects.create(given_name="Maria", family_name="Lopez")
    team = teams.make(name="Repairs", purpose="Heat", unit=None, organizer=None, by=person("director"))
    other = teams.make(name="Kitchen", purpose="", unit=None, organizer=None, by=person("director"))
    teams.add(other, [maria], on=None, by=person("director"))
    batch = bring(LIST)
    aside.hand_over(teams_named.ROOM, by=person("director"))

    take_back(batch, by=person("director"))

    assert in_teams() == [("Maria", "Kitchen")]
    assert set(Team.objects.all()) == {team, other}


def test_who_got_a_role_by_hand_stays_in_spite_of_the_list(north, person, bring: Bring):
    batch = bring(LIST)
    aside.hand_over(teams_named.ROOM, by=person("director"))
    omar = Member.objects.get(given_name="Omar")
    today = batch.created_at.date()
    teams.add_role(Team.objects.get(), name="Treasurer", member=omar, on=today, by=person("director"))

    take_back(batch, by=person("director"))

    assert Member.objects.filter(given_name__in=["Maria", "Omar", "Rosa"]).get() == omar
    assert [role.name for role in Team.objects.get().roles.all()] == ["Treasurer"]


@pytest.mark.parametrize("room", [teams_named.ROOM, responsibilities_named.ROOM], ids=["teams", "responsibilities"])
def test_handing_over_takes_the_same_statements_for_one_row_and_many(north, person, room):
    counts = []
    for n in (1, 5):
        rows = (f"Ana{n}{at} Cruz,503-555-01{n}{at},T{n}{at},Keys{n}{at}\n" for at in range(n))
        bring_in("name,phone,Team,Responsible for\n" + "".join(rows))
        with CaptureQueriesContext(connection) as asked:
            assert aside.hand_over(room, by=person("director")) == n
        counts.append(len(asked))

    assert counts[0] == counts[1]
