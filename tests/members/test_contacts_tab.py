"""Contact and consent: each contact changed in its place, taken off and brought back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from members import contacts
from members.actions import edit_member
from members.merging.actions import merge, unmerge
from members.models import KEPT_FOR, Member, RemovedContact
from tests.members.conftest import reach, url
from tests.members.test_person_page import said


def at(member, point, *more):
    return "/".join([url("contacts", member).rstrip("/"), str(point.pk), *more, ""])


def opened(client, address):
    """What a browser sends when the form is opened and saved as it is."""
    form = client.get(address).context["form"]
    return {field.html_name: "" if field.value() is None else field.value() for field in form}


def test_tab_says_what_was_agreed_since_when_and_how_it_is_known(sign_in, dolores):
    dolores.contact_points.update(consent_on="2026-03-03", consent_source="at the door")
    reach(dolores, "email", "d@example.org", standing="bounced")

    page = said(sign_in("director").get(url("contacts", dolores)))

    assert "May we call Not asked May we text Yes since Mar 3, 2026, at the door" in page
    assert "E-mail d@example.org Bounced May we write Not asked" in page


def test_one_contact_is_changed_in_its_place(sign_in, dolores):
    client, other = sign_in("director"), reach(dolores, "email", "d@example.org")
    point = dolores.contact_points.get(kind="phone")
    sent = opened(client, at(dolores, point)) | {"contact-may_text": "no", "contact-consent_source": "said so"}

    done = client.post(at(dolores, point), sent, follow=True)

    point.refresh_from_db()
    assert (point.may_text, point.consent_source, "Saved." in done.text) == ("no", "said so", True)
    assert dolores.contact_points.filter(pk=other.pk).exists()


def test_what_is_wrong_is_said_and_kept(sign_in, dolores):
    client, point = sign_in("director"), dolores.contact_points.get()
    reach(dolores, "phone", "+15035550143")
    for value, why in (("555", "area code"), ("503-555-0143", "already has this contact")):
        refused = client.post(at(dolores, point), opened(client, at(dolores, point)) | {"contact-value": value})

        assert refused.status_code == 422
        assert why in refused.text
        assert f'value="{value}"' in refused.text


def test_what_somebody_else_wrote_is_not_overwritten_unseen(sign_in, dolores, person):
    client, point = sign_in("director"), dolores.contact_points.get()
    sent = opened(client, at(dolores, point)) | {"contact-may_call": "yes"}
    dolores.contact_points.update(may_call="no")

    late = client.post(at(dolores, point), sent)

    assert (late.status_code, "Someone else changed this contact meanwhile" in late.text) == (422, True)
    again = {field.html_name: field.value() or "" for field in late.context["form"]}
    client.post(at(dolores, point), again)
    assert dolores.contact_points.get().may_call == "yes"


def test_a_change_elsewhere_is_no_hindrance(sign_in, dolores, person):
    client, point = sign_in("director"), dolores.contact_points.get()
    sent = opened(client, at(dolores, point)) | {"contact-may_call": "yes"}
    now = Member.objects.get(pk=dolores.pk).changed_at
    edit_member(dolores, by=person("owner"), seen_at=now, columns={"employer": "Mill"})

    assert client.post(at(dolores, point), sent).status_code == 303


def test_contact_is_added(sign_in, dolores):
    client = sign_in("director")
    sent = opened(client, url("contact_add", dolores)) | {"contact-kind": "email", "contact-value": "New@Example.org"}

    client.post(url("contact_add", dolores), sent)

    assert dolores.contact_points.get(kind="email").normal == "new@example.org"


def test_taken_off_and_brought_back_as_it_was(sign_in, dolores):
    client, point = sign_in("director"), dolores.contact_points.get()
    before = dolores.contact_points.values().get()

    gone = client.post(at(dolores, point, "take-off"), follow=True)
    assert f'action="{at(dolores, point, "back")}"' in gone.text
    assert "Taken off in the last 30 days" in gone.text
    assert not dolores.contact_points.exists()
    assert "taken off meanwhile" in client.get(at(dolores, point), follow=True).text

    assert "It is back" in client.post(at(dolores, point, "back"), follow=True).text
    assert dolores.contact_points.values().get() == before
    assert "nothing to bring back" in client.post(at(dolores, point, "back"), follow=True).text


def test_same_contact_written_anew_leaves_no_room_for_the_old(dolores):
    point = dolores.contact_points.get()
    edit_member(dolores, by=None, seen_at=dolores.changed_at, columns={}, removed=[point.pk])
    reach(dolores, "phone", point.normal)

    assert not contacts.bring_back(RemovedContact.objects.get(), by=None)


def test_what_was_taken_off_goes_along_when_people_are_put_together(dolores):
    point, twin = dolores.contact_points.get(), Member.objects.create(given_name="Dolly")
    edit_member(dolores, by=None, seen_at=dolores.changed_at, columns={}, removed=[point.pk])
    record = merge(twin, dolores, by=None)
    assert contacts.bring_back(twin.removed_contacts.get(), by=None)
    assert twin.contact_points.get().pk == point.pk

    unmerge(record, by=None)

    # Brought back to who stood for both then, it stays there.
    assert twin.contact_points.get().pk == point.pk


def test_after_thirty_days_it_is_gone(dolores):
    edit_member(dolores, by=None, seen_at=dolores.changed_at, columns={}, removed=[dolores.contact_points.get().pk])
    contacts.forget()
    assert RemovedContact.objects.exists()
    RemovedContact.objects.update(removed_at=F("removed_at") - KEPT_FOR - timedelta(minutes=1))

    contacts.forget()

    assert not RemovedContact.objects.exists()


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize(("role", "most"), [("director", 11), ("organizer", 12)])
def test_tab_takes_the_same_statements_for_one_and_three(sign_in, north, person, eastside, role, most, n):
    member = Member.objects.create(given_name="Ana", organizer=person("organizer"))
    for i in range(n):
        reach(member, "phone", f"+1503555014{i}")
        gone = reach(member, "phone", f"+1503555015{i}")
        now = Member.objects.get(pk=member.pk).changed_at
        edit_member(member, by=member, seen_at=now, columns={}, removed=[gone.pk])
    client = sign_in(role)

    with CaptureQueriesContext(connection) as asked:
        assert client.get(url("contacts", member)).status_code == 200

    assert len([each for each in asked if not each["sql"].startswith("SET")]) == most
