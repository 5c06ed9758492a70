"""Kinds of units and their trees, in the group's own words."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from audit.models import AuditEvent
from members import units
from members.models import Belonging, Member, StaffScope, Unit, UnitKind
from members.units import UnitsRefused
from organizations.models import Role
from stpnet.in_org import in_org

LIST = "/o/north/settings/units/"
NOBODY = "01234567-89ab-7def-8123-456789abcdef"


@pytest.fixture
def kind(north):
    return UnitKind.objects.get(is_default=True)


@pytest.fixture
def tree(kind, person):
    """West, West End below it, Mill Lane below that."""
    by, parent, made = person("owner"), None, {}
    for name in ("West", "West End", "Mill Lane"):
        made[name] = units.add_unit(kind, name=name, parent=parent, by=by)
        parent = made[name].pk
    return made


def at(*parts):
    return LIST + "".join(f"{part}/" for part in parts)


def parent_of(name):
    return Unit.objects.select_related("parent").get(name=name).parent


def test_list_shows_each_tree_with_what_stands_under_what(tree, sign_in, kind):
    Belonging.objects.create(member=Member.objects.create(given_name="D"), kind=kind, unit=tree["West"])
    trees = sign_in("data_lead").get(LIST).context["trees"]

    assert [(row.unit.name, row.under, row.unit.n) for _kind, rows in trees for row in rows] == [
        ("West", "", 1),
        ("West End", "West", 0),
        ("Mill Lane", "West End", 0),
    ]


def test_list_asks_as_often_for_many_units_as_for_one(tree, sign_in, kind, person):
    client = sign_in("owner")

    def statements():
        with CaptureQueriesContext(connection) as asked:
            client.get(LIST)
        return len(asked)

    few = statements()
    for name in ("A", "B", "C"):
        units.add_unit(kind, name=name, parent=None, by=person("owner"))

    assert statements() == few


def test_unit_is_added_renamed_moved_and_deleted(tree, kind, sign_in):
    client = sign_in("director")
    assert client.post(at("kinds", kind.pk, "new"), {"name": "East", "parent": ""}).url == LIST
    east = Unit.objects.get(name="East")
    client.post(at(east.pk), {"name": "Far East", "parent": tree["West"].pk})
    assert parent_of("Far East") == tree["West"]
    client.post(at(east.pk, "delete"))

    assert not Unit.objects.filter(pk=east.pk).exists()
    actions = AuditEvent.objects.filter(object_id=east.pk).order_by("seq").values_list("action", flat=True)
    assert list(actions) == ["unit.add", "unit.edit", "unit.delete"]


def test_kind_gets_the_groups_own_word(kind, sign_in):
    sign_in("director").post(at("kinds", kind.pk), {"name": "Chapter", "plural": "Chapters"})

    kind.refresh_from_db()
    assert (kind.name, kind.plural) == ("Chapter", "Chapters")


def test_kind_is_made_and_taken_away(kind, sign_in):
    client = sign_in("owner")
    client.post(at("kinds", "new"), {"name": "Parish", "plural": "Parishes"})
    made = UnitKind.objects.get(name="Parish")
    assert not made.is_default
    client.post(at("kinds", made.pk, "delete"))

    assert list(UnitKind.objects.all()) == [kind]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Write a name."),
        ({"name": " west "}, "There is a unit of this name already."),
        ({"name": "WEST"}, "There is a unit of this name already."),
        ({"parent": NOBODY}, "Choose a unit of the same kind."),
        ({"parent": "x"}, "Choose a unit of the same kind."),
        ({"name": "x" * 121}, "Ensure this value has at most 120 characters"),
    ],
)
def test_unit_that_cannot_be_comes_back(tree, kind, sign_in, typed, sentence):
    response = sign_in("owner").post(at("kinds", kind.pk, "new"), {"name": "East", "parent": "", **typed})

    assert response.status_code == 422
    assert sentence in response.text
    assert Unit.objects.count() == 3


def test_kind_of_a_name_that_is_taken_comes_back(kind, sign_in):
    response = sign_in("owner").post(at("kinds", "new"), {"name": kind.name, "plural": "x"})

    assert response.status_code == 422
    assert "There is a kind of this name already." in response.text


@pytest.mark.parametrize("below", ["West", "West End", "Mill Lane"])
def test_unit_does_not_stand_under_itself_or_what_is_below_it(tree, person, below):
    with pytest.raises(UnitsRefused, match="under itself"):
        units.edit_unit(tree["West"], name="West", parent=tree[below].pk, by=person("owner"))

    assert parent_of("West") is None


def test_moving_under_itself_is_told_at_the_field(tree, sign_in):
    response = sign_in("owner").post(at(tree["West"].pk), {"name": "West", "parent": tree["Mill Lane"].pk})

    assert response.status_code == 422
    assert "A unit cannot stand under itself" in response.text


def test_unit_of_another_kind_is_no_parent(tree, person):
    other = units.name_kind(None, name="Parish", plural="Parishes", by=person("owner"))
    with pytest.raises(UnitsRefused, match="same kind"):
        units.add_unit(other, name="St Mary", parent=tree["West"].pk, by=person("owner"))


@pytest.mark.parametrize(
    ("holds", "sentence"),
    [("units", "Other units stand below"), ("people", "People belong to it"), ("scope", "An organizer sees people")],
)
def test_unit_that_is_not_empty_stays(tree, kind, person, sign_in, holds, sentence):
    unit = tree["West" if holds == "units" else "Mill Lane"]
    if holds == "people":
        Belonging.objects.create(member=person("viewer"), kind=kind, unit=unit)
    elif holds == "scope":
        StaffScope.objects.create(member=person("organizer"), unit=unit)
    client = sign_in("owner")
    client.post(at(unit.pk, "delete"))

    assert Unit.objects.filter(pk=unit.pk).exists()
    assert sentence in client.get(LIST).text


def test_kind_that_is_in_use_stays(tree, kind, person):
    other = units.name_kind(None, name="Parish", plural="Parishes", by=person("owner"))
    units.add_unit(other, name="St Mary", parent=None, by=person("owner"))
    for each, sentence in ((kind, "so it stays"), (other, "still has units")):
        with pytest.raises(UnitsRefused, match=sentence):
            units.remove_kind(each, by=person("owner"))


@pytest.mark.parametrize("role", [Role.ORGANIZER, Role.COACH, Role.VIEWER])
def test_units_are_for_those_who_keep_them(tree, kind, sign_in, role):
    client, unit = sign_in(role), tree["Mill Lane"].pk

    assert client.get(LIST).status_code == 403
    for address in (
        at("kinds", "new"),
        at("kinds", kind.pk),
        at("kinds", kind.pk, "new"),
        at(unit),
        at(unit, "delete"),
    ):
        assert client.post(address, {"name": "x", "plural": "x"}).status_code == 403
    assert Unit.objects.filter(pk=unit).exists()


def test_strangers_and_rows_of_others_find_nothing(tree, south, sign_in):
    with in_org(south):
        theirs = UnitKind.objects.get(is_default=True)
        foreign = Unit.objects.create(kind=theirs, name="South End", folded="south end").pk
    client = sign_in("owner")

    for pk in (foreign, NOBODY):
        assert {client.get(at(pk)).status_code, client.post(at(pk, "delete")).status_code} == {404}
    for address in (at("kinds", theirs.pk), at("kinds", theirs.pk, "new")):
        assert client.get(address).status_code == 404
    assert client.post(at("kinds", theirs.pk, "delete")).status_code == 404
    assert Client().get(LIST).url.startswith("/accounts/login/")


def test_pages_take_their_methods(tree, kind, sign_in):
    client, unit = sign_in("owner"), tree["West"].pk

    assert {client.get(at(*parts)).status_code for parts in ((), ("kinds", "new"), ("kinds", kind.pk), (unit,))} == {
        200
    }
    assert {client.get(at(unit, "delete")).status_code, client.post(LIST).status_code} == {405}
    assert client.get(at("kinds", kind.pk, "delete")).status_code == 405


def test_unit_deleted_by_mistake_is_brought_back_in_its_place(tree, sign_in):
    client, lane = sign_in("director"), tree["Mill Lane"].pk
    page = client.post(at(lane, "delete"), follow=True)
    assert f'action="{at(lane, "restore")}"' in page.text
    back = client.post(at(lane, "restore"), follow=True)

    assert "It is back: Mill Lane" in back.text
    assert parent_of("Mill Lane") == tree["West End"]
    assert client.post(at(lane, "restore")).status_code == 404


def test_unit_whose_place_is_gone_comes_back_to_the_top(tree, sign_in):
    client, lane = sign_in("director"), tree["Mill Lane"].pk
    client.post(at(lane, "delete"))
    Unit.objects.filter(pk=tree["West End"].pk).delete()
    client.post(at(lane, "restore"))

    assert parent_of("Mill Lane") is None
