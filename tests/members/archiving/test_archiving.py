"""Taking people out of every list, and bringing them back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import AuditEvent
from members import joining
from members.archiving import actions
from members.models import Member
from organizations.models import Membership, Role, User
from stpnet.in_org import on_public_side
from tests.members.conftest import url

LIST = "/o/north/people/archived/"


def test_nothing_is_lost(dolores, person):
    director = person("director")

    actions.archive(dolores, by=director, because=" moved away ")

    dolores.refresh_from_db()
    assert (dolores.archived_by, dolores.archived_because) == (director, "moved away")
    assert dolores.contact_points.count() == 1
    assert not Member.objects.people().filter(pk=dolores.pk).exists()
    assert actions.bring_back(dolores, by=director)
    assert not actions.bring_back(dolores, by=director)
    dolores.refresh_from_db()
    assert (dolores.archived_at, dolores.archived_by, dolores.archived_because) == (None, None, "")
    events = AuditEvent.objects.filter(object_id=dolores.pk).values_list("action", flat=True)
    assert list(events) == ["member.bring_back", "member.archive"]


def test_who_signs_in_or_organizes_others_stays(dolores, person):
    organizer, led = person("organizer"), Member.objects.create(given_name="Bo", organizer=dolores)

    with pytest.raises(actions.NotNow, match="signs in here"):
        actions.archive(organizer, by=None)
    with pytest.raises(actions.NotNow, match="is the organizer of 1 person"):
        actions.archive(dolores, by=None)
    done = actions.archive_all([organizer.pk, dolores.pk], by=None)
    assert done == ([], [organizer.pk], [dolores.pk])

    # With those they organize, they go.
    both = actions.archive_all([dolores.pk, led.pk], by=None)
    assert set(both.archived) == {dolores.pk, led.pk}
    assert AuditEvent.objects.filter(action="member.archive", fields=["2 people"]).exists()


def test_who_has_left_can_be_archived_and_is_back_when_they_join_again(north, person):
    viewer = person("viewer")
    Member.objects.filter(pk=viewer.pk).update(kind="person")
    with on_public_side():
        Membership.objects.filter(user_id=viewer.user_id, organization=north).delete()
        user = User.objects.get(pk=viewer.user_id)
    actions.archive(viewer, by=None)

    joining.join(north, user, [Role.VIEWER])

    viewer.refresh_from_db()
    assert viewer.archived_at is None


def test_page_says_what_happens_and_the_message_undoes_it(sign_in, dolores):
    client = sign_in("director")
    assert "leaves every list, count, search" in client.get(url("archive", dolores)).text

    done = client.post(url("archive", dolores), {"because": "moved"}, follow=True)
    assert "Archived: Dolores Ankrah." in done.text
    undo = url("bring_back", dolores)
    assert f'action="{undo}"' in done.text

    back = client.post(undo, follow=True)
    assert "Dolores Ankrah is back, as before." in back.text
    assert "is in every list already" in client.post(undo, follow=True).text


def test_page_explains_why_somebody_stays(sign_in, dolores):
    Member.objects.create(given_name="Bo", organizer=dolores)
    client = sign_in("director")

    assert "Give them another organizer first." in client.get(url("archive", dolores)).text
    refused = client.post(url("archive", dolores))
    assert refused.status_code == 422
    assert "Give them another organizer first." in refused.text


def test_archived_page_is_read_only_for_those_who_may_archive(sign_in, dolores, person):
    actions.archive(dolores, by=person("director"), because="moved away")
    client = sign_in("data_lead")

    page = client.get(url("detail", dolores))

    assert "is archived, by Director North River on" in page.text
    assert "Why: moved away" in page.text
    assert url("edit", dolores) not in page.text
    assert ">Assess</a>" not in page.text
    for name in ("contacts", "history"):
        assert client.get(url(name, dolores)).status_code == 200
    assert client.get(reverse("imports:came_with", args=["north", dolores.pk])).status_code == 200
    for name in ("edit", "relationships", "contact_add", "archive"):
        assert client.get(url(name, dolores)).status_code == 404
    assert sign_in("organizer").get(url("detail", dolores)).status_code == 404


def test_organizer_sees_and_brings_back_their_own(sign_in, dolores, person):
    mine = Member.objects.create(given_name="Bo", family_name="Park", organizer=person("organizer"))
    actions.archive_all([mine.pk, dolores.pk], by=None)
    client = sign_in("organizer")

    page = client.get(LIST)
    assert [member.pk for member in page.context["page"]] == [mine.pk]
    client.post(reverse("members:bring_back_chosen", args=["north"]), {"person": [dolores.pk]})
    assert client.post(url("bring_back", dolores)).status_code == 404
    client.post(reverse("members:bring_back_chosen", args=["north"]), {"person": [mine.pk]})
    assert list(Member.objects.archived()) == [dolores]


def test_archived_are_found_by_words_that_stay_out_of_the_address(sign_in, dolores):
    other = Member.objects.create(given_name="Bo", family_name="Park")
    actions.archive_all([dolores.pk, other.pk], by=None)
    client = sign_in("director")

    found = client.post(LIST, {"words": "ankrah"}, follow=True)

    assert [member.pk for member in found.context["page"]] == [dolores.pk]
    assert "ankrah" not in found.redirect_chain[0][0]
    assert "Nobody archived is found" in client.post(LIST, {"words": "zzz"}, follow=True).text


@pytest.mark.parametrize("n", [1, 3])
def test_list_takes_the_same_statements_for_one_and_three(sign_in, north, n):
    people = [Member.objects.create(given_name=f"Ana {i}") for i in range(n)]
    actions.archive_all([member.pk for member in people], by=people[0])
    client = sign_in("director")

    with CaptureQueriesContext(connection) as asked:
        assert client.get(LIST).status_code == 200

    assert len([each for each in asked if not each["sql"].startswith("SET")]) == 6
