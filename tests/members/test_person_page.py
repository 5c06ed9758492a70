"""One person's page: who may open it, what it says, and how few statements it takes."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.models import ReadEvent
from ladders.models import Assessment, Ladder
from members.actions import add_member, edit_member
from members.models import Belonging, ExternalId, Field, FieldValue, Member, MemberTag, StaffScope
from members.reach import buttons, contact
from tests.members.conftest import reach, tag, url


def said(response):
    """The words of the page, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.text.split("<main")[1]).split())


def test_page_says_who_someone_is_and_how_to_reach_them(sign_in, dolores, eastside):
    dolores.contact_points.update(consent_on=timezone.localdate().replace(month=3, day=3), consent_source="at the door")
    Belonging.objects.create(member=dolores, kind=eastside.kind, unit=eastside)
    MemberTag.objects.create(member=dolores, tag=tag("Choir"))
    ExternalId.objects.create(member=dolores, system="Union list", value="A-77")
    field = Field.objects.create(
        name="Childcare", folded="childcare", kind="yes_no", why="So that there are enough people."
    )
    FieldValue.objects.create(member=dolores, field=field, value="yes")

    page = said(sign_in("director").get(url("detail", dolores)))

    assert "Mobile (503) 555-0142 May be texted. Since Mar 3, at the door." in page
    assert "Home area Eastside Union list A-77 Choir" in page
    assert "Childcare Yes Why we ask" in page
    assert "What it is for So that there are enough people." in page
    assert "No organizer yet." in page


@pytest.mark.parametrize("role", ["owner", "director", "data_lead"])
def test_page_opens_for_those_who_see_everyone(sign_in, dolores, role):
    assert sign_in(role).get(url("detail", dolores)).status_code == 200


@pytest.mark.parametrize("role", ["coach", "viewer"])
def test_page_names_who_may_to_those_who_may_not(sign_in, dolores, role):
    response = sign_in(role).get(url("detail", dolores))

    assert response.status_code == 403
    assert "Owner, Director, Organizer, Data lead" in response.text


def test_page_is_closed_to_the_anonymous_and_to_outsiders(sign_in, dolores):
    assert Client().get(url("detail", dolores)).status_code == 302
    assert sign_in("owner", "south").get(url("detail", dolores)).status_code == 404


def test_page_of_another_organization_is_not_found_here(sign_in, dolores):
    assert sign_in("owner", "south").get(url("detail", dolores).replace("north", "south")).status_code == 404


def test_page_takes_no_post(sign_in, dolores):
    assert sign_in("director").post(url("detail", dolores)).status_code == 405


@pytest.mark.parametrize(
    "fields", [{"kind": "guest"}, {"erased_at": timezone.now(), "given_name": "", "family_name": "", "folded": ""}]
)
def test_page_of_a_guest_or_an_erased_person_is_not_found(sign_in, dolores, fields):
    Member.objects.filter(pk=dolores.pk).update(**fields)

    assert sign_in("owner").get(url("detail", dolores)).status_code == 404


def test_page_of_nobody_is_not_found(sign_in, north):
    assert sign_in("owner").get(f"/o/north/people/{uuid4()}/").status_code == 404


def test_organizer_opens_own_people_and_those_of_their_units(sign_in, dolores, eastside, person):
    client, address = sign_in("organizer"), url("detail", dolores)
    assert client.get(address).status_code == 404

    Belonging.objects.create(member=dolores, kind=eastside.kind, unit=eastside.children.get())
    StaffScope.objects.create(member=person("organizer"), unit=eastside)
    assert client.get(address).status_code == 200

    StaffScope.objects.all().delete()
    Member.objects.filter(pk=dolores.pk).update(organizer=person("organizer"))
    assert client.get(address).status_code == 200


