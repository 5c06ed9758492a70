"""What a reader of the ladder cannot find out: about people who are not theirs, and what the group keeps back."""

from collections.abc import Callable
from typing import Any

import pytest

from dashboards.models import SmallNumbers
from ladders import history
from members.models import Member, SavedView
from organizations.models import Organization

type Make = Callable[..., Any]
URL = "/o/north/ladder/"


@pytest.fixture
def placed(north: Organization, people: Make, said: Make, person: Make) -> list[Member]:
    """Two people of the organizer on level 1, and four of others: three on 1 and one on 3."""
    found = [*people(2, organizer=person("organizer")), *people(4)]
    for member, level in zip(found, [1, 1, 1, 1, 1, 3], strict=True):
        said(member, level, "2026-01-05")
    history.rebuild()
    return found


def test_a_view_that_names_somebody_else_counts_nobody_for_an_organizer(
    placed: list[Member], sign_in: Make, person: Make
):
    Member.objects.filter(pk=placed[-1].pk).update(given_name="Zuleika")
    tree = {"how": "all", "parts": [{"field": "given-name", "op": "is", "values": ["Zuleika"]}]}
    me = person("organizer")
    hers = SavedView.objects.create(owner=me, name="Her", folded="her", filters=tree)
    all_ = SavedView.objects.create(owner=me, name="All", folded="all", filters={"how": "all", "parts": []})
    client = sign_in("organizer")

    def counted(view: SavedView) -> int:
        return int(client.get(f"{URL}?view={view.pk}").context["distribution"].on_ladder)

    assert (counted(hers), counted(all_)) == (0, 2)
    assert client.get(URL).context["distribution"].on_ladder == 6


def test_a_view_that_asks_for_something_gone_is_not_counted_wider(placed: list[Member], sign_in: Make, person: Make):
    tree = {"how": "all", "parts": [{"field": "field-gone", "op": "is", "values": ["x"]}]}
    view = SavedView.objects.create(owner=person("director"), name="Gone", folded="gone", filters=tree)

    page = sign_in("director").get(f"{URL}?view={view.pk}", follow=True)

    assert page.redirect_chain == [(URL, 302)]
    assert "asks for something that is gone" in page.text


def figures(page: Any) -> list[int | None]:
    return [row.line.now.people for row in page.context["table"]["levels"]]


def test_an_owner_chooses_what_viewers_and_coaches_read(placed: list[Member], sign_in: Make):
    viewer, coach = sign_in("viewer"), sign_in("coach")
    assert None not in figures(viewer.get(URL))
    assert None in figures(coach.get(URL))

    SmallNumbers.objects.create(hides_own_totals=True, coaches_see_all=True)

    page = viewer.get(f"{URL}?period=start")
    assert None in figures(page)
    assert (page.context["trend"], page.context["table"]["has_moves"]) == (None, False)
    assert None not in figures(coach.get(URL))


def test_the_gaps_of_a_ladder_are_linked_from_it(placed: list[Member], sign_in: Make):
    assert "/o/north/dashboards/gaps/" in sign_in("director").get(URL).text


def test_the_trend_ends_with_the_days_that_were_chosen(placed: list[Member], sign_in: Make):
    client = sign_in("director")

    def last(query: str) -> str:
        return str(client.get(f"{URL}?{query}").context["trend"].rows[-1]["label"])

    assert last("") == "Now"
    assert last("period=days&from=2026-01-01&to=2026-03-31") == "Q1 26"
    assert last("period=days&from=2026-01-01&to=2026-02-10") == "Feb 10"
