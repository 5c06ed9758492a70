"""The pages of teams: made, filled, led, left and put away, each seen as far as one's own people go."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.models import Member, Relationship, Team, TeamMember
from members.teams import actions, forms, queries
from tests.members.conftest import url as of_people
from tests.members.teams.conftest import TODAY, in_team, roles, someone, url


def test_director_begins_a_team_and_fills_it(sign_in, north):
    client = sign_in("director")
    for name in ("Ana", "Ada", "Zoe"):
        someone(name)
    answer = client.post(url("add"), {"name": "  Phone   tree ", "purpose": "Reach everyone in a day"})
    team = Team.objects.get()
    assert (team.name, answer.url) == ("Phone tree", url("people", team))

    found = client.post(url("find", team), {"words": "ito"}).text
    assert [name in found for name in ("Ana Ito", "Ada Ito", "Zoe Ito")] == [True] * 3
    ada = Member.objects.get(given_name="Ada")
    kept = client.post(url("find", team), {"words": "zoe", "who": [ada.pk]}).text
    assert f'value="{ada.pk}" checked' in kept
    assert " checked" not in client.post(url("find", team), {"words": "zoe"}).text
    done = client.post(answer.url, {"who": [each.pk for each in Member.objects.filter(family_name="Ito")]}, follow=True)

    assert "3 people are in the team now." in done.text
    assert in_team(team) == ["Ada", "Ana", "Zoe"]
    undo = client.post(f"{url('take_back', team)}?" + "&".join(f"row={row.pk}" for row in TeamMember.objects.all()[:2]))
    assert (undo.status_code, len(in_team(team))) == (303, 1)


def test_page_asks_who_and_keeps_what_was_typed(sign_in, repairs):
    client = sign_in("director")
    someone("Chidi")
    answers = [client.post(url("people", repairs), {"words": words}) for words in ("", "zz", "ana")]

    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert "Say who joins." in answers[0].text
    assert "Nobody is found by these words" in answers[1].text
    assert client.post(url("people", repairs), {"words": "chidi"}).status_code == 303
    assert client.post(url("people", repairs), {"words": "chidi", "who": ["x"]}).status_code == 422
    assert in_team(repairs) == ["Ana", "Ben", "Chidi"]
    twice = client.post(url("add"), {"name": "repairs", "purpose": "Kept"})
    assert (twice.status_code, "There is a team of this name already." in twice.text, "Kept" in twice.text) == (
        422, True, True,
    )  # fmt: skip


def test_roles_and_leader_are_given_on_their_pages(sign_in, repairs, ana, ben):
    client = sign_in("director")
    client.post(url("role_add", repairs), {"name": "Cooks", "member": ""})
    cooks = repairs.roles.get(name="Cooks")
    assert "open" in client.get(url("team", repairs)).text

    client.post(url("role", repairs, cooks), {"member": ana.pk})
    client.post(url("lead", repairs), {"member": ben.pk})

    assert roles(repairs) == [("Leader", "Ben"), ("Cooks", "Ana"), ("Keeps the list", "Ben")]
    assert client.post(url("role", repairs, cooks), {"member": someone("Zoe").pk}).status_code == 422
    client.post(url("role_drop", repairs, cooks))
    client.post(url("role", repairs, cooks), {"member": ""})
    client.post(url("role_drop", repairs, repairs.roles.current().get(name="Cooks")))
    assert roles(repairs) == [("Leader", "Ben"), ("Keeps the list", "Ben")]


def test_somebody_leaves_and_it_is_undone_from_the_message(sign_in, repairs, ben):
    client, row = sign_in("director"), repairs.people.get(member=ben)

    page = client.post(url("let_go", repairs, row), follow=True).text

    assert "Ben Ito is no longer in the team." in page
    assert f'action="{url("come_back", repairs, row)}"' in page
    assert "Who was here before" in page
    client.post(url("come_back", repairs, row))
    assert in_team(repairs) == ["Ana", "Ben"]


def test_team_is_put_away_and_brought_back(sign_in, repairs):
    client = sign_in("director")
    assert "Repairs is put away." in client.post(url("put_away", repairs), follow=True).text
    assert client.get(url("people", repairs)).status_code == 404
    assert client.get(of_people("list"), {"team": repairs.pk}).context["page"].object_list

    assert "It is back" in client.post(url("bring_back", repairs), follow=True).text

    assert in_team(repairs) == ["Ana", "Ben"]


def test_leader_and_roles_of_an_archived_person_wait_for_somebody(sign_in, repairs, ana, ben):
    Member.objects.filter(pk__in=[ana.pk, ben.pk]).update(archived_at=repairs.created_at)
    client = sign_in("director")

    page = client.get(url("team", repairs)).text

    assert "Nobody leads it at the moment." in page
    assert "whoever had it is archived" in page
    new = someone("Chidi")
    client.post(url("people", repairs), {"who": [new.pk]})
    client.post(url("lead", repairs), {"member": new.pk})
    client.post(url("role", repairs, repairs.roles.current().get(name="Keeps the list")), {"member": new.pk})
    assert roles(repairs) == [("Leader", "Chidi"), ("Keeps the list", "Chidi")]


@pytest.mark.parametrize("near", ["organizes", "leads", "coaches", ""])
def test_organizer_changes_their_own_teams_and_sees_their_own_people(sign_in, repairs, person, ana, ben, near):
    me = person("organizer")
    Member.objects.filter(pk=ben.pk).update(organizer=me)
    if near == "organizes":
        Team.objects.update(organizer=me)
    elif near == "leads":
        actions.lead(repairs, member=me, on=repairs.created_at.date(), by=me)
    elif near == "coaches":
        Relationship.objects.create(member=me, other=ana, kind="coach_of")
    client = sign_in("organizer")

    page, edit = client.get(url("team", repairs)).text, client.get(url("edit", repairs)).status_code

    assert edit == (200 if near else 404)
    assert ("Ben Ito" in page, "Ana Ito" in page) == (True, False)
    assert "And 1 person who is not in your list." in page
    assert "Ana Ito" not in client.get(url("list")).text
    row = repairs.people.get(member=ana)
    assert client.post(url("let_go", repairs, row)).status_code == 404
    assert client.post(url("people", repairs), {"who": [someone("Zoe").pk]}).status_code == (422 if near else 404)


def test_what_an_organizer_begins_is_their_own(sign_in, person, repairs):
    client = sign_in("organizer")

    client.post(url("add"), {"name": "Stairwell", "organizer": person("organizer").pk})

    assert Team.objects.get(name="Stairwell").organizer == person("organizer")
    assert client.post(url("add"), {"name": "B", "organizer": person("director").pk}).status_code == 422


@pytest.mark.parametrize("n", [1, 3])
def test_pages_take_the_same_statements_for_one_and_three(sign_in, repairs, person, n):
    by = person("director")
    people = [someone(f"P{i}") for i in range(n)]
    actions.add(repairs, people, on=None, by=by)
    for each in people:
        actions.add_role(repairs, name=f"Role {each.given_name}", member=each, on=repairs.created_at.date(), by=by)
        actions.make(name=f"Team {each.given_name}", purpose="", unit=None, organizer=None, by=by)
    client, counts = sign_in("director"), []

    for address in (url("list"), url("team", repairs)):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts.append(len([each for each in asked if not each["sql"].startswith("SET")]))

    assert counts == [7, 10]


def test_history_tells_the_day_of_the_group_and_no_hour(sign_in, repairs, ana):
    actions.lead(repairs, member=None, on=date(2026, 4, 1), by=repairs.organizer)

    page = sign_in("director").get(of_people("history", ana)).text

    assert "Began to lead the team Repairs" in page
    days = ("Mar 1, 2026", "Apr 1, 2026", "Feb 28, 2026", "Mar 31, 2026")
    assert [day for day in days if day in page] == ["Mar 1, 2026", "Apr 1, 2026"]
    assert "12:00 AM" not in page


def test_a_large_team_shows_the_first_and_leads_to_the_list(sign_in, repairs, monkeypatch):
    monkeypatch.setattr(queries, "SHOWN", 2)
    zoe, *gone = someone("Zoe"), someone("Gil"), someone("Hal"), someone("Ivo")
    actions.add(repairs, [zoe, *gone], on=TODAY, by=None)
    TeamMember.objects.filter(member__in=gone).update(until=TODAY)

    page = sign_in("director").get(url("team", repairs))

    around = page.context["around"]
    assert [str(each.row.member) for each in around.people] == ["Ana Ito", "Ben Ito"]
    assert (around.n_people, around.n_more, len(around.past), around.n_more_past) == (3, 1, 2, 1)
    assert "And 1 more: show all in the list of people" in page.text


def test_in_a_large_team_words_find_who_has_a_role(sign_in, repairs, ana, ben, monkeypatch):
    monkeypatch.setattr(forms, "MOST_CHOICES", 1)
    client, name = sign_in("director"), "Speaks to the landlord"
    assert str(ben.pk) not in client.get(url("role_add", repairs)).text

    several = client.post(url("role_add", repairs), {"name": name, "words": "ito"})
    nobody = client.post(url("role_add", repairs), {"name": name, "words": "zz"})
    one = client.post(url("role_add", repairs), {"name": name, "words": "ben"})

    assert [answer.status_code for answer in (several, nobody, one)] == [422, 422, 303]
    assert f'value="{ben.pk}"' in several.text
    assert (name, "Ben") in roles(repairs)
