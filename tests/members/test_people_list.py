"""The list of people: who sees whom, filters by address, search by session, the same statements for one and three."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.models import Belonging, ContactPoint, Member, Tag, Unit, UnitKind
from members.normal import fold

URL = "/o/north/people/"


@pytest.fixture
def people(north):
    """Ana and Bea belong to Eastside, Zoë to nobody; Bea is organized by the organizer."""
    kind = UnitKind.objects.get()
    east = Unit.objects.create(kind=kind, name="Eastside", folded="eastside")
    elm = Unit.objects.create(kind=kind, name="Elm Court", folded="elm court", parent=east)
    made = {}
    for given, family in (("Ana", "Álvarez"), ("Bea", "Brandt"), ("Zoë", "Zuñiga")):
        made[given] = Member.objects.create(given_name=given, family_name=family)
    Belonging.objects.create(member=made["Ana"], kind=kind, unit=east)
    Belonging.objects.create(member=made["Bea"], kind=kind, unit=elm)
    made.update(east=east, elm=elm)
    return made


def names(response):
    return [row["member"].given_name for row in response.context["rows"] if row["member"].user_id is None]


def statements(client, url):
    """Count as a page's budget counts: without SET, SAVEPOINT and the read event."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(url)
    skipped = ("SET", "SAVEPOINT", "RELEASE", 'INSERT INTO "audit_readevent"')
    return sum(not query["sql"].startswith(skipped) for query in captured)


def test_everyone_is_listed_by_family_name_without_accents(sign_in, people):
    response = sign_in("director").get(URL)

    assert names(response) == ["Ana", "Bea", "Zoë"]


def test_organizer_sees_their_own_people_only(sign_in, people, person):
    Member.objects.filter(pk=people["Bea"].pk).update(organizer=person("organizer"))

    assert names(sign_in("organizer").get(URL)) == ["Bea"]


@pytest.mark.parametrize("role", ["coach", "viewer"])
def test_roles_without_people_are_told_who_may(sign_in, north, role):
    response = sign_in(role).get(URL)

    assert response.status_code == 403
    assert "Owner, Director, Organizer, Data lead" in response.text


def test_anonymous_goes_to_sign_in(client, north):
    assert client.get(URL).url == "/accounts/login/?next=%2Fo%2Fnorth%2Fpeople%2F"


def test_outsider_finds_nothing(sign_in, north):
    assert sign_in("director", "south").get(URL).status_code == 404


def test_list_cannot_be_posted_to(sign_in, north):
    assert sign_in("director").post(URL).status_code == 405


def test_unit_filter_takes_units_below_along(sign_in, people):
    client = sign_in("director")

    assert names(client.get(URL, {"unit": str(people["east"].pk)})) == ["Ana", "Bea"]
    assert names(client.get(URL, {"unit": str(people["elm"].pk)})) == ["Bea"]


def test_tag_and_organizer_filters(sign_in, people, person):
    tag = Tag.objects.create(name="Phone tree", folded=fold("Phone tree"))
    people["Ana"].member_tags.create(tag=tag)
    Member.objects.filter(pk=people["Zoë"].pk).update(organizer=person("director"))
    client = sign_in("director")

    assert names(client.get(URL, {"tag": str(tag.pk)})) == ["Ana"]
    assert names(client.get(URL, {"organizer": "me"})) == ["Zoë"]
    assert names(client.get(URL, {"organizer": "nobody", "status": "contact"})) == ["Ana", "Bea"]


@pytest.mark.parametrize(
    "query", [{"unit": "nonsense"}, {"tag": "01890000-0000-7000-8000-000000000000"}, {"status": "x"}]
)
def test_filter_that_means_nothing_is_left_out_and_said(sign_in, people, query):
    response = sign_in("director").get(URL, query)

    assert names(response) == ["Ana", "Bea", "Zoë"]
    assert "means nothing here any more" in response.text


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("zoe", ["Zoë"]),
        ("ALVAREZ", ["Ana"]),
        ("brandt bea", ["Bea"]),
        ("0142", ["Ana"]),
        ("(503) 555-0142", ["Ana"]),
        ("ana@example", ["Ana"]),
        ("nobody at all", []),
        ("%", []),
        ("01", []),
    ],
)
def test_search_finds_parts_of_names_phones_and_mails(sign_in, people, words, found):
    ContactPoint.objects.create(member=people["Ana"], kind="phone", value="+15035550142", normal="+15035550142")
    ContactPoint.objects.create(member=people["Ana"], kind="email", value="Ana@example.org", normal="ana@example.org")

    response = sign_in("director").post(f"{URL}search/", {"q": words}, follow=True)

    assert names(response) == found
    assert words not in response.request["QUERY_STRING"]


def test_search_of_somebody_else_means_nothing(sign_in, people):
    address = sign_in("director").post(f"{URL}search/", {"q": "zoe"}).url

    assert names(sign_in("owner").get(address)) == ["Ana", "Bea", "Zoë"]


def test_fragment_is_a_part_of_the_page_and_history_gets_the_whole(sign_in, people):
    client, asked = sign_in("director"), {"HX-Request": "true", "HX-Target": "people"}

    page, part = client.get(URL).text, client.get(URL, headers=asked).text
    restored = client.get(URL, headers={**asked, "HX-History-Restore-Request": "true"}).text

    assert part.strip() in page
    assert "<!doctype" not in part.lower()
    assert restored.count("<html") == 1


def test_statements_are_the_same_for_one_row_and_three(sign_in, people):
    client = sign_in("director")
    one = statements(client, f"{URL}?unit={people['elm'].pk}")

    assert one == statements(client, f"{URL}?unit={people['east'].pk}")
    assert one <= 12


def test_who_organizes_nobody_any_more_is_a_filter_that_keeps_nobody(sign_in, people):
    page = sign_in("director").get(f"{URL}?organizer={people['Zoë'].pk}")

    assert names(page) == []
    assert page.context["misread"] == []


def test_who_was_put_together_with_an_organizer_stands_for_them(sign_in, people):
    Member.objects.filter(pk=people["Bea"].pk).update(organizer=people["Ana"])
    Member.objects.filter(pk=people["Zoë"].pk).update(merged_into=people["Ana"])

    assert names(sign_in("director").get(f"{URL}?organizer={people['Zoë'].pk}")) == ["Bea"]
