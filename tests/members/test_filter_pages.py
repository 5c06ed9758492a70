"""Filters and columns put together by pages: each leads to another address, with and without htmx."""

import pytest

from members.models import Member, Tag
from tests.members.conftest import tag
from tests.members.test_people_list import names, statements

URL = "/o/north/people/"
IN_DIALOG = {"HX-Request": "true", "HX-Target": "sheet"}


@pytest.fixture
def people(north):
    for given, status, work in (("Ana", "member", "Mill School"), ("Bea", "contact", ""), ("Cyd", "former", "Mill")):
        Member.objects.create(given_name=given, family_name=given, status=status, employer=work)


def test_condition_is_added_to_those_there_are(sign_in, people):
    client = sign_in("director")

    response = client.post(f"{URL}filters/condition/?status=former&add=added", {"op": "last", "count": "7"})

    assert (response.status_code, response.url) == (303, f"{URL}?status=former&added.last=7")
    assert names(client.get(response.url)) == ["Cyd"]
    assert "Added in the last 7 days" in client.get(response.url).text


def test_condition_from_a_dialog_goes_on_in_the_whole_window(sign_in, people):
    sent = {"op": "is", "choices": ["member", "former"]}
    response = sign_in("director").post(f"{URL}filters/condition/?add=status", sent, headers=IN_DIALOG)

    assert (response.status_code, response.headers["HX-Redirect"]) == (204, f"{URL}?status=member&status=former")


def test_typed_words_stay_out_of_the_address(sign_in, people):
    client = sign_in("director")
    response = client.post(f"{URL}filters/condition/?add=work", {"op": "has", "text": "mill"})

    assert "mill" not in response.url
    assert names(client.get(response.url)) == ["Ana", "Cyd"]
    assert names(sign_in("owner").get(response.url)) == ["Ana", "Bea", "Cyd"]


def test_condition_is_changed_in_its_place(sign_in, people):
    client = sign_in("director")
    address = f"{URL}filters/condition/?status=former&added.last=7&at=0"
    assert 'value="former" id="id_choices_3" checked' in client.get(address).text

    assert client.post(address, {"op": "not", "choices": "former"}).url == f"{URL}?status.not=former&added.last=7"


@pytest.mark.parametrize(
    "sent",
    [{"op": "is"}, {"op": "is", "choices": "x"}, {"op": "x"}, {"op": "last", "count": "7"}],
    ids=["nothing", "foreign", "question", "kind"],
)
def test_condition_that_says_nothing_is_asked_again(sign_in, people, sent):
    response = sign_in("director").post(f"{URL}filters/condition/?add=status", sent)

    assert response.status_code == 422


def test_alternative_and_exception_make_groups(sign_in, people):
    client = sign_in("director")
    beside = f"{URL}filters/condition/?status=member&at=0&how=any&add=added&go=tree"
    either = client.post(beside, {"op": "older", "count": "3"}).url
    assert either == f"{URL}filters/?where=any(status:is:member,added:older:3)"

    steward = tag("Steward")
    asked = either.partition("?")[2]
    url = client.post(f"{URL}filters/condition/?{asked}&at=&how=none&add=tag", {"op": "is", "choices": steward.pk}).url

    assert names(client.get(url)) == ["Ana"]
    text = f"Status is Member or Added more than 3 days ago, and not (Tag is {Tag.objects.get()})"
    assert text.split(", and ", maxsplit=1)[0] in client.get(url).text


def test_page_of_the_whole_filter_changes_each_part(sign_in, people):
    where = "where=any(status:is:former,none(status:is:member))"
    page = sign_in("director").get(f"{URL}filters/?{where}").text

    assert "where=any(status:is:former)" not in page
    assert f"{URL}filters/?where=none(status:is:member)" in page.replace("&amp;", "&")
    assert f"{URL}filters/?status=former" in page
    assert f"{URL}filters/?status=former&where=none(status:is:member)" in page.replace("&amp;", "&")


@pytest.mark.parametrize(
    "query",
    ["where=any(", "where=any(x))", "where=" + "any(" * 300, "where=status:is:member)", "status.x=1", "added.last=soon",
     "field-0189=1", "work.has=mill", "added.on=2026-02-31", "where=any(status:is:nobody)"],
    ids=range(10),
)  # fmt: skip
def test_address_that_means_nothing_shows_everyone_and_says_so(sign_in, people, query):
    response = sign_in("director").get(f"{URL}?{query}")

    assert names(response) == ["Ana", "Bea", "Cyd"]
    assert "means nothing here any more" in response.text


@pytest.mark.parametrize("at", ["7", "0.0", "-1", "x", "0.0.0.0"])
def test_place_that_is_none_is_not_found(sign_in, people, at):
    assert sign_in("director").get(f"{URL}filters/condition/?status=former&at={at}&add=tag").status_code == 404


def test_columns_are_checked_and_moved(sign_in, people):
    client = sign_in("director")
    sent = {"order": ["status", "organizer", "added"], "show": ["status", "added"]}

    moved = client.post(f"{URL}columns/?status=former", {**sent, "up": "added"})
    order = [line["column"].name for line in moved.context["lines"]][:3]
    shown = client.post(f"{URL}columns/?status=former", {**sent, "order": order})

    assert order == ["status", "added", "organizer"]
    assert shown.url == f"{URL}?status=former&columns=status,added"
    assert [each["column"].name for each in client.get(shown.url).context["columns"]] == ["status", "added"]


@pytest.mark.parametrize("page", ["filters/", "filters/field/", "filters/condition/?add=place", "columns/"])
def test_part_for_the_dialog_is_a_part_of_the_page(sign_in, people, page):
    client = sign_in("director")
    whole, part = client.get(URL + page).text, client.get(URL + page, headers=IN_DIALOG).text

    assert "<html" not in part
    assert part.split("csrfmiddlewaretoken")[0].strip() in whole
    assert statements(client, URL + page) <= 12


@pytest.mark.parametrize(
    "column", ["level", "unit", "organizer", "status", "tags", "phone", "email", "employer", "changed"]
)
def test_list_is_sorted_by_any_column(sign_in, people, column):
    client = sign_in("director")

    assert len(names(client.get(f"{URL}?sort={column}&columns={column}"))) == 3
    assert client.get(f"{URL}?sort=-{column}").context["page"].object_list
