"""Finding people by words that never stand in an address."""

import pytest

from members import search
from members.models import ContactPoint, Member

URL = "/o/north/people/"


@pytest.fixture
def ana(north):
    ana = Member.objects.create(
        given_name="Ana María", family_name="O’Brien-Łukasz", preferred_name="Nita", middle_name="de la"
    )
    ContactPoint.objects.create(member=ana, kind="phone", value="+15035550142", normal="+15035550142")
    ContactPoint.objects.create(
        member=ana, kind="email", value="Rainy.Day11@mail.example.org", normal="rainy.day11@mail.example.org"
    )
    Member.objects.create(given_name="Mai", family_name="Other")
    return ana


@pytest.fixture
def found(sign_in, ana):
    def found(words: str) -> list[str]:
        response = sign_in("director").post(f"{URL}search/", {"q": words}, follow=True)
        assert response.status_code == 200
        return [row["member"].given_name for row in response.context["rows"]]

    return found


@pytest.mark.parametrize(
    "words",
    [
        "ana",
        "MARIA",
        "nita",
        "obrien",
        "o'brien",
        "lukasz",
        "łukasz",
        "obrien lukasz",
        "o'br luk",
        "obrien-łuk",
        "lukasz ana",
        "mar",
        "de la nita",
    ],
)
def test_name_is_found_by_any_part_in_any_order(found, words):
    assert found(words) == ["Ana María"]


@pytest.mark.parametrize(
    "words", ["142", "0142", "503 555 0142", "+1 (503) 555-0142", "503.555.0142", "ana 0142", "0142 nit"]
)
def test_phone_is_found_by_its_last_three_digits_or_more(found, words):
    assert found(words) == ["Ana María"]


@pytest.mark.parametrize(
    "words", ["rainy", "RAINY.DAY", "day11", "day11@mail", "@mail.example", "rainy.day11@mail.example.org"]
)
def test_email_is_found_by_any_part(found, words):
    assert found(words) == ["Ana María"]


def test_name_of_a_mail_host_finds_people_of_that_name_only(found):
    assert found("mai") == ["Mai"]


@pytest.mark.parametrize(
    "words", ["42", "503", "bri", "_", "%", "\\", "'; --", "..", "(", "[a-z]+", "ana\0zz@", "\u202e", "ana xyz"]
)
def test_signs_find_nobody_and_break_nothing(found, words):
    assert found(words) == []


def test_no_words_lead_back_to_everyone(sign_in, north):
    response = sign_in("director").post(f"{URL}search/", {"q": "   "})

    assert (response.status_code, response.url) == (303, URL)


def test_words_stand_in_no_address_and_no_title(sign_in, ana):
    client = sign_in("director")
    response = client.post(f"{URL}search/", {"q": "nita"})
    page = client.get(response.url).text

    assert response.status_code == 303
    assert "nita" not in response.url
    assert "nita" not in page[: page.index("</title>")]
    assert "Found by “nita”" in page


def test_search_no_longer_kept_is_said_and_everyone_shown(sign_in, ana):
    response = sign_in("director").get(URL, {"search": "long-gone"})

    assert "“Search” in this address means nothing here any more" in response.text
    assert len(response.context["rows"]) == Member.objects.people().count()


def test_last_searches_are_kept_and_the_same_words_once():
    session: dict[str, dict[str, str]] = {}
    keys = [search.remember(session, f"words {n}") for n in range(search.KEPT)]

    assert search.remember(session, "words 0") == keys[0]
    search.remember(session, "one more")
    assert [search.kept(session).get(key) for key in keys[:3]] == ["words 0", None, "words 2"]


def test_search_goes_together_with_filters(sign_in, ana):
    client = sign_in("director")
    address = client.post(f"{URL}search/", {"q": "nita"}).url

    assert client.get(f"{address}&status=contact").context["n"]["shown"] == 1
    assert client.get(f"{address}&status=former").context["n"]["shown"] == 0


@pytest.mark.parametrize("role", ["coach", "viewer"])
def test_search_is_refused_to_those_without_people(sign_in, north, role):
    assert sign_in(role).post(f"{URL}search/", {"q": "ana"}).status_code == 403


def test_search_is_only_posted(sign_in, north):
    assert sign_in("director").get(f"{URL}search/").status_code == 405


def test_anonymous_search_leads_to_sign_in(client, north):
    asked = {"HX-Request": "true", "Referer": f"http://testserver{URL}"}
    response = client.post(f"{URL}search/", {"q": "ana"}, headers=asked)

    assert (response.status_code, response.headers["HX-Redirect"]) == (
        401,
        "/accounts/login/?next=%2Fo%2Fnorth%2Fpeople%2F",
    )
