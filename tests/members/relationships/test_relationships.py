"""Who has to do with whom: said once, shown on both pages, taken away and brought back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext

from members.filters import fields_of
from members.merging.actions import merge, unmerge
from members.models import KEPT_FOR, Member, Relationship
from members.relationships import actions
from members.relationships.words import BY_KEY
from organizations.permissions import Scope
from tests.members.conftest import url
from tests.members.filters.world import asking


@pytest.fixture
def bea(north) -> Member:
    return Member.objects.create(given_name="Bea", family_name="Brandt")


def related(client, member):
    """What a person's page says of their relationships."""
    return [(line.name, line.says) for line in client.get(url("detail", member)).context["related"]]


@pytest.mark.parametrize(
    ("side", "here", "there"),
    [
        ("coaches", "coaches Dolores", "is coached by Bea"),
        ("coached", "is coached by Dolores", "coaches Bea"),
        ("recruited", "recruited Dolores", "was recruited by Bea"),
        ("recruited_by", "was recruited by Dolores", "recruited Bea"),
        ("family", "is family of Dolores", "is family of Bea"),
    ],
)
def test_both_pages_have_the_right_words(sign_in, dolores, bea, side, here, there):
    actions.relate(dolores, other=bea, side=BY_KEY[side], by=None)
    client = sign_in("director")

    assert related(client, dolores) == [("Bea Brandt", here)]
    assert related(client, bea) == [("Dolores Ankrah", there)]


def test_said_twice_is_refused_from_either_end(dolores, bea):
    actions.relate(dolores, other=bea, side=BY_KEY["friend"], by=None)

    with pytest.raises(actions.NotNow, match="already"):
        actions.relate(bea, other=dolores, side=BY_KEY["friend"], by=None)
    with pytest.raises(actions.NotNow, match="themselves"):
        actions.relate(bea, other=bea, side=BY_KEY["friend"], by=None)


def test_page_finds_the_other_by_words(sign_in, dolores, bea):
    client, address = sign_in("director"), url("relationships", dolores)
    assert "Bea Brandt" in client.post(url("relationship_find", dolores), {"words": "bran"}).text

    done = client.post(address, {"words": "brandt", "side": "family", "note": "sister"}, follow=True)

    assert "Written down, on the page of Bea Brandt too." in done.text
    assert Relationship.objects.get().note == "sister"
    again = client.post(address, {"other": bea.pk, "side": "family"})
    assert (again.status_code, "This is written down already." in again.text) == (422, True)


def test_of_several_the_page_asks_which(sign_in, dolores, bea):
    Member.objects.create(given_name="Ben", family_name="Brandt")
    client, address = sign_in("director"), url("relationships", dolores)

    several = client.post(address, {"words": "brandt", "side": "family"})

    assert (several.status_code, several.text.count('name="other"')) == (422, 2)
    assert "Nobody is found by these words" in client.post(address, {"words": "zz", "side": "family"}).text
    assert "Say who it is" in client.post(address, {"side": "family"}).text
    assert not Relationship.objects.exists()


def test_taken_away_and_brought_back(sign_in, dolores, bea):
    made = actions.relate(dolores, other=bea, side=BY_KEY["friend"], by=None)
    client = sign_in("director")
    away, back = (f"{url('relationships', dolores)}{made.pk}/{what}/" for what in ("take-away", "back"))

    gone = client.post(away, follow=True)
    assert "Taken away." in gone.text
    assert f'action="{back}"' in gone.text
    assert related(client, bea) == []

    client.post(back)
    assert related(client, bea) == [("Dolores Ankrah", "is a friend of Bea")]


def test_after_thirty_days_it_is_gone(dolores, bea):
    made = actions.relate(dolores, other=bea, side=BY_KEY["friend"], by=None)
    actions.take_away(made, by=None)
    actions.forget()
    assert Relationship.objects.exists()
    Relationship.objects.update(removed_at=F("removed_at") - KEPT_FOR - timedelta(minutes=1))

    actions.forget()

    assert not Relationship.objects.exists()


def test_organizer_sees_none_with_people_out_of_reach(sign_in, dolores, bea, person):
    Member.objects.filter(pk=dolores.pk).update(organizer=person("organizer"))
    made = actions.relate(dolores, other=bea, side=BY_KEY["friend"], by=None)
    client = sign_in("organizer")

    assert related(client, dolores) == []
    assert client.post(f"{url('relationships', dolores)}{made.pk}/take-away/").status_code == 404
    refused = client.post(url("relationships", dolores), {"other": bea.pk, "side": "family"})
    assert (refused.status_code, "not in your list" in refused.text) == (422, True)


def test_organizer_finds_nobody_by_the_names_of_people_out_of_reach(dolores, bea, person, north):
    actions.relate(dolores, other=bea, side=BY_KEY["recruited"], by=None)
    request = asking(north, person("organizer"))
    field = fields_of(request)["recruited-by"]
    by_name = [field.where(request, op, values) for op, values in (("has", ("bra",)), ("filled", ()))]
    assert [Member.objects.filter(where).count() for where in by_name] == [1, 1]

    request.scope = Scope.OWN
    assert not Member.objects.filter(field.where(request, "has", ("bra",))).exists()
    assert not Member.objects.filter(field.where(request, "filled", ())).exists()
    request.scope = Scope.ALL
    Member.objects.filter(pk=bea.pk).update(given_name="", family_name="", folded="", erased_at=Now())
    assert not Member.objects.filter(field.where(request, "filled", ())).exists()


def test_merging_takes_them_along_and_leaves_doubles(sign_in, dolores, bea):
    twin = Member.objects.create(given_name="Dolly", family_name="Ankrah")
    for member, other, side in (
        (twin, bea, "friend"),
        (dolores, bea, "friend"),
        (twin, bea, "coaches"),
        (twin, dolores, "family"),
    ):
        actions.relate(member, other=other, side=BY_KEY[side], by=None)
    client = sign_in("director")
    before = [related(client, each) for each in (dolores, bea, twin)]

    record = merge(dolores, twin, by=None)
    assert related(client, dolores) == [("Bea Brandt", "coaches Dolores"), ("Bea Brandt", "is a friend of Dolores")]
    unmerge(record, by=None)

    assert [related(client, each) for each in (dolores, bea, twin)] == before


@pytest.mark.parametrize("n", [1, 3])
def test_page_takes_the_same_statements_for_one_and_three(sign_in, dolores, n):
    for i in range(n):
        other = Member.objects.create(given_name=f"Ana {i}")
        actions.relate(dolores, other=other, side=BY_KEY["friend"], by=None)
    client = sign_in("director")

    with CaptureQueriesContext(connection) as asked:
        assert client.get(url("relationships", dolores)).status_code == 200

    assert len([each for each in asked if not each["sql"].startswith("SET")]) == 6
