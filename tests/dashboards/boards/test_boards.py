"""Conversations, activities and lists in figures: every one is the length of the list it opens."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from dashboards.models import SmallNumbers
from members.models import Member
from organizations.models import Organization
from tests.dashboards.doors import open_every_door

type Make = Callable[..., Any]
BASE = "/o/north/dashboards/"
_COUNTED = re.compile(r'data-counted="(\d+)" data-what="(\w+)" href="([^"]*)"')


def figures(client: Any, path: str) -> dict[str, Any]:
    """Return the people of each figure that a page was given."""
    found = client.get(path).context["found"]
    return {name: figure.people for name, figure in found.items()}


def length(client: Any, what: str, url: str) -> int:
    """Count the rows of a list of talks or of activities."""
    page = client.get(url)
    assert page.status_code == 200, url
    return len(page.context["lines"] if what == "talks" else page.context["page"].object_list)


def test_who_was_reached(busy: str, sign_in: Make):
    page = sign_in("director").get(f"{BASE}conversations/?{busy}")

    found = {name: figure.people for name, figure in page.context["found"].items()}
    assert (found["one_to_one"], found["reached"], found["tried"], found["long"]) == (1, 4, 1, 4)
    kinds = {line.label: (line.reached, line.tried) for line in page.context["kinds"]}
    assert kinds == {"Phone": (1, 2), "Group": (1, 0), "All together": (2, 2)}
    promised = page.context["promised"]
    lines = {str(label): (said.people, who.people) for label, said, who in promised["lines"]}
    assert (promised["total"], promised["by"].people, lines["Kept"], lines["Open: no word yet"]) == (
        4,
        1,
        (2, 1),
        (1, 1),
    )
    (theme,) = page.context["themes"]
    assert (theme.name, theme.n, theme.counts[-1][1] + theme.counts[-2][1]) == ("Rent", 1, 1)
    assert [line.met.people for line in page.context["levels"]][-2:] == [0, 1]
    units = {line.name.strip(): (line.people.people, line.met.people) for line in page.context["by_unit"]}
    assert units == {"Riverside": (7, 1), "Old Mill": (4, 0)}


def test_who_came_and_came_back(busy: str, sign_in: Make):
    page = sign_in("director").get(f"{BASE}activities/?{busy}")

    found = {name: figure.people for name, figure in page.context["found"].items()}
    assert (found["came"], found["first"], found["again-7"], found["again-30"]) == (7, 6, 1, 2)
    kinds = {line.label: (line.held, line.times, [each.people for each in line.people])
             for line in page.context["kinds"]}  # fmt: skip
    assert kinds == {"Meeting": (2, 8, [7, 6, 1, 2]), "Training": (1, 1, [1, 0, 0, 0])}
    assert page.context["roles"] == [("Food", 1)]
    assert sum(month.came for month in page.context["months"]) == 10


def test_how_good_the_lists_are(busy: str, sign_in: Make):
    page = sign_in("director").get(f"{BASE}lists/?{busy}")

    lines = {line.label: line.lacks.people for line in page.context["lines"]}
    n = page.context["everybody"].people
    assert lines["Phone"] == n - 1
    for bands in page.context["stale"].values():
        assert sum(band.people.people for band in bands) == n
    levels, talks = page.context["sources"]
    assert (levels.here.people, levels.by_list.people) == (4, 1)
    assert (talks.here.people, talks.by_list.people) == (4, 0)


@pytest.mark.parametrize("where", ["", "conversations/", "activities/", "lists/"])
@pytest.mark.parametrize("scope", ["", "unit"])
def test_every_figure_opens_what_it_counts(busy: str, sign_in: Make, ten: list[Member], where: str, scope: str):
    unit = ten[0].belongings.get().unit_id
    path = f"{BASE}{where}?{busy}{f'&unit={unit}' if scope else ''}"
    client = sign_in("director")

    assert open_every_door(client, path) > 2
    for n, what, url in _COUNTED.findall(client.get(path).text):
        assert length(client, what, unescape(url)) == int(n), url


@pytest.mark.parametrize("where", ["", "conversations/", "activities/", "lists/"])
def test_small_figures_are_kept_back_from_who_sees_nobody(busy: str, sign_in: Make, where: str):
    shown = sign_in("viewer").get(f"{BASE}{where}?{busy}").text

    assert "data-people" not in shown
    assert "data-counted" not in shown
    assert "fewer than five" in shown
    assert "Riverside" not in shown
    assert "Food" not in shown


def test_talks_attendances_and_sources_are_kept_back_like_people(busy: str, sign_in: Make):
    SmallNumbers.objects.create(hides_own_totals=True)
    client = sign_in("viewer")
    talks, doing, lists = (client.get(BASE + where).context for where in ("conversations/", "activities/", "lists/"))

    assert small_ones(talks["kinds"], "reached", "tried", "all") == []
    assert small_ones(doing["months"], "came") == []
    assert small_ones(doing["kinds"], "times") == []
    assert (
        small_ones([line.here for line in lists["sources"]] + [line.by_list for line in lists["sources"]], "people")
        == []
    )
    assert "fewer than five, or kept back" in client.get(f"{BASE}activities/").text


def small_ones(lines: Any, *names: str) -> list[int]:
    return [n for line in lines for name in names if (n := getattr(line, name)) is not None and 0 < n < 5]


@pytest.mark.parametrize("role", ["viewer", "director"])
@pytest.mark.parametrize("where", ["", "conversations/", "activities/", "lists/"])
def test_pages_take_twelve_statements(busy: str, sign_in: Make, statements: Make, people: Make, where: str, role: str):
    client, path = sign_in(role), f"{BASE}{where}?{busy}"
    client.get(path)

    n = statements(client, path)
    people(5)

    assert n <= 12
    assert statements(client, path) == n


@pytest.mark.parametrize("where", ["", "conversations/", "activities/", "lists/"])
def test_group_with_nobody_is_told_so_in_words(north: Organization, sign_in: Make, where: str):
    Member.objects.update(status="staff")

    shown = sign_in("director").get(f"{BASE}{where}?period=start")

    assert shown.status_code == 200
    assert any(word in shown.text for word in ("Nobody", "nobody", "No "))


@pytest.mark.parametrize("query", ["unit=nonsense", "view=nonsense", "unit=01890000-0000-7000-8000-000000000000"])
def test_what_is_not_here_is_left_out_and_said(north: Organization, sign_in: Make, query: str):
    page = sign_in("director").get(f"{BASE}conversations/?{query}")

    assert "not here any more" in page.text


@pytest.mark.parametrize("value", ["came", "came.x.y", "flew.2026-01-01.2026-01-02", "came.2026-02-01.2026-01-01.no"])
def test_filter_that_means_nothing_is_said(north: Organization, sign_in: Make, value: str):
    assert sign_in("director").get(f"/o/north/people/?did={value}").context["misread"]


def test_filter_says_itself_in_words(busy: str, north: Organization, sign_in: Make):
    days = f"{north.today() - timedelta(days=30)}.{north.today()}"
    client = sign_in("director")

    assert "came to something (meeting)" in client.get(f"/o/north/people/?did=came.{days}.meeting").text
    assert "had a one-to-one" in client.get(f"/o/north/people/?talked=one-to-one.{days}").text
