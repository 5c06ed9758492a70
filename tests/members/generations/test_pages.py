"""Who brought whom as a page: generations, rings shown once, one's own reach, filters with the same figures."""

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.filters import fields_of
from members.generations import page
from members.models import Member
from tests.members.filters.world import asking
from tests.members.generations.conftest import RECRUITED

TREE = "/o/north/recruiting/"


def shown(nodes):
    return [(node.name, node.n, node.through, shown(node.below)) for node in nodes]


def test_generations_of_who_brought_whom(sign_in, crowd, bind):
    bind("Ana Bea", "Ana Cal", "Cal Dee", "Eli Fay", kind=RECRUITED)

    response = sign_in("director").get(TREE)

    dee = ("Dee", 0, 0, [])
    assert shown(response.context["forest"].nodes) == [
        ("Ana", 2, 1, [("Bea", 0, 0, []), ("Cal", 1, 0, [dee])]), ("Eli", 1, 0, [("Fay", 0, 0, [])]),
    ]  # fmt: skip
    assert "3 people brought in 4." in response.text


def test_a_ring_stands_once_and_says_so(sign_in, crowd, bind):
    bind("Ana Bea", "Bea Dee", "Dee Ana", "Bea Cal", kind=RECRUITED)

    text = sign_in("director").get(TREE).text

    assert "Goes round in a ring" in text
    assert text.count("again: this goes round in a ring") == 1
    assert text.count(">Cal</a>") == 1


def test_below_one_person_and_nobody_else(sign_in, crowd, bind):
    bind("Ana Bea", "Bea Cal", "Dee Eli", kind=RECRUITED)

    forest = sign_in("director").get(reverse("recruiting:below", args=["north", crowd["Bea"].pk])).context["forest"]

    assert shown(forest.nodes) == [("Bea", 1, 0, [("Cal", 0, 0, [])])]


def test_organizer_sees_the_generations_of_their_own_people(sign_in, crowd, bind, person):
    bind("Ana Bea", "Bea Cal", "Cal Dee", kind=RECRUITED)
    mine = [crowd[name].pk for name in ("Bea", "Cal")]
    Member.objects.filter(pk__in=mine).update(organizer=person("organizer"))
    client = sign_in("organizer")

    assert shown(client.get(TREE).context["forest"].nodes) == [("Bea", 1, 0, [("Cal", 0, 0, [])])]
    assert client.get(reverse("recruiting:below", args=["north", crowd["Ana"].pk])).status_code == 404


def test_more_than_a_page_of_the_first_generation(sign_in, crowd, bind, monkeypatch):
    bind("Ana Bea", "Cal Dee", "Eli Fay", kind=RECRUITED)
    monkeypatch.setattr(page, "A_PAGE", 2)
    client = sign_in("director")

    first, second, odd = (client.get(TREE, {"page": n}) for n in ("", 2, "x"))

    assert [node.name for node in first.context["forest"].nodes] == ["Ana", "Cal"]
    assert [node.name for node in second.context["forest"].nodes] == ["Eli"]
    assert 'rel="next"' in first.text
    assert [node.name for node in odd.context["forest"].nodes] == ["Ana", "Cal"]


def test_pages_say_what_to_do_when_nothing_is_written_down(sign_in, north):
    assert "Nothing is written down yet" in sign_in("director").get(TREE).text


def test_refusals(sign_in, crowd):
    below = reverse("recruiting:below", args=["north", crowd["Ana"].pk])
    for address in (TREE, below):
        assert Client().get(address).status_code == 302
        assert sign_in("viewer").get(address).status_code == 403
        assert sign_in("owner", "south").get(address).status_code == 404
        assert sign_in("director").post(address).status_code == 405
    assert sign_in("owner", "south").get(below.replace("north", "south")).status_code == 404


@pytest.mark.parametrize("n", [1, 3])
def test_page_takes_the_same_statements_for_one_and_three(sign_in, crowd, bind, n):
    bind(*["Ana Bea", "Bea Cal", "Dee Eli"][:n], kind=RECRUITED)
    client = sign_in("director")

    with CaptureQueriesContext(connection) as asked:
        assert client.get(TREE).status_code == 200

    assert len([each for each in asked if not each["sql"].startswith("SET")]) == 9


@pytest.mark.parametrize(
    ("field", "op", "values", "whom"),
    [
        ("has-coach", "is", ("yes",), ["Bea", "Cal"]),
        ("has-coach", "not", ("yes",), ["Ana", "Dee", "Eli"]),
        ("has-coach", "is", ("yes", "no"), ["Ana", "Bea", "Cal", "Dee", "Eli"]),
        ("has-someone", "is", ("no",), ["Ana", "Eli"]),
        ("coaches", "over", ("1",), ["Ana"]),
        ("coaches", "is", ("0",), ["Bea", "Cal", "Dee", "Eli"]),
        ("brought", "between", ("1", "2"), ["Ana", "Bea"]),
        ("brought", "filled", (), ["Ana", "Bea"]),
        ("brought", "empty", (), ["Cal", "Dee", "Eli"]),
    ],
)
def test_the_list_is_filtered_by_them(north, person, crowd, bind, field, op, values, whom):
    bind("Ana Bea", "Ana Cal", "Fay Dee")
    bind("Ana Bea", "Bea Cal", "Ana Fay", kind=RECRUITED)
    Member.objects.filter(pk=crowd["Fay"].pk).update(archived_at=Now())
    Member.objects.filter(pk=crowd["Dee"].pk).update(organizer=person("director"))
    request = asking(north, person("director"))

    kept = Member.objects.people().filter(fields_of(request)[field].where(request, op, values), user_id=None)

    assert list(kept.order_by("given_name").values_list("given_name", flat=True)) == whom


def test_a_word_that_means_nothing_is_told(north, person):
    request = asking(north, person("director"))
    with pytest.raises(ValueError, match="maybe"):
        fields_of(request)["has-coach"].where(request, "is", ("maybe",))
