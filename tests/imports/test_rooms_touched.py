"""What people did since a list put somebody into a team or gave them something to carry, and cells that say several."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest

from audit.recording import action
from imports import aside, responsibilities_named, teams_named
from imports.models import KeptAside
from imports.registry import Aside
from ladders.models import DevelopmentPlan, Holding, Ladder, PlanStep, Responsibility
from ladders.responsibilities import actions
from members.models import Member, Team, TeamMember, TeamRole
from members.teams import actions as teams
from tests.imports.conftest import Bring
from tests.imports.undoing import take_back
from tests.members.conftest import reach

LIST = "name,phone,Team,Role,Responsible for\nMaria Lopez,503-555-0101,Repairs,Cooks,Keys\n"
TODAY = date(2026, 5, 4)
type Make = Callable[..., Responsibility]


@pytest.fixture
def maria(north) -> Member:
    member = Member.objects.create(given_name="Maria", family_name="Lopez")
    reach(member, "phone", "+15035550101")
    return member


@pytest.fixture
def make(person) -> Make:
    def made(name: str, *, places: int = 1, team: Team | None = None) -> Responsibility:
        told = {"takes": "", "level": None, "by_on": None, "by": person("director")}
        return actions.make(name=name, places=places, team=team, **told)

    return made


@pytest.fixture
def handed(bring: Bring, person):
    """The list, handed over to both rooms."""

    def over(text: str = LIST):
        batch = bring(text)
        for room in (teams_named.ROOM, responsibilities_named.ROOM):
            aside.hand_over(room, by=person("director"))
        return batch

    return over


def said(member: Member, batch, what: str, *values: str) -> list[Aside]:
    return [Aside(uuid4(), member.pk, what, ({"value": value},), batch) for value in values]


def test_rows_of_one_person_put_them_into_every_team_and_leave_the_roles(maria, person):
    batch = uuid4()
    asides = [*said(maria, batch, "team", "Kitchen", "Door", "door"), *said(maria, batch, "role", "cook", "greeter")]

    taken = action(teams_named.take)(asides, person("director"))

    assert set(taken) == {each.pk for each in asides if each.what == "team"}
    assert set(TeamMember.objects.values_list("team__name", flat=True)) == {"Kitchen", "Door"}
    assert not TeamRole.objects.exists()


def test_who_leads_a_team_since_or_left_it_stays_written_down(north, handed, person):
    batch = handed(f"{LIST}Omar Haddad,503-555-0102,Repairs,,\n")
    maria, omar = (Member.objects.get(given_name=name) for name in ("Maria", "Omar"))
    teams.lead(Team.objects.get(), member=maria, on=TODAY, by=person("director"))
    teams.let_go(TeamMember.objects.get(member=omar), on=TODAY, by=person("director"))

    take_back(batch, by=person("director"))

    assert set(TeamMember.objects.values_list("member", "until")) == {(maria.pk, None), (omar.pk, TODAY)}
    assert TeamRole.objects.get().is_lead


def test_what_was_given_back_with_words_stays_and_so_does_who_carried_it(north, handed, person):
    batch = handed()
    actions.hand_back(Holding.objects.get(), words="It went well", on=TODAY, by=person("director"))

    take_back(batch, by=person("director"))

    assert Holding.objects.get().how_it_went == "It went well"
    assert Member.objects.filter(given_name="Maria").exists()


def test_who_was_asked_carries_it_by_the_list_and_waits_again_without_it(maria, make, handed, person):
    asked = actions.ask(make("Keys"), member=maria, on=TODAY, by=person("director"))

    batch = handed()
    holding = Holding.objects.get()
    assert (holding.pk, bool(holding.since), holding.asked_on) == (asked.pk, True, TODAY)
    assert not KeptAside.objects.exists()
    take_back(batch, by=person("director"))

    assert (Holding.objects.get().pk, Holding.objects.get().since) == (asked.pk, None)


def test_a_name_that_several_teams_have_stays_aside(maria, make, person):
    make("Keys")
    make("Keys", team=teams.make(name="Door", purpose="", unit=None, organizer=None, by=person("director")))
    asides = said(maria, uuid4(), "responsibility", "keys", "Tea")

    taken = action(responsibilities_named.take)(asides, person("director"))

    assert taken == [asides[1].pk]
    assert Holding.objects.get().responsibility.name == "Tea"


def test_places_are_as_many_as_before_once_the_list_is_taken_back(north, make, handed, person):
    keys, by = make("Keys"), person("director")
    actions.accept(actions.ask(keys, member=person("organizer"), on=TODAY, by=by), words="", on=TODAY, by=by)

    batch = handed()
    assert Responsibility.objects.get().places == 2
    take_back(batch, by=person("director"))

    assert Responsibility.objects.values_list("places", "places_before").get() == (1, None)


def test_what_a_plan_aims_at_stays(north, handed, person):
    batch = handed()
    ladder = Ladder.objects.get(is_default=True)
    by = person("director")
    plan = DevelopmentPlan.objects.create(
        member=by, ladder=ladder, aims_at=ladder.levels.first(), made_by=by, made_on=TODAY
    )
    step = PlanStep.objects.create(plan=plan, position=1, text="Keys", responsibility=Responsibility.objects.get())

    take_back(batch, by=by)

    step.refresh_from_db()
    assert step.responsibility == Responsibility.objects.get()
    assert not Holding.objects.exists()
