"""Who takes part: chosen among people one may see, or everybody on a list."""

import pytest
from django.urls import reverse

from experiments.models import TakingPart
from experiments.taking_part import views
from members.models import Member, SavedView

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("north")]


@pytest.fixture
def lights(wrote):
    return wrote()


def url(name, experiment, *more):
    return reverse(f"experiments:{name}", args=["north", experiment.pk, *more])


def test_somebody_is_added_by_name_and_chosen_where_two_fit(sign_in, lights):
    one, other = (Member.objects.create(given_name="Marisela", family_name=name) for name in ("Quill", "Vance"))
    client = sign_in("director")
    asked = client.post(url("taking_part", lights), {"name": "Marisela"})
    assert (asked.status_code, "Which one? Choose below." in asked.text) == (422, True)
    client.post(url("taking_part", lights), {"name": "Marisela", "who": str(one.pk)})
    client.post(url("taking_part", lights), {"name": "Marisela Vance"})
    client.post(url("taking_part", lights), {"name": "Marisela Vance"})

    assert {row.member for row in lights.taking_part.all()} == {one, other}
    assert "2 people or lists taking part" in client.get(url("experiment", lights)).text
    client.post(url("take_out", lights, lights.taking_part.get(member=one).pk))
    assert [row.member for row in lights.taking_part.all()] == [other]
    assert client.post(url("taking_part", lights), {}).status_code == 422


def test_more_than_are_shown_are_said(sign_in, lights, monkeypatch):
    for name in ("Quill", "Vance"):
        lights.taking_part.create(member=Member.objects.create(given_name="Marisela", family_name=name))
    client, says = sign_in("director"), "More take part than are shown here."
    assert says not in client.get(url("taking_part", lights)).text
    monkeypatch.setattr(views, "MOST", 1)
    assert says in client.get(url("taking_part", lights)).text


def test_list_that_is_gone_keeps_its_name(sign_in, lights, person):
    view = SavedView.objects.create(owner=person("director"), name="East side", folded="east side", is_shared=True)
    client = sign_in("director")
    client.post(url("taking_part", lights), {"view": str(view.pk)})
    assert "Everybody on the list “East side”" in client.get(url("taking_part", lights)).text
    view.delete()
    assert "The list “East side”, which is gone" in client.get(url("taking_part", lights)).text


def test_organizer_adds_and_sees_only_whom_they_organize(sign_in, lights):
    other = Member.objects.create(given_name="Marisela", family_name="Quill", organizer=Member.objects.create())
    TakingPart.objects.create(experiment=lights, member=other)
    client = sign_in("organizer")
    page = client.get(url("taking_part", lights)).text
    refused = client.post(url("taking_part", lights), {"who": str(other.pk)})
    assert ("Marisela" in page, refused.status_code) == (False, 422)
