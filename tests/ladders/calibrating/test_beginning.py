"""Beginning a round: whom, who places them, and what is refused."""

import pytest
from django.urls import reverse

from ladders.models import Calibration, CalibrationMember
from members.models import SavedView

NEW = "/o/north/ladder/calibrate/new/"


@pytest.fixture
def given(ladder, person):
    """A form filled in as it should be."""
    assessors = [str(person(role).pk) for role in ("owner", "director")]
    return {"name": "November", "ladder": str(ladder.pk), "view": "everyone", "n": "2", "assessors": assessors}


def members():
    return set(CalibrationMember.objects.values_list("member", flat=True))


def test_people_are_drawn_by_lot_from_everyone_counted(sign_in, people, given):
    drawn_from = {each.pk for each in people(4)}
    people(status="staff")

    response = sign_in("director").post(NEW, given)

    assert response.status_code == 302
    assert len(members()) == 2
    assert members() <= drawn_from


def test_a_view_narrows_the_lot(sign_in, people, given, person):
    inside = people(2, status="member")
    people(3)
    filters = {"how": "all", "parts": [{"field": "status", "op": "is", "values": ["member"]}]}
    view = SavedView.objects.create(owner=person("director"), name="Members", folded="members", filters=filters)

    sign_in("director").post(NEW, given | {"view": str(view.pk), "n": "10"})

    assert members() == {each.pk for each in inside}


def test_the_lot_draws_only_whom_all_assessors_can_place(sign_in, people, given, person):
    people(3)
    mine = people(organizer=person("organizer"))[0]

    sign_in("director").post(NEW, given | {"assessors": [*given["assessors"], str(person("organizer").pk)]})

    assert members() == {mine.pk}


def test_who_was_ticked_on_the_list_is_placed(sign_in, people, given):
    one, two, _other = people(3)
    client = sign_in("director")
    picks = [str(one.pk), str(two.pk)]

    asks = client.post(reverse("members:bulk", args=["north"]), {"do": "calibrate", "pick": picks})
    client.post(NEW, given | {"pick": picks})

    assert asks.status_code == 200
    assert "2 people were ticked on the list." in asks.text
    assert members() == {one.pk, two.pk}


def test_one_assessor_alone_is_refused(sign_in, people, given):
    people(3)

    response = sign_in("director").post(NEW, given | {"assessors": given["assessors"][:1]})

    said = ["Choose two or more: one alone has nobody to compare with."]
    assert (response.status_code, response.context["form"].errors) == (422, {"assessors": said})


def test_an_assessor_whose_reach_does_not_cover_them_is_refused_by_name(sign_in, people, given, person):
    picks = [str(each.pk) for each in people(2)]
    organizer = person("organizer")

    sent = given | {"pick": picks, "assessors": [*given["assessors"], str(organizer.pk)]}
    response = sign_in("director").post(NEW, sent)

    assert f"{organizer} (2)" in response.text
    assert not Calibration.objects.exists()


@pytest.mark.parametrize("role", ["data_lead", "viewer", "coach"])
def test_who_may_not_assess_is_no_choice(sign_in, people, given, person, role):
    people(3)

    response = sign_in("director").post(NEW, given | {"assessors": [*given["assessors"], str(person(role).pk)]})

    assert response.status_code == 422


def test_nobody_to_place_is_said(sign_in, given, north):
    response = sign_in("director").post(NEW, given)

    assert response.status_code == 422
    assert "There is nobody whom this ladder counts and all of them can place." in response.text


def test_a_round_is_of_twenty_at_most(sign_in, people, given):
    picks = [str(each.pk) for each in people(21)]

    response = sign_in("director").post(NEW, given | {"pick": picks})

    assert "20 people are the most for one round: you talk about each." in response.text


@pytest.mark.parametrize("choice", [{"everyone": "1"}, {"pick": "all of them"}])
def test_a_list_that_is_too_long_for_a_round_is_offered_to_the_lot(sign_in, people, choice):
    pks = [str(each.pk) for each in people(22)]

    asks = sign_in("director").post(
        reverse("members:bulk", args=["north"]),
        {"do": "calibrate"} | choice | ({"pick": pks} if "pick" in choice else {}),
    )

    assert (asks.status_code, asks.context["picked"]) == (200, [])
    assert "More than 20 people were on the list" in asks.text
    assert "view" in asks.context["form"].fields


def test_rounds_are_listed_to_leaders_and_to_who_takes_part(sign_in, people, given, person):
    people(3, organizer=person("organizer"))
    client = sign_in("director")
    client.post(NEW, given)
    rounds = reverse("ladders:calibrations", args=["north"])

    assert "Place them" in client.get(rounds).text
    assert "November" in sign_in("owner").get(rounds).text
    assert "No round waits for you" in sign_in("organizer").get(rounds).text
    doors = {each.url: each.waiting for each in client.get("/o/north/ladder/").context["doors"]}
    assert doors[rounds] == 1
