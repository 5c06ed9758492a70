"""A form about somebody who was put together with another while it was open: nothing typed is lost."""

import pytest

from members.merging.actions import merge
from members.models import Field, FieldValue, Member
from tests.members.conftest import opened, reach, tag, url


@pytest.fixture
def twin(dolores) -> Member:
    """The same Dolores a second time, with some of what the first has, and more."""
    member = Member.objects.create(given_name="Lola", family_name="Ankrah", employer="Mill")
    reach(member, "phone", "+15035550142")
    reach(member, "email", "lola@example.org")
    member.member_tags.create(tag=tag("Choir"))
    return member


@pytest.fixture
def late(sign_in, dolores, twin, person):
    """`late(pronouns="she/her")`: the answer to a form about the twin, opened before and saved after."""
    field = Field.objects.create(name="Song", folded="song")
    FieldValue.objects.create(member=twin, field=field, value="Amazing")
    client = sign_in("director")
    sent = opened(client, twin)

    def saved(**typed):
        merge(dolores, twin, by=person("data_lead"))
        return client.post(url("edit", twin), sent | typed), client, field

    return saved


def as_sent(response):
    """What a browser sends when it presses Save on the page of this answer."""
    form = response.context["form"]
    sent = {"seen_at": form.seen_at.isoformat(), "seen_event": str(form.seen_event)}
    for each in (form.person, form.contacts.management_form, *form.contacts.forms):
        sent |= {field.html_name: "" if field.value() is None else field.value() for field in each}
    return {name: value for name, value in sent.items() if not name.endswith("DELETE")}


def test_typed_words_stand_in_the_form_of_who_stands_for_both(late, dolores):
    response, _client, field = late(pronouns="she/her", tags="Choir, Drives", given_name="Lola Mae")

    assert response.status_code == 422
    assert "“Lola Ankrah” was put together with Dolores Ankrah meanwhile" in response.text
    assert f'action="{url("edit", dolores)}"' in response.text
    person = response.context["form"].person
    shown = {name: person[name].value() for name in ("given_name", "employer", "pronouns", "tags")}
    assert shown == {"given_name": "Lola Mae", "employer": "", "pronouns": "she/her", "tags": "Choir, Drives"}
    assert person[f"own_{field.pk.hex}"].value() == "Amazing"
    assert response.context["form"].carried == ["Given name", "Pronouns", "Tags"]


def test_saving_that_form_keeps_it_and_nothing_else_is_written_over(late, dolores):
    response, client, _field = late(
        **{
            "pronouns": "she/her",
            "contacts-1-value": "lola@new.example.org",
            "contacts-3-value": "mae@example.org",
        }
    )

    assert client.post(url("edit", dolores), as_sent(response)).status_code == 303

    dolores.refresh_from_db()
    assert (dolores.given_name, dolores.pronouns, dolores.employer) == ("Dolores", "she/her", "")
    reached = dict(dolores.contact_points.values_list("normal", "may_text"))
    assert reached == {"+15035550142": "yes", "lola@new.example.org": "", "mae@example.org": ""}


def test_contact_that_stayed_behind_is_a_new_line(late, dolores):
    response, client, _field = late(**{"contacts-0-value": "(503) 555-0199"})

    client.post(url("edit", dolores), as_sent(response))

    assert set(dolores.contact_points.values_list("normal", flat=True)) == {
        "+15035550142", "+15035550199", "lola@example.org",
    }  # fmt: skip


def test_unchanged_form_says_so(late):
    response, _client, _field = late()

    assert "You had changed nothing" in response.text
    assert response.context["form"].carried == []


def test_opening_it_leads_to_the_form_of_who_stands_for_both(sign_in, dolores, twin, person):
    merge(dolores, twin, by=person("data_lead"))
    client = sign_in("director")

    response = client.get(url("edit", twin))

    assert (response.status_code, response["Location"]) == (302, url("edit", dolores))
    assert "put together with Dolores Ankrah" in client.get(response["Location"]).text


def test_who_may_not_see_the_one_who_stands_for_both_is_told_nothing(sign_in, dolores, twin, person):
    Member.objects.filter(pk=twin.pk).update(organizer=person("organizer"))
    client = sign_in("organizer")
    sent = opened(client, twin)
    merge(dolores, twin, by=person("data_lead"))
    Member.objects.filter(pk=dolores.pk).update(organizer=None)

    assert client.post(url("edit", twin), sent).status_code == 404
    assert client.get(url("edit", twin)).status_code == 404
