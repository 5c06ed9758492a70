"""Whom an organizer reaches: their own people, those of the units given to them, and themselves. Nobody else, anywhere."""

import pytest

from members.models import Belonging, ContactPoint, Member, StaffScope, Unit, UnitKind

URL = "/o/north/people/"


@pytest.fixture
def world(north, person):
    """Ana is the organizer's, Bea stands below a unit given to the organizer, Cy elsewhere, Dot nowhere."""
    organizer, kind = person("organizer"), UnitKind.objects.get()
    units = {name: Unit.objects.create(kind=kind, name=name, folded=name.lower()) for name in ("East", "Elm", "West")}
    Unit.objects.filter(pk=units["Elm"].pk).update(parent=units["East"])
    people = {name: Member.objects.create(given_name=name, family_name="Osei") for name in ("Ana", "Bea", "Cy", "Dot")}
    Member.objects.filter(pk=people["Ana"].pk).update(organizer=organizer)
    Belonging.objects.create(member=people["Bea"], kind=kind, unit=units["Elm"])
    Belonging.objects.create(member=people["Cy"], kind=kind, unit=units["West"])
    StaffScope.objects.create(member=organizer, unit=units["East"])
    return {**people, **units, "organizer": organizer}


def names(response):
    return [row["member"].given_name for row in response.context["rows"] if row["member"].user_id is None]


def test_organizer_lists_own_people_and_those_below_their_units(sign_in, world):
    response = sign_in("organizer").get(URL)

    assert names(response) == ["Ana", "Bea"]
    assert response.context["n"] == {"total": 9, "all": 3, "shown": 3, "gone": 0}  # with themselves
    assert "You see 3 of 9 people: those you organize, and East." in response.text


def test_organizer_without_units_is_told_whom_they_see(sign_in, world):
    StaffScope.objects.all().delete()

    assert "You see 2 of 9 people: those you organize." in sign_in("organizer").get(URL).text


def test_many_units_are_named_in_part(sign_in, world):
    kind = UnitKind.objects.get()
    for name in ("Áspen", "Birch", "Cove", "Dell"):
        unit = Unit.objects.create(kind=kind, name=name, folded=name.lower())
        StaffScope.objects.create(member=world["organizer"], unit=unit)

    assert "those you organize, and Áspen, Birch, Cove and 2 more units." in sign_in("organizer").get(URL).text


def test_who_sees_everyone_is_told_nothing(sign_in, world):
    assert "You see" not in sign_in("director").get(URL).text


def test_organizer_searches_only_among_those(sign_in, world):
    response = sign_in("organizer").post(f"{URL}search/", {"q": "osei"}, follow=True)

    assert names(response) == ["Ana", "Bea"]


def test_phone_of_somebody_elses_person_finds_nobody(sign_in, world):
    ContactPoint.objects.create(member=world["Cy"], kind="phone", value="+15035550142", normal="+15035550142")

    response = sign_in("organizer").post(f"{URL}search/", {"q": "5550142"}, follow=True)

    assert response.context["n"]["shown"] == 0


@pytest.mark.parametrize(("unit", "found"), [("East", ["Bea"]), ("West", [])])
def test_unit_filter_reaches_no_further(sign_in, world, unit, found):
    assert names(sign_in("organizer").get(URL, {"unit": str(world[unit].pk)})) == found


@pytest.mark.parametrize("role", ["owner", "director", "data_lead"])
def test_those_with_the_whole_list_see_everyone(sign_in, world, role):
    assert names(sign_in(role).get(URL)) == ["Ana", "Bea", "Cy", "Dot"]


@pytest.mark.parametrize(("name", "status"), [("Ana", 200), ("Bea", 200), ("Cy", 404), ("Dot", 404)])
@pytest.mark.parametrize("suffix", ["", "edit/"])
def test_pages_of_a_person_are_reached_as_the_list_is(sign_in, world, name, status, suffix):
    assert sign_in("organizer").get(f"{URL}{world[name].pk}/{suffix}").status_code == status


@pytest.mark.parametrize("suffix", ["", "edit/"])
def test_person_moved_out_of_reach_is_out_of_reach_at_once(sign_in, world, suffix):
    Member.objects.filter(pk=world["Ana"].pk).update(organizer=None)

    assert sign_in("organizer").get(f"{URL}{world['Ana'].pk}/{suffix}").status_code == 404


@pytest.mark.parametrize("suffix", ["", "edit/"])
def test_guests_have_no_page(sign_in, world, suffix):
    Member.objects.filter(pk=world["Ana"].pk).update(kind="guest")

    assert sign_in("director").get(f"{URL}{world['Ana'].pk}/{suffix}").status_code == 404


def test_archived_people_are_read_and_not_edited(sign_in, world):
    Member.objects.filter(pk=world["Ana"].pk).update(archived_at="2026-01-05T00:00Z")
    director = sign_in("director")

    assert director.get(f"{URL}{world['Ana'].pk}/").status_code == 200
    assert director.get(f"{URL}{world['Ana'].pk}/edit/").status_code == 404
