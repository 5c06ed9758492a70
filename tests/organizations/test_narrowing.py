"""Narrowing an organizer to their own people, or to units."""

import pytest
from django.test import Client

from audit.models import AuditEvent
from members.models import Belonging, Member, StaffScope, Unit, UnitKind
from members.scope import set_scope
from organizations.models import Role
from stpnet.in_org import in_org
from tests.organizations.conftest import membership
from tests.seeds import of

NOBODY = "01234567-89ab-7def-8123-456789abcdef"


@pytest.fixture
def units(db):
    """A unit with another below it, and somebody in that one."""
    with in_org(of("north")):
        kind = UnitKind.objects.get(is_default=True)
        above = Unit.objects.create(kind=kind, name="West", folded="west")
        below = Unit.objects.create(kind=kind, name="West End", folded="west end", parent=above)
        dolores = Member.objects.create(given_name="Dolores", family_name="Ankrah")
        Belonging.objects.create(member=dolores, kind=kind, unit=below)
    return [str(above.pk), str(below.pk)]


def page(role="organizer", slug="north"):
    return f"/o/north/people/seen-by/{membership(role, slug).pk}/"


def test_unit_given_shows_its_people_and_those_below(units, owner, sign_in):
    organizer = sign_in("organizer")
    assert "Dolores" not in organizer.get("/o/north/people/").text
    response = owner.post(page(), {"units": units[:1]})

    assert response.url == f"/o/north/settings/people/{membership('organizer').pk}/"
    assert "Dolores" in organizer.get("/o/north/people/").text


def test_unit_taken_away_hides_them_at_the_next_click(units, owner, sign_in):
    owner.post(page(), {"units": units})
    owner.post(page(), {})

    assert "Dolores" not in sign_in("organizer").get("/o/north/people/").text


def test_change_is_recorded_once(units, owner):
    for _ in range(2):
        owner.post(page(), {"units": units})

    with in_org(of("north")):
        assert AuditEvent.objects.filter(action="people.scope").count() == 1
        assert StaffScope.objects.count() == 2


def test_unit_of_another_group_is_none_of_the_choices(units, owner):
    with in_org(of("south")):
        kind = UnitKind.objects.get(is_default=True)
        foreign = Unit.objects.create(kind=kind, name="South End", folded="south end").pk
    for unit in (foreign, NOBODY, "x"):
        response = owner.post(page(), {"units": [unit]})

        assert response.status_code == 422
        assert "There is no such unit here." in response.text


def test_page_is_reached_from_the_organizers_and_nobody_elses(units, owner):
    assert page() in owner.get(f"/o/north/settings/people/{membership('organizer').pk}/").text
    assert "seen-by" not in owner.get(f"/o/north/settings/people/{membership('viewer').pk}/").text
    assert owner.get(page("viewer")).status_code == 404
    assert owner.get(page("organizer", "south")).status_code == 404


def test_page_says_when_there_are_no_units(owner):
    assert "There are no units yet" in owner.get(page()).text


@pytest.mark.parametrize("role", [role for role in Role if role != Role.OWNER])
def test_page_is_for_owners(units, sign_in, role):
    assert sign_in(role).get(page()).status_code == 403
    assert sign_in(role).post(page(), {"units": units}).status_code == 403


def test_page_asks_again_and_sends_strangers_to_sign_in(units, sign_in, owner):
    assert sign_in("owner").get(page()).url.startswith("/accounts/reauthenticate/")
    assert Client().get(page()).url.startswith("/accounts/login/")
    assert owner.delete(page()).status_code == 405


def test_setting_the_same_changes_nothing(units, person):
    organizer, owner = person("organizer"), person("owner")

    assert set_scope(organizer, units=[], by=owner) is False
