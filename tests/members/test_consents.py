"""What people agreed to, answer after answer: kept by the database, whoever writes the contact."""

from datetime import date

import pytest

from members import contacts
from members.actions import edit_member
from members.merging.actions import merge, unmerge
from members.models import Consent, ContactPoint, Member, RemovedContact
from tests.members.conftest import reach, url
from tests.members.test_contacts_tab import at, opened
from tests.members.test_person_page import said

MARCH, JUNE = date(2026, 3, 3), date(2026, 6, 1)


def answers(member):
    found = Consent.objects.filter(member=member).order_by("written_at", "channel")
    return [(each.channel, each.said, each.on, each.source) for each in found]


def test_every_answer_is_kept_with_its_day_and_how_it_is_known(sign_in, dolores, north):
    client, point = sign_in("director"), dolores.contact_points.get()
    dolores.contact_points.update(may_call="yes", consent_on=MARCH, consent_source="at the door")
    sent = opened(client, at(dolores, point)) | {"contact-may_text": "no", "contact-consent_source": "she wrote to us"}

    client.post(at(dolores, point), sent)

    today = north.today()
    assert answers(dolores) == [
        ("text", "yes", None, ""), ("call", "yes", MARCH, "at the door"), ("text", "no", today, "she wrote to us"),
    ]  # fmt: skip
    page = said(client.get(url("contacts", dolores)))
    assert "May we call Yes since Mar 3, 2026, at the door May we text No since" in page
    assert "1 answer before May we text: Yes Written down" in page


def test_what_says_nothing_new_is_not_written_again(dolores, person):
    point = dolores.contact_points.get()
    edit_member(
        dolores, by=person("owner"), seen_at=dolores.changed_at, columns={}, contacts=[again(point, label="home")]
    )
    dolores.contact_points.update(standing="wrong")
    assert answers(dolores) == [("text", "yes", None, "")]

    dolores.contact_points.update(consent_source="on paper")
    dolores.contact_points.update(may_text="")
    assert answers(dolores)[1:] == [("text", "yes", None, "on paper"), ("text", "back", None, "on paper")]


def again(point: ContactPoint, **changes) -> ContactPoint:
    for name, value in changes.items():
        setattr(point, name, value)
    return point


def test_answers_stay_when_the_contact_goes_and_do_not_double_when_it_comes_back(sign_in, dolores):
    client, point = sign_in("director"), dolores.contact_points.get()

    client.post(at(dolores, point, "take-off"))
    assert "Said about contacts that are gone Phone May we text: Yes" in said(client.get(url("contacts", dolores)))

    contacts.bring_back(RemovedContact.objects.get(), by=None)
    assert answers(dolores) == [("text", "yes", None, "")]


def test_answers_go_over_to_whoever_stands_for_both_and_back(dolores, person):
    twin = Member.objects.create(given_name="Dolores", family_name="Ankra")
    reach(twin, "email", "d@example.org", may_mail="no", consent_on=MARCH)

    made = merge(dolores, twin, by=person("owner"))
    assert [row[:2] for row in answers(dolores)] == [("text", "yes"), ("mail", "no")]

    unmerge(made, by=person("owner"))
    assert answers(twin) == [("mail", "no", MARCH, "")]


@pytest.mark.parametrize("n", [1, 300])
def test_many_contacts_at_once_take_as_many_statements_as_one(north, n, django_assert_num_queries):
    people = Member.objects.bulk_create(Member(given_name=f"P{i}") for i in range(n))
    points = [
        ContactPoint(member=each, kind="email", value=f"p{i}@example.org", normal=f"p{i}@example.org", may_mail="yes")
        for i, each in enumerate(people)
    ]
    with django_assert_num_queries(1):
        ContactPoint.objects.bulk_create(points)
    assert Consent.objects.filter(said="yes", channel="mail").count() == n


def test_an_answer_that_comes_over_brings_its_day_and_how_it_is_known(dolores, person):
    dolores.contact_points.update(may_call="yes", may_text="", consent_on=MARCH, consent_source="at the door")
    twin = Member.objects.create(given_name="Dolores", family_name="Ankra")
    reach(twin, "phone", "+15035550142", may_text="no", consent_on=JUNE, consent_source="a letter")

    made = merge(dolores, twin, by=person("owner"))

    point = dolores.contact_points.get()
    assert of_point(point)[-1] == ("text", "no", JUNE, "a letter")
    assert ("call", "yes", JUNE, "a letter") not in of_point(point)
    unmerge(made, by=person("owner"))
    point.refresh_from_db()
    assert (point.may_text, point.consent_on, point.consent_source) == ("", MARCH, "at the door")
    assert of_point(point)[-1] == ("text", "back", MARCH, "at the door")


def of_point(point):
    found = Consent.objects.filter(point=point.pk).order_by("written_at", "channel")
    return [(each.channel, each.said, each.on, each.source) for each in found]
