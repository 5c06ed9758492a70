"""A follow-up about each of many people, for whom it is due, and taken back."""

import pytest

from conversations.models import FollowUp, Notice
from members.models import ChangeSet
from tests.conversations.today.conftest import AT

pytestmark = pytest.mark.django_db


def give(client, people, **given):
    ticked = {"pick": [str(each.pk) for each in people], "do": "follow_up"}
    page = client.post(f"{AT}people/change/", ticked)
    assert "Give a follow-up" in page.text
    data = {**ticked, "sure": "yes", "n": len(people), "what": "Ask about Saturday", "due": "", "whose": "me", **given}
    return client.post(f"{AT}people/change/", data, follow=True)


def test_each_gets_one_and_it_is_taken_back_but_for_what_was_done(sign_in, person, someone):
    people, client = [someone("Ana Ruiz"), someone("Gus Petrakis")], sign_in("organizer")

    give(client, people, due="2031-05-01")
    made = FollowUp.objects.all()
    assert {(each.member, each.owner, each.what) for each in made} == {
        (each, person("organizer"), "Ask about Saturday") for each in people
    }
    FollowUp.objects.filter(member=people[0]).update(done_on="2031-05-01")
    client.post(f"{AT}people/changes/{ChangeSet.objects.latest('created_at').pk}/undo/")

    assert [each.member for each in FollowUp.objects.all()] == [people[0]]
    page = client.get(f"{AT}people/{people[1].pk}/history/").text
    assert "changed what somebody here owes them" in page


def test_each_ones_organizer_gets_theirs_and_is_told_once(sign_in, person, someone):
    theirs = [someone("Ana Ruiz"), someone("Gus Petrakis")]
    give(sign_in("director"), [*theirs, someone("Bea Nobody", organizer=None)], whose="organizers")

    owners = dict(FollowUp.objects.values_list("member__given_name", "owner"))
    mine, yours = person("director").pk, person("organizer").pk
    assert owners == {"Ana": yours, "Gus": yours, "Bea": mine}
    assert [each.kind for each in Notice.objects.filter(to=yours)] == ["follow_ups.given"]
    page = sign_in("organizer").get(f"{AT}notices/").text
    assert "gave you follow-ups about several people." in page
