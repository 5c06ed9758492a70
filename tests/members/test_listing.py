"""What the list shows of each person and around them: ways to reach, order, pages, and what it says when empty."""

import pytest
from django.db.models import Subquery

from audit.models import ReadEvent
from members import columns, registry
from members.models import Belonging, Member
from tests.members.conftest import reach

URL = "/o/north/people/"


@pytest.fixture
def row(sign_in, dolores):
    """`row()`: the ways to reach Dolores, as the director's list has them."""

    def row():
        page = sign_in("director").get(URL)
        return {"reach": columns.reach(page.wsgi_request, list(page.context["page"])).get(dolores.pk)}

    return row


@pytest.fixture
def nobody(north):
    """Only those who sign in are left; they are guests now."""
    Member.objects.update(kind="guest")


def crowd(n):
    Member.objects.bulk_create(
        [Member(given_name=f"Given{i:03}", family_name="Crowd", folded=f"given{i:03} crowd") for i in range(n)]
    )


def test_phone_is_written_as_at_home_and_dialed_in_full(row):
    assert row()["reach"] == {
        "call": "+15035550142",
        "shown": "(503) 555-0142",
        "text_to": "+15035550142",
        "email": "",
        "mail": "",
    }


@pytest.mark.parametrize(
    ("refused", "gone"), [("may_call", ("call", "shown")), ("may_text", ("text_to",))], ids=["call", "text"]
)
def test_refused_way_is_not_offered(row, dolores, refused, gone):
    dolores.contact_points.update(**{refused: "no"})

    assert [name for name in ("call", "shown", "text_to") if not row()["reach"][name]] == list(gone)


def test_number_that_no_longer_works_is_left_out(row, dolores):
    dolores.contact_points.update(standing="wrong")
    reach(dolores, "email", "no@example.org", may_mail="no")

    assert row()["reach"] is None


def test_mobile_comes_before_an_older_phone_and_an_extension_gets_no_text(row, dolores):
    dolores.contact_points.update(label="home")
    reach(dolores, "phone", "+15035550199;ext=12", label="mobile")

    assert (row()["reach"]["call"], row()["reach"]["text_to"]) == ("+15035550199;ext=12", "+15035550142")


def test_person_without_a_name_can_be_opened(sign_in, north):
    member = Member.objects.create()

    assert f'href="{URL}{member.pk}/">No name yet</a>' in sign_in("director").get(URL).text


def test_list_is_sorted_by_unit_with_those_without_last(sign_in, dolores, eastside):
    Belonging.objects.create(member=dolores, kind=eastside.kind, unit=eastside)
    client = sign_in("director")

    for sort in ("unit", "-unit"):
        assert client.get(URL, {"sort": sort}).context["rows"][0]["member"] == dolores


@pytest.mark.parametrize("sort", ["", "password", "organizer__user_id", "--name", "-"])
def test_sort_that_means_nothing_is_by_name(sign_in, dolores, sort):
    response = sign_in("director").get(URL, {"sort": sort})

    assert response.context["by_name"]["state"] == "ascending"


def test_filters_keep_the_order_and_the_search(sign_in, dolores):
    client = sign_in("director")
    address = client.post(f"{URL}search/", {"q": "dolores"}).url

    text = client.get(f"{address}&sort=-status").text

    assert f'href="{URL}filters/field/?search={address.rpartition("=")[2]}&amp;sort=-status"' in text


def test_hundred_to_a_page_and_a_page_too_far_is_the_last(sign_in, north):
    crowd(101)
    client = sign_in("director")

    assert len(client.get(URL, {"sort": "name"}).context["rows"]) == 100
    for number in ("2", "99"):
        response = client.get(URL, {"page": number, "sort": "name"})
        assert (response.context["page"].number, len(response.context["rows"])) == (
            2,
            response.context["n"]["all"] - 100,
        )
        assert 'href="?page=1&amp;sort=name"' in response.text


@pytest.mark.parametrize("number", ["0", "-1", "x", "1e9", "\0", "٣"])
def test_page_that_means_nothing_is_a_page(sign_in, dolores, number):
    assert sign_in("director").get(URL, {"page": number}).status_code == 200


def test_long_list_is_written_down_and_a_short_one_is_not(sign_in, north, person):
    sign_in("director").get(URL)
    assert not ReadEvent.objects.exists()

    crowd(60)
    sign_in("director").get(URL)

    event = ReadEvent.objects.get()
    assert (event.actor_id, event.action, event.object_id) == (person("director").pk, "member.view", None)
    assert event.n_objects > 60


def test_chip_leads_to_the_list_without_its_filter(sign_in, dolores):
    response = sign_in("director").get(URL, {"status": "contact", "organizer": "nobody", "page": "1"})

    assert [chip["label"] for chip in response.context["chips"]] == ["Status is Contact", "Organizer is nobody"]
    assert [chip["url"] for chip in response.context["chips"]] == [f"{URL}?organizer=nobody", f"{URL}?status=contact"]


def test_empty_list_offers_to_bring_a_list_in(sign_in, nobody):
    text = sign_in("data_lead").get(URL).text

    assert "Nobody is here yet" in text
    assert "Bring a list in" in text


def test_empty_list_of_who_may_not_import_offers_to_add_someone(sign_in, nobody):
    text = sign_in("organizer").get(URL).text

    assert "Nobody is here yet" in text
    assert "Bring a list in" not in text
    assert f'href="{URL}new/"' in text


def test_nobody_matches_offers_everyone(sign_in, dolores):
    text = sign_in("director").get(URL, {"status": "former"}).text

    assert "Nobody matches" in text
    assert f'href="{URL}"' in text


def test_no_two_queries_are_sorted_by_one_subquery():
    """A query changes what it is given: after some pages the next that was sorted by it failed."""
    shared = (column for column in registry.columns if hasattr(column.sort, "flatten"))

    assert [column.name for column in shared if any(isinstance(each, Subquery) for each in column.sort.flatten())] == []