def test_opening_is_written_down(sign_in, dolores, person):
    sign_in("director").get(url("detail", dolores))

    event = ReadEvent.objects.get()
    assert (event.action, event.object_id, event.actor_id) == ("member.view", dolores.pk, person("director").pk)


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize(("role", "most"), [("director", 11), ("organizer", 12)])
def test_page_takes_the_same_statements_for_one_and_three(sign_in, north, person, eastside, role, most, n):
    member = Member.objects.create(given_name="Ana", organizer=person("organizer"))
    ladder = Ladder.objects.get(is_default=True)
    for i in range(n):
        reach(member, "phone", f"+1503555014{i}")
        MemberTag.objects.create(member=member, tag=tag(f"Tag {i}"))
        ExternalId.objects.create(member=member, system="List", value=str(i))
        Assessment.objects.create(member=member, ladder=ladder, place="off", on=date(2026, 1, i + 1))
    client = sign_in(role)

    with CaptureQueriesContext(connection) as asked:
        assert client.get(url("detail", member)).status_code == 200

    assert len([each for each in asked if not each["sql"].startswith("SET")]) == most


def test_page_tells_recent_changes_in_words(sign_in, north, person):
    director = person("director")
    member = add_member(by=None, columns={"given_name": "Ana"})
    for columns in ({"status": "member", "pronouns": "she/her"}, {"organizer_id": director.pk}):
        now = Member.objects.get(pk=member.pk).changed_at
        edit_member(member, by=director, seen_at=now, columns=columns)

    page = sign_in("director").get(url("detail", member))

    assert [change.text for change in page.context["changes"]] == [
        "Director changed organizer",
        "Director changed pronouns and status",
        "Added from a terminal",
    ]
    assert f'<a href="{url("detail", director)}">' in page.text


def test_organizer_out_of_reach_is_named_without_a_link(sign_in, dolores, eastside, person):
    Member.objects.filter(pk=dolores.pk).update(organizer=person("director"))
    Belonging.objects.create(member=dolores, kind=eastside.kind, unit=eastside)
    StaffScope.objects.create(member=person("organizer"), unit=eastside)

    page = sign_in("organizer").get(url("detail", dolores))

    assert "Organizer: Director North River" in said(page)
    assert url("detail", person("director")) not in page.text


def test_names_are_written_not_run(sign_in, dolores):
    Member.objects.filter(pk=dolores.pk).update(given_name="<script>alert(1)</script>", pronouns="{{ member }}")

    page = sign_in("director").get(url("detail", dolores)).text

    assert "<script>alert" not in page
    assert "{{ member }}" in page


@pytest.mark.parametrize(
    ("kind", "value", "more", "says"),
    [
        ("phone", "+15035550142", {"may_call": "yes", "may_text": "yes"}, "May be called and texted."),
        ("phone", "+15035550142", {"may_call": "yes", "may_text": "no"}, "May be called. Do not text."),
        ("phone", "+15035550142", {"may_call": "no", "may_text": "no", "may_mail": "yes"}, "Do not call or text."),
        ("email", "a@example.org", {"may_mail": "no", "may_call": "yes"}, "Do not write."),
        ("email", "a@example.org", {"consent_source": "Card."}, "We know: Card."),
        ("address", "12 Elm Ct", {"consent_on": date(2025, 3, 3)}, "Since Mar 3, 2025."),
    ],
)
def test_contact_is_said_in_words(dolores, kind, value, more, says):
    dolores.contact_points.all().delete()
    point = reach(dolores, kind, value, **more)

    assert contact(point, region="US", today=date(2026, 11, 22)).says == says


def test_buttons_leave_out_what_was_refused_or_does_not_work(dolores):
    points = [
        reach(dolores, "phone", "+15035550160", standing="wrong"),
        reach(dolores, "phone", "+15035550161", may_text="no"),
        reach(dolores, "phone", "+15035550162;ext=5"),
        reach(dolores, "phone", "+15035550163", may_call="no"),
        reach(dolores, "email", "ana?b@example.org"),
        reach(dolores, "address", "12 Elm Ct & Main"),
    ]

    found = [button.url for button in buttons(points)]

    assert found == [
        "tel:+15035550161",
        "sms:+15035550163",
        "geo:0,0?q=12%20Elm%20Ct%20%26%20Main",
        "mailto:ana%3Fb@example.org",
    ]


@pytest.mark.parametrize(
    ("standing", "chip"), [("wrong", "Wrong number"), ("bounced", "Bounced"), ("gone", "No longer")]
)
def test_contact_that_does_not_work_is_marked_and_not_linked(sign_in, dolores, standing, chip):
    dolores.contact_points.update(standing=standing)

    page = sign_in("director").get(url("detail", dolores)).text

    assert chip in page
    assert "tel:" not in page
