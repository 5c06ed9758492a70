"""Goals on their page and on the ladder page: who reads which, set by whom, and how they are put away."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from ladders import history
from ladders.models import Goal
from members import saved, state
from members.filters.tree import Condition, Group
from members.models import Field, Member
from organizations.models import Organization

type Make = Callable[..., Any]
LADDER = "/o/north/ladder/"


@pytest.fixture
def address(ladder: Any) -> str:
    return reverse("ladders:goals", args=["north", ladder.pk])


@pytest.fixture
def goal(north: Organization, ladder: Any) -> Make:
    """`goal(level=…)`: eight wanted in forty days; there were five."""

    def make(**fields: Any) -> Goal:
        today = north.today()
        given = {"wanted": 8, "due": today + timedelta(days=40), "baseline": 5, "baseline_on": today} | fields
        return Goal.objects.create(ladder=ladder, **given)

    return make


@pytest.fixture
def placed(people: Make, said: Make) -> list[Member]:
    """Six on level 1, two on level 3."""
    found = people(8)
    for member, where in zip(found, [1] * 6 + [3] * 2, strict=True):
        said(member, where, "2026-01-05")
    history.rebuild()
    return found


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def sent(ladder: Any, north: Organization, **values: Any) -> dict[str, Any]:
    due = north.today() + timedelta(days=30)
    return {"where": "any", "whose": "everyone", "wanted": "40", "due": due.isoformat()} | values


def test_setting_a_goal_keeps_todays_number(placed, sign_in, address, ladder, levels, north, person):
    client = sign_in("director")
    where = f"level-{levels[0].pk}"
    assert f'value="{where}" selected' in client.get(f"{address}new/?where={where}").text

    response = client.post(f"{address}new/", sent(ladder, north, where=where))

    assert response.url == address
    made = Goal.objects.get()
    assert (made.level, made.baseline, made.wanted, made.by) == (levels[0], 6, 40, person("director"))
    assert "Kept. It began with 6 people on" in text(client.get(address).text)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"wanted": "0"}, "greater than or equal to 1"),
        ({"wanted": "x"}, "Write a number."),
        ({"due": "2020-01-01"}, "Choose a day that is still to come."),
        ({"due": "soon"}, "Choose a day, as 2026-12-01."),
        ({"where": "level-00000000-0000-0000-0000-000000000000"}, "This level is not in use any more."),
        ({"whose": "unit-00000000-0000-0000-0000-000000000000"}, "This is not there any more."),
    ],
)
def test_what_cannot_be_a_goal_comes_back_as_it_was_typed(sign_in, address, ladder, north, values, says):
    response = sign_in("director").post(f"{address}new/", sent(ladder, north, **values))

    assert response.status_code == 422
    assert says in response.text
    assert Goal.objects.count() == 0


def test_number_of_somebodys_own_is_one_they_set(people, sign_in, address, ladder, north, person):
    for role in ("organizer", "director"):
        people(1, organizer=person(role))
    client = sign_in("director")
    theirs = sent(ladder, north, whose=f"organizer-{person('organizer').pk}")

    assert "a number of someone’s own is one that they set" in client.post(f"{address}new/", theirs).text
    assert client.post(f"{address}new/", theirs | {"agreed": "on"}).status_code == 302
    assert (
        client.post(f"{address}new/", sent(ladder, north, whose=f"organizer-{person('director').pk}")).status_code
        == 302
    )


def test_changing_asks_for_number_and_day_only(sign_in, goal, address, north):
    client, made = sign_in("director"), goal()
    due = north.today() + timedelta(days=90)
    url = reverse("ladders:goal", args=["north", made.pk])
    assert client.post(url, {"wanted": "", "due": ""}).status_code == 422

    assert client.post(url, {"wanted": "12", "due": due.isoformat(), "baseline": "0"}).url == address

    made.refresh_from_db()
    assert (made.wanted, made.due, made.baseline) == (12, due, 5)


def test_goal_is_put_away_and_brought_back(sign_in, goal, address):
    client, made = sign_in("owner"), goal()

    client.post(reverse("ladders:put_away_goal", args=["north", made.pk]))
    assert "No goal is set" in client.get(address).text

    client.post(reverse("ladders:goal_back", args=["north", made.pk]))
    assert "No goal is set" not in client.get(address).text


def test_goal_of_somebodys_own_is_read_by_them_and_directors(goal, sign_in, address, person):
    goal(whose="organizer", organizer=person("organizer"), wanted=77)

    read = [role for role in ("owner", "director", "organizer", "data_lead", "coach", "viewer")
            if "77 by" in text(sign_in(role).get(address).text)]  # fmt: skip

    assert read == ["owner", "director", "organizer"]


def test_goal_by_a_view_that_hides_a_field_has_no_figure_of_any_day(goal, sign_in, address, person):
    field = Field.objects.create(name="Record", folded="record", readers="owners")
    tree = Group("all", (Condition(f"field-{field.pk}", "filled"),))
    view = saved.save_view(state.State(tree), name="Wary", is_shared=True, by=person("owner"))
    goal(whose="view", view=view, baseline=12)

    assert "It began with 12 people" in text(sign_in("owner").get(address).text)
    for role in ("director", "organizer"):
        page = text(sign_in(role).get(address).text)
        assert "there is no figure" in page
        assert "It began" not in page


def test_goal_by_a_view_is_read_by_who_may_look_through_it(goal, sign_in, address, person):
    view = saved.save_view(state.State(), name="My own", is_shared=False, by=person("director"))
    goal(whose="view", view=view, wanted=77)

    assert "77 by" in text(sign_in("director").get(address).text)
    assert "77 by" not in text(sign_in("organizer").get(address).text)


def test_organizer_does_not_read_a_colleagues_number(goal, sign_in, address, person):
    goal(whose="organizer", organizer=person("director"), wanted=77)

    assert "77 by" not in text(sign_in("organizer").get(address).text)


def test_ladder_page_shows_the_goal_beside_its_level(placed, goal, levels, sign_in):
    goal(level=levels[0], wanted=12)
    goal(level=levels[2], and_up=True, wanted=9)

    page = sign_in("director").get(LADDER).text

    said = text(page)
    assert "6 now, 12 by" in said
    assert "3 Brings others and up: 2 now, 9 by" in said
    # The bar of six is half as long as the twelve that are wanted.
    assert 'width="50.0%"' in page
    assert 'x1="100.0%"' in page
    assert "The dashed line is the goal." in said


def test_coach_reads_what_is_wanted_and_not_how_few_there_are(placed, goal, levels, sign_in, address):
    goal(level=levels[2], wanted=9, baseline=1)
    client = sign_in("coach")

    for said in (text(client.get(LADDER).text), text(client.get(address).text)):
        assert "9 by" in said
        assert "2 now" not in said
        assert "1 person on" not in said


def test_goal_of_another_ladder_or_of_a_unit_is_not_beside_the_figures(placed, goal, levels, sign_in):
    goal(whose="unit", wanted=77)

    assert "77 by" not in text(sign_in("director").get(LADDER).text)


@pytest.mark.parametrize("n", [1, 4])
def test_statements_do_not_grow_with_goals(placed, goal, levels, sign_in, address, django_assert_num_queries, n):
    for level in levels[:n]:
        goal(level=level)
    client = sign_in("director")

    with django_assert_num_queries(8):
        client.get(address)
