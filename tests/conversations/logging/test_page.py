"""The page of the log: whom it shows, what it says beside the story, and how light it is."""

import brotli
import pytest

from conversations.models import Prompt, PromptSet, Theme
from organizations.models import Organization
from stpnet.in_org import on_public_side
from tests.conversations.logging.conftest import NEW

pytestmark = pytest.mark.django_db


def names(page):
    return [str(choice.value) for choice in page.context["people"]]


def test_the_last_few_come_first_and_before_the_first_talk_ones_own_people(sign_in, post, someone):
    people = [someone(f"Given{n} Family{n}") for n in range(8)]
    assert names(sign_in("organizer").get(NEW)) == [f"Given{n} Family{n}" for n in range(5)]

    for member in (people[6], people[7]):
        post(member=[member.pk])

    assert names(sign_in("organizer").get(NEW)) == ["Given7 Family7", "Given6 Family6"]


def test_somebody_is_chosen_by_the_address_if_one_sees_them(sign_in, rosa, someone, person):
    hidden = someone("Hedda Hidden", organizer=person("director"))

    page = sign_in("organizer").get(f"{NEW}?with={rosa.pk}")

    assert page.context["people"][0].is_on
    assert "Hedda" not in sign_in("organizer").get(f"{NEW}?with={hidden.pk}").text
    assert sign_in("organizer").get(f"{NEW}?with=rosa").status_code == 200


def test_who_reads_it_and_what_not_to_write_stand_beside_the_story(sign_in, north):
    page = sign_in("organizer").get(NEW).text
    assert "Leave out what could hurt someone" in page
    assert "Only you can read this." in page

    with on_public_side():
        Organization.objects.filter(pk=north.pk).update(do_not_write="Nobody’s papers.")

    assert "Not to be written down: Nobody’s papers." in sign_in("organizer").get(NEW).text


def test_letters_find_those_one_sees(sign_in, rosa, someone, person):
    someone("Rosalind Hidden", organizer=person("director"))
    client = sign_in("organizer")

    found = client.post(f"{NEW}find/", {"person": "ro"}).text

    assert "Rosa Delgado" in found
    assert "Hidden" not in found
    assert "Nobody among the people you see" in client.post(f"{NEW}find/", {"person": "zz"}).text


def test_it_needs_as_many_statements_for_many_as_for_one(sign_in, statements, stands, rosa, someone):
    client = sign_in("organizer")
    stands(rosa, 2)
    client.get(NEW)
    few = statements(client, f"{NEW}?with={rosa.pk}")
    of = PromptSet.objects.create(name="Always")
    for n in range(12):
        someone(f"Given{n} Family{n}")
        Theme.objects.create(name=f"Theme {n}")
        Prompt.objects.create(of=of, text=f"Question {n}?")

    assert statements(client, f"{NEW}?with={rosa.pk}") == few <= 12


def test_the_page_alone_is_light(sign_in, stands, rosa):
    stands(rosa, 2)
    for n in range(12):
        Theme.objects.create(name=f"Theme {n}")

    page = sign_in("organizer").get(f"{NEW}?with={rosa.pk}").content

    assert len(brotli.compress(page, quality=5)) < 6_000


def test_the_person_page_leads_there_for_those_who_may(sign_in, rosa):
    link = f"{NEW}?with={rosa.pk}"

    assert link in sign_in("director").get(f"/o/north/people/{rosa.pk}/").text
    assert link not in sign_in("data_lead").get(f"/o/north/people/{rosa.pk}/").text
