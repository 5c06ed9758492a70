"""Units that move, go into another one or are deleted with everyone in them, and come back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from members import going, units
from members.models import Belonging, Gone, GoneFrom, Member, StaffScope, Unit, UnitKind
from members.units import UnitsRefused
from tests.members.test_units import LIST, at, parent_of


@pytest.fixture
def kind(north):
    return UnitKind.objects.get(is_default=True)


@pytest.fixture
def made(kind, person):
    """East and West, with Mill Lane below West, and somebody in each."""
    by, found = person("owner"), {}
    for name, above in (("East", None), ("West", None), ("Mill Lane", "West")):
        found[name] = units.add_unit(kind, name=name, parent=above and found[above].pk, by=by)
        settle(name.split()[0], found[name])
    return found


def settle(name, unit):
    member = Member.objects.create(given_name=name)
    Belonging.objects.create(member=member, kind=unit.kind, unit=unit)
    return member


def homes():
    return dict(Belonging.objects.values_list("member__given_name", "unit__name"))


def test_move_takes_everyone_along_and_is_undone_in_one_step(made, sign_in):
    client, lane = sign_in("director"), made["Mill Lane"].pk
    page = client.post(at(lane), {"name": "Mill Lane", "parent": made["East"].pk}, follow=True)

    assert parent_of("Mill Lane") == made["East"]
    assert homes()["Mill"] == "Mill Lane"
    undo = at(lane, "under", made["West"].pk)
    assert f'action="{undo}"' in page.text
    client.post(undo)
    assert parent_of("Mill Lane") == made["West"]


@pytest.mark.parametrize("second", ["delete", "merge", "edit"])
def test_who_comes_second_is_told_that_the_unit_is_gone(made, person, second):
    by, lane = person("owner"), made["Mill Lane"]
    units.merge_unit(Unit.objects.get(pk=lane.pk), into=made["East"], by=by)
    late = {
        "delete": lambda: units.delete_unit(lane, leaves=True, by=by),
        "merge": lambda: units.merge_unit(lane, into=made["East"], by=by),
        "edit": lambda: units.edit_unit(lane, name="Lane", parent=None, by=by),
    }

    with pytest.raises(UnitsRefused, match="“Mill Lane” is gone meanwhile"):
        late[second]()
    assert Gone.objects.count() == 1


def test_kind_stays_while_a_unit_of_it_can_come_back(north, person):
    by = person("owner")
    parish = units.name_kind(None, name="Parish", plural="Parishes", by=by)
    units.delete_unit(units.add_unit(parish, name="St Mary", parent=None, by=by), by=by)
    with pytest.raises(UnitsRefused, match="could still come back"):
        units.remove_kind(parish, by=by)
    Gone.objects.update(at=timezone.now() - timedelta(days=31))
    units.remove_kind(parish, by=by)

    assert not UnitKind.objects.filter(name="Parish").exists()


def test_unit_from_the_top_goes_back_to_the_top(made, sign_in):
    client, east = sign_in("director"), made["East"].pk
    page = client.post(at(east), {"name": "East", "parent": made["West"].pk}, follow=True)

    assert f'action="{at(east, "top")}"' in page.text
    client.post(at(east, "top"))
    assert parent_of("East") is None


def test_merge_and_back_is_as_before(made, sign_in):
    client, west = sign_in("director"), made["West"].pk
    before = homes()
    page = client.post(at(west, "merge"), {"into": made["East"].pk}, follow=True)
    assert homes() == {"East": "East", "West": "East", "Mill": "Mill Lane"}
    assert parent_of("Mill Lane") == made["East"]
    assert "Everyone of “West” belongs to “East” now." in page.text
    client.post(at(west, "restore"))

    assert (homes(), parent_of("Mill Lane").pk) == (before, west)
    assert not Gone.objects.exists()


def test_whoever_was_put_elsewhere_since_stays_there(made, kind, person):
    gone = units.merge_unit(made["West"], into=made["East"], by=person("owner"))
    Belonging.objects.filter(member__given_name="West").update(unit=made["Mill Lane"])
    units.bring_back(gone, by=person("owner"))

    assert homes()["West"] == "Mill Lane"


def test_links_and_filters_that_name_it_go_on_working(made, sign_in):
    client, west = sign_in("director"), made["West"].pk
    client.post(at(west, "merge"), {"into": made["East"].pk})
    listing = client.get("/o/north/people/", {"unit": str(west)})

    assert {row["member"].given_name for row in listing.context["rows"]} == {"East", "West", "Mill"}
    assert "is East" in listing.context["chips"][0]["label"]


def test_merge_with_what_stands_below_is_refused(made, sign_in):
    response = sign_in("director").post(at(made["West"].pk, "merge"), {"into": made["Mill Lane"].pk})

    assert response.status_code == 422
    assert "“Mill Lane” stands below it." in response.text


@pytest.mark.parametrize("into", ["", "01234567-89ab-7def-8123-456789abcdef", "own"])
def test_merge_needs_another_unit_of_the_kind(made, sign_in, into):
    response = sign_in("director").post(
        at(made["West"].pk, "merge"), {"into": made["West"].pk if into == "own" else into}
    )

    assert response.status_code == 422
    assert Unit.objects.count() == 3


def test_unit_by_which_an_organizer_sees_people_stays(made, person):
    StaffScope.objects.create(member=person("organizer"), unit=made["West"])
    with pytest.raises(UnitsRefused, match="An organizer sees people by it"):
        units.merge_unit(made["West"], into=made["East"], by=person("owner"))


def test_delete_leaves_people_only_when_that_was_said_and_brings_them_back(made, sign_in):
    client, lane = sign_in("director"), made["Mill Lane"].pk
    client.post(at(lane, "delete"))
    assert Unit.objects.filter(pk=lane).exists()
    client.post(at(lane, "delete"), {"leaves": "on"})
    assert homes() == {"East": "East", "West": "West"}
    client.post(at(lane, "restore"))

    assert homes()["Mill"] == "Mill Lane"


def test_merges_come_apart_the_last_first(made, person):
    by = person("owner")
    first = units.merge_unit(made["Mill Lane"], into=made["West"], by=by)
    second = units.merge_unit(made["West"], into=made["East"], by=by)
    with pytest.raises(UnitsRefused, match="“West” is gone too"):
        units.bring_back(first, by=by)
    units.bring_back(second, by=by)
    units.bring_back(Gone.objects.get(), by=by)

    assert homes() == {"East": "East", "West": "West", "Mill": "Mill Lane"}


def test_name_that_was_given_again_is_told(made, kind, person, sign_in):
    client, west = sign_in("director"), made["West"].pk
    client.post(at(west, "merge"), {"into": made["East"].pk})
    units.add_unit(kind, name="West", parent=None, by=person("owner"))
    client.post(at(west, "restore"))

    assert "There is a unit of this name again." in client.get(LIST).text


def test_who_was_in_it_is_forgotten_after_thirty_days(made, person):
    units.merge_unit(made["West"], into=made["East"], by=person("owner"))
    units.delete_unit(made["Mill Lane"], leaves=True, by=person("owner"))
    Gone.objects.update(at=timezone.now() - timedelta(days=31))
    going.forget()

    assert not GoneFrom.objects.exists()
    assert list(Gone.objects.values_list("name", flat=True)) == ["West"]
