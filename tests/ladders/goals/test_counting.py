"""What a goal counts, on which day, and what it says of itself."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from ladders import history
from ladders import levels as levels_of
from ladders.goals import actions, page
from ladders.goals.page import Line
from ladders.models import Goal
from members import saved, state
from members.acting import request_as
from members.filters.tree import Condition, Group
from members.models import Belonging, Member, Team, TeamMember, Unit, UnitKind
from members.requests import OrgRequest
from organizations.models import Organization

type Make = Callable[..., Any]
LATER = timedelta(days=40)


@pytest.fixture
def asks(person: Make) -> OrgRequest:
    return request_as(person("director"), "goal.edit")


@pytest.fixture
def today(north: Organization) -> date:
    return north.today()


@pytest.fixture
def keep(ladder: Any, asks: OrgRequest, today: date) -> Make:
    """`keep(40, unit=unit)`: a goal set today, for a day that is still to come."""

    def make(wanted: int, **fields: Any) -> Goal:
        goal = Goal(ladder=ladder, wanted=wanted, due=today + LATER, **fields)
        return actions.keep(goal, request=asks, by=asks.member)

    return make


@pytest.fixture
def placed(people: Make, said: Make, today: date) -> list[Member]:
    """Three on level 1, two on 3, one on 4, one quiet: since a month."""
    found = people(7)
    for member, where in zip(found, [1, 1, 1, 3, 3, 4, "quiet"], strict=True):
        said(member, where, str(today - timedelta(days=30)))
    history.rebuild()
    return found


def lines(asks: OrgRequest) -> list[Line]:
    """Return what the page of goals says of the default ladder's, those with their day to come first."""
    request = request_as(asks.member, "goal.edit")
    ladders = [each.ladder for each in Goal.objects.select_related("ladder")[:1]]
    context = page.context(request, ladders, ladders[0])
    return [*context["ahead"], *context["past"]]


@pytest.mark.parametrize(
    ("position", "and_up", "n", "about"),
    [(1, False, 3, "1 Shows up"), (3, False, 2, "3 Brings others"), (3, True, 3, "3 Brings others and up"),
     (None, False, 6, "On any level")],
)  # fmt: skip
def test_goal_counts_where_it_looks(placed, keep, levels, asks, position, and_up, n, about):
    goal = keep(10, level=levels[position - 1] if position else None, and_up=and_up)

    (line,) = lines(asks)

    assert goal.baseline == n
    assert line.about == about
    assert line.stands.startswith(f"{n} now, 10 by ")
    assert line.began.startswith(f"It began with {n} ")


def test_goal_of_a_unit_counts_it_with_all_below(placed, keep, asks):
    kind = UnitKind.objects.get(is_default=True)
    east = Unit.objects.create(kind=kind, name="East", folded="east")
    block = Unit.objects.create(kind=kind, name="Block", folded="block", parent=east)
    Belonging.objects.create(member=placed[0], unit=block, kind=kind)
    # What there is to choose from is read once for a request.
    asks = request_as(asks.member, "goal.edit")
    goal = Goal(ladder=keep(9).ladder, wanted=4, due=asks.organization.today(), whose="unit", unit=east)

    assert actions.keep(goal, request=asks, by=asks.member).baseline == 1

    block.delete()
    east.delete()
    assert "The unit it was about is gone" in lines(asks)[0].stands


def test_goal_of_a_team_rests_once_the_team_is_put_away(placed, keep, asks):
    team = Team.objects.create(name="Welcome", folded="welcome")
    TeamMember.objects.create(team=team, member=placed[3])
    assert keep(4, whose="team", team=team).baseline == 1
    Team.objects.update(put_away_at="2026-01-01T00:00Z")

    assert "The team it was about is gone" in lines(asks)[0].stands


def test_goal_of_somebody_is_about_whom_they_organize_today(placed, keep, asks, person):
    Member.objects.filter(pk__in=[each.pk for each in placed[:2]]).update(organizer=person("organizer"))

    assert keep(4, whose="organizer", organizer=person("organizer")).baseline == 2
    assert lines(asks)[0].whose == f"{person('organizer')}’s people"


def test_goal_of_a_view_rests_while_the_view_is_gone(placed, keep, asks):
    Member.objects.filter(pk=placed[0].pk).update(status="member")
    tree = Group("all", (Condition("status", "is", ("member",)),))
    view = saved.save_view(state.State(tree), name="Members", is_shared=True, by=asks.member)
    assert keep(4, whose="view", view=view).baseline == 1

    saved.delete_view(view, by=asks.member)

    assert "The view it counts by is gone" in lines(asks)[0].stands


def test_goal_of_a_retired_level_rests(placed, keep, asks, ladder, levels, person):
    keep(9, level=levels[1])
    levels_of.retire(levels[1], seen=ladder.version, to=None, expected=0, by=person("owner"))

    assert lines(asks)[0].stands.startswith("“Pitches in” was retired, so the goal rests.")


def test_goal_that_is_reached_says_so_at_once(placed, keep, asks, levels):
    keep(3, level=levels[0])

    assert lines(asks)[0].stands.startswith("Reached: 3 now, 3 wanted by ")


@pytest.mark.parametrize(("wanted", "says"), [(3, "Reached: 3 on "), (4, " has passed: 3 then, 4 were wanted.")])
def test_goal_of_a_day_that_has_passed_counts_that_day(placed, keep, asks, levels, said, today, wanted, says):
    keep(wanted, level=levels[0])
    Goal.objects.update(due=today - timedelta(days=2), baseline_on=today - timedelta(days=20))
    # Yesterday two of the three went further.
    for member in placed[:2]:
        said(member, 2, str(today - timedelta(days=1)))
    history.rebuild()

    assert says in lines(asks)[0].stands
