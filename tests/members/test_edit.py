"""Adding and editing as pages: who may, what is kept, what happens when two save at once."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.models import AuditEvent
from members.actions import edit_member
from members.models import Belonging, ContactPoint, Field, FieldValue, Member, StaffScope, Tag
from stpnet.in_org import in_org
from tests.members.conftest import filled, opened, reach, tag, url


def errors(response):
    assert response.status_code == 422
    return response.context["form"].errors


def test_saving_leads_to_the_person_and_says_so(sign_in, dolores):
    client = sign_in("director")
    response = client.post(url("edit", dolores), {**opened(client, dolores), "pronouns": "she/her"})

    assert (response.status_code, response["Location"]) == (303, url("detail", dolores))
    assert "Saved: Dolores Ankrah." in client.get(response["Location"]).text
    assert Member.objects.get(pk=dolores.pk).pronouns == "she/her"


def test_saving_unchanged_changes_nothing(sign_in, dolores, eastside):
    Belonging.objects.create(member=dolores, kind=eastside.kind, unit=eastside)
    tag("Choir")
    field = Field.objects.create(name="Since", folded="since", kind="date")
    FieldValue.objects.create(member=dolores, field=field, value="some years ago")
    reach(dolores, "address", "12 Elm Ct")
    reach(dolores, "phone", "+442079460018;ext=4", consent_on="2026-01-05", standing="wrong")
    client = sign_in("director")

    response = client.post(url("edit", dolores), opened(client, dolores))

    assert response.status_code == 303
    assert "Nothing was different" in client.get(response["Location"]).text
    assert not AuditEvent.objects.exists()


def test_edit_keeps_what_was_agreed(sign_in, dolores):
    client = sign_in("director")
    client.post(url("edit", dolores), {**opened(client, dolores), "contacts-0-value": "(503) 555-0199"})

    point = dolores.contact_points.get()
    assert (point.normal, point.may_text, point.label) == ("+15035550199", "yes", "mobile")


def test_edit_takes_a_contact_off_and_adds_one(sign_in, dolores):
    client = sign_in("director")
    sent = {
        **opened(client, dolores),
        "contacts-0-DELETE": "on",
        "contacts-0-value": "half",
        "contacts-2-value": "d@x.org",
    }

    assert client.post(url("edit", dolores), sent).status_code == 303
    assert list(dolores.contact_points.values_list("normal", flat=True)) == ["d@x.org"]


def test_emptied_line_is_asked_about(sign_in, dolores):
    client = sign_in("director")

    response = client.post(url("edit", dolores), {**opened(client, dolores), "contacts-0-value": ""})

    assert errors(response) == ["Write the phone, the e-mail or the address."]


def test_new_line_may_not_repeat_a_contact(sign_in, dolores):
    client = sign_in("director")

    response = client.post(url("edit", dolores), {**opened(client, dolores), "contacts-1-value": "503-555-0142"})

    assert errors(response) == ["This person already has this contact."]


def test_contact_of_someone_else_is_refused(sign_in, dolores, south):
    client, sent = sign_in("director"), opened(sign_in("director"), dolores)
    here = reach(Member.objects.create(given_name="Efua"), "phone", "+15035550199").pk
    with in_org(south):
        there = reach(Member.objects.create(given_name="Ana"), "phone", "+15035550188").pk

    for pk in (here, there, "nonsense"):
        found = errors(client.post(url("edit", dolores), {**sent, "contacts-0-pk": str(pk)}))
        assert found == ["This contact is no longer this person's. Write it on an empty line instead."]
    assert ContactPoint.objects.filter(pk=here).exists()


def test_nobody_organizes_themselves(sign_in, person):
    client, organizer = sign_in("director"), person("organizer")

    response = client.post(url("edit", organizer), {**opened(client, organizer), "organizer": str(organizer.pk)})

    assert errors(response) == ["Someone else has to be this person's organizer."]


def test_organizer_who_left_stays_until_changed(sign_in, dolores):
    left = Member.objects.create(given_name="Gus", status="former")
    Member.objects.filter(pk=dolores.pk).update(organizer=left)
    client = sign_in("director")

    assert client.post(url("edit", dolores), opened(client, dolores)).status_code == 303
    assert Member.objects.get(pk=dolores.pk).organizer == left


def test_level_is_never_asked(sign_in, dolores):
    assert "level" not in sign_in("director").get(url("edit", dolores)).text.split("<main")[1].lower()


def test_who_saved_meanwhile_is_shown_and_typing_is_kept(sign_in, dolores, person):
    client = sign_in("data_lead")
    sent = {**opened(client, dolores), "pronouns": "they/them"}
    edit_member(dolores, by=person("director"), seen_at=dolores.changed_at, columns={"status": "member"})

    late = client.post(url("edit", dolores), sent)

    assert late.status_code == 422
    assert [change.text for change in late.context["form"].late] == ["Director changed status"]
    assert 'value="they/them"' in late.text
    assert Member.objects.get(pk=dolores.pk).pronouns == ""


def test_saving_again_overwrites_knowingly(sign_in, dolores, person):
    client, director = sign_in("data_lead"), person("director")
    edit_member(dolores, by=director, seen_at=dolores.changed_at, columns={"suffix": "Jr."})
    sent = {**opened(client, dolores), "pronouns": "they/them"}
    now = Member.objects.get(pk=dolores.pk).changed_at
    edit_member(dolores, by=director, seen_at=now, columns={"status": "member"})
    form = client.post(url("edit", dolores), sent).context["form"]
    assert [change.text for change in form.late] == ["Director changed status"]

    seen = {"seen_at": form.seen_at.isoformat(), "seen_event": str(form.seen_event)}
    assert client.post(url("edit", dolores), {**sent, **seen}).status_code == 303

    dolores.refresh_from_db()
    assert (dolores.pronouns, dolores.status) == ("they/them", "contact")


def test_change_by_a_list_is_named_so(sign_in, dolores):
    client = sign_in("director")
    sent = opened(client, dolores)
    Member.objects.filter(pk=dolores.pk).update(changed_at=timezone.now())

    assert "A list that came in changed something." in client.post(url("edit", dolores), sent).text


@pytest.mark.parametrize("seen", ["", "yesterday", "2026-01-01T00:00:00"])
def test_form_without_its_moment_is_late(sign_in, dolores, seen):
    client = sign_in("director")

    response = client.post(url("edit", dolores), {**opened(client, dolores), "seen_at": seen, "pronouns": "x"})

    assert response.status_code == 422
    assert response.context["form"].is_late


def test_organizer_who_gives_someone_away_comes_to_the_list(sign_in, dolores, person):
    Member.objects.filter(pk=dolores.pk).update(organizer=person("organizer"))
    client = sign_in("organizer")

    response = client.post(url("edit", dolores), {**opened(client, dolores), "organizer": str(person("director").pk)})

    assert (response.status_code, response["Location"]) == (303, url("list"))


def test_organizer_edits_own_people_and_those_of_their_units_only(sign_in, dolores, eastside, person):
    client = sign_in("organizer")
    assert client.get(url("edit", dolores)).status_code == 404
    assert client.post(url("edit", dolores), filled(given_name="x")).status_code == 404

    Belonging.objects.create(member=dolores, kind=eastside.kind, unit=eastside)
    StaffScope.objects.create(member=person("organizer"), unit=eastside)
    assert client.get(url("edit", dolores)).status_code == 200


@pytest.mark.parametrize("name", ["add", "edit"])
def test_pages_refuse_those_without_the_right(sign_in, dolores, name):
    address = url(name, dolores if name == "edit" else None)

    for method in ("get", "post"):
        assert getattr(Client(), method)(address).status_code == 302
        assert getattr(sign_in("owner", "south"), method)(address).status_code == 404
        for role in ("coach", "viewer"):
            assert getattr(sign_in(role), method)(address).status_code == 403
    assert sign_in("director").delete(address).status_code == 405


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize(
    ("name", "role", "most"), [("add", "director", 8), ("edit", "director", 10), ("edit", "organizer", 11)]
)
def test_forms_take_the_same_statements_for_one_and_three(sign_in, person, eastside, name, role, most, n):
    member = Member.objects.create(given_name="Ana", organizer=person("organizer"))
    for i in range(n):
        reach(member, "phone", f"+1503555014{i}")
        Tag.objects.create(name=f"T{i}", folded=f"t{i}")
        Field.objects.create(name=f"F{i}", folded=f"f{i}")
    client = sign_in(role)

    with CaptureQueriesContext(connection) as asked:
        assert client.get(url(name, member if name == "edit" else None)).status_code == 200

    assert len([each for each in asked if not each["sql"].startswith("SET")]) == most
