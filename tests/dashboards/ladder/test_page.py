"""The ladder page: whom it shows what, and that every figure is the length of its list."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from ladders import history
from ladders.models import Ladder
from members.models import Belonging, Member, Unit, UnitKind
from organizations.models import Organization
from tests.conftest import Visitor
from tests.dashboards.doors import doors

type Make = Callable[..., Any]
URL = "/o/north/ladder/"


@pytest.fixture
def placed(people: Make, said: Make, person: Make) -> list[Member]:
    """Twelve people: five on 1, three of them the organizer's; one on 3; one each unsure, quiet and taken off."""
    mine, others = people(4, organizer=person("organizer")), people(8)
    for member, where in zip([*mine, *others], [1, 1, 1, "unsure", 1, 1, 3, "quiet", "off"], strict=False):
        said(member, where, "2026-01-05")
    history.rebuild()
    return [*mine, *others]


# Where everybody stands, as the address of the list says it.
STANDS = "/people/?place="


def figures(page: str) -> list[tuple[str, int]]:
    """Read the figures of where people stand today, from the top down: nobody is no link."""
    table = page.partition("</table>")[0]
    return [(url, n) for url, n in doors(table) if STANDS in url]


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.mark.parametrize("role", ["owner", "director", "data_lead", "organizer"])
def test_every_figure_is_the_length_of_its_list(placed: list[Member], sign_in: Make, role: str):
    client = sign_in(role)

    found = figures(client.get(URL).text)

    assert [n for _url, n in found] == ([3, 3, 1, 1] if role == "organizer" else [1, 5, 6, 1, 1, 4, 6])
    for url, n in found:
        people = client.get(url).context["page"].paginator.count
        assert people == n, url


@pytest.mark.parametrize("role", ["coach", "viewer"])
def test_readers_without_a_right_to_people_get_no_links(placed: list[Member], sign_in: Make, role: str):
    page = sign_in(role).get(URL)

    assert page.status_code == 200
    assert "/people/" not in page.text
    assert "without the people behind them" in page.text


def test_viewer_reads_small_figures_of_the_whole_group(placed: list[Member], sign_in: Make):
    page = text(sign_in("viewer").get(URL).text)

    assert "6 people are on the ladder." in page
    assert "Too few" not in page


def test_coach_reads_dashes_for_small_figures(placed: list[Member], sign_in: Make):
    page = sign_in("coach").get(URL).text

    shown = re.findall(r'<b class="fig">\s*(\d+)\s*</b>', page)
    # Level 3 has one, level 1 with five goes with it; one unsure and one quiet take the four others along.
    assert shown == ["0", "0", "0", "6", "6"]
    assert "A dash stands for fewer than five people" in page


def test_organizer_reads_totals_without_links_and_own_with(placed: list[Member], sign_in: Make):
    page = sign_in("organizer").get(URL).text

    # From the top: everyone's and one's own on each level; only the latter lead anywhere.
    assert re.findall(r'<td role="cell" class="num"><b class="fig">\s*(\d+)\s*</b>', page)[:5] == [
        "0",
        "0",
        "1",
        "0",
        "5",
    ]
    assert [n for _url, n in figures(page)] == [3, 3, 1, 1]


def test_page_says_how_many_came_by_a_list(people: Make, said: Make, sign_in: Make):
    said(people()[0], 1, "2026-01-05", source="import")
    history.rebuild()

    page = text(sign_in("director").get(URL).text)

    assert "1 person stands on the level a list gave; nobody has reviewed that yet." in page


def test_page_of_nobody_says_what_to_do(north: Organization, sign_in: Make):
    page = text(sign_in("organizer").get(URL).text)

    assert "Nobody is on the ladder yet" in page
    assert "People appear here once someone has assessed them" in page


def test_page_without_any_ladder_says_so(north: Organization, sign_in: Make):
    Ladder.objects.all().delete()

    response = sign_in("director").get(URL)

    assert response.status_code == 200
    assert "There is no ladder yet" in response.text


def test_other_ladder_has_its_own_address_and_values(placed: list[Member], sign_in: Make):
    other = Ladder.objects.create(name="Safety")
    url = reverse("ladders:other", args=["north", other.pk])
    client = sign_in("director")

    response = client.get(url)

    assert 'aria-current="true">Safety</a>' in response.text
    assert (f"/o/north/people/?place={other.pk}.off", 12) in figures(response.text)
    assert url in client.get(URL).text


def test_unknown_and_foreign_ladders_are_not_found(south_ladder: Any, sign_in: Make):
    client = sign_in("director")

    assert client.get(reverse("ladders:other", args=["north", uuid4()])).status_code == 404
    assert client.get(reverse("ladders:other", args=["north", south_ladder])).status_code == 404


@pytest.fixture
def unit(placed: list[Member]) -> Unit:
    """Two of the people on level 1 belong to it, and one below it."""
    kind = UnitKind.objects.get(is_default=True)
    unit = Unit.objects.create(kind=kind, name="Eastside", folded="eastside")
    below = Unit.objects.create(kind=kind, name="Elm Court", folded="elm court", parent=unit)
    for member, where in zip(placed, [unit, unit, below], strict=False):
        Belonging.objects.create(member=member, kind=kind, unit=where)
    return unit


def test_unit_narrows_figures_and_lists(unit: Unit, sign_in: Make):
    client = sign_in("director")

    found = figures(client.get(URL, {"unit": str(unit.pk)}).text)

    assert [n for _url, n in found] == [3, 3]
    for url, n in found:
        assert client.get(url).context["page"].paginator.count == n


def test_unit_is_no_word_for_readers_without_a_right_to_people(unit: Unit, sign_in: Make):
    client = sign_in("viewer")

    page = client.get(URL, {"unit": str(unit.pk)}).text

    assert text(page) == text(client.get(URL).text)
    assert "Eastside" not in page


@pytest.mark.parametrize("unit_id", ["x", "01890000-0000-7000-8000-000000000000"])
def test_unit_that_is_none_here_shows_everyone(placed: list[Member], sign_in: Make, unit_id: str):
    assert sign_in("director").get(URL, {"unit": unit_id}).headers["Location"] == URL


def test_anonymous_and_outsiders_see_nothing(north: Organization, sign_in: Make):
    assert Visitor().get(URL).status_code == 302
    assert sign_in("owner", "south").get(URL).status_code == 404
    assert sign_in("director").post(URL).status_code == 405


@pytest.mark.parametrize(("role", "n_statements"), [("director", 10), ("organizer", 11), ("viewer", 10), ("coach", 9)])
@pytest.mark.parametrize("n", [1, 3])
def test_statements_do_not_grow_with_people(
    people: Make, said: Make, sign_in: Make, django_assert_num_queries: Any, role: str, n_statements: int, n: int
):
    for member in people(n):
        said(member, n, "2026-01-05")
    history.rebuild()
    client = sign_in(role)

    with django_assert_num_queries(n_statements):
        client.get(URL)
