"""The page of one goal: the way there, and what it would take each week."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from conversations.models import Commitment, Conversation, Participant
from dashboards.goal import plan
from dashboards.goal.rates import Rates
from dashboards.models import SmallNumbers
from ladders import history
from ladders import levels as levels_of
from ladders.models import Goal
from members.models import Member, SavedView, Team, TeamMember
from organizations.models import Organization
from tests.dashboards.doors import open_every_door

type Make = Callable[..., Any]
RATES = Rates(weeks=26, came=10, left=4, one_to_ones=120, said_yes=40, kept=30)


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.fixture
def goal(north: Organization, ladder: Any) -> Make:
    """`goal(level=…)`: twenty wanted in ten weeks; there were four half a year ago."""

    def make(**fields: Any) -> Goal:
        today = north.today()
        given = {"wanted": 20, "due": today + timedelta(days=70), "baseline": 4, "baseline_on": today}
        given["baseline_on"] = today - timedelta(days=140)
        return Goal.objects.create(ladder=ladder, **(given | fields))

    return make


@pytest.fixture
def worked(north: Organization, people: Make, said: Make) -> list[Member]:
    """Twelve since long on level 1, of whom eight came to 2 in the last weeks, after thirty talks and ten times yes."""
    today, found = north.today(), people(12)
    for member in found:
        said(member, 1, (today - timedelta(days=300)).isoformat())
    for member in found[:8]:
        said(member, 2, (today - timedelta(days=50)).isoformat())
    history.rebuild()
    for n in range(30):
        talk = Conversation.objects.create(on=today - timedelta(days=n + 60))
        Participant.objects.create(conversation=talk, member=found[n % 12])
    for member in found[:10]:
        Commitment.objects.create(member=member, what="Bring a neighbor", said_on=today - timedelta(days=55))
    for name, its in (("Kitchen", found[8:11]), ("Choir", found[10:11])):
        team = Team.objects.create(name=name, folded=name.lower())
        TeamMember.objects.bulk_create(TeamMember(team=team, member=member, since=today) for member in its)
    return found


def url(made: Goal) -> str:
    return reverse("dashboards:goal", args=["north", made.pk])


def test_plan_works_back_through_the_groups_own_rates(worked, goal, levels, sign_in):
    page = sign_in("director").get(url(goal(level=levels[1])))

    says = text(page.text)
    assert "8 now, 20 by" in says
    assert "At this pace 10 of 20 by" in says
    assert "12 people have to come there in the 10 weeks that are left." in says
    # 12 of 8 who came, times 30 talks, over 10 weeks: 4.5, and 12/8 of 10 times yes: 1.5.
    assert "5 one-to-ones a week, in which 2 times somebody says yes to something" in says
    assert "In the last 26 weeks: 8 came there, 0 left it, we had 30 one-to-ones" in says
    assert "about 4 one-to-ones for each person who came" in says
    teams = [(part.name, part.people.people, part.one_to_ones) for part in page.context["teams"]]
    assert teams == [("Choir", 1, 1), ("Kitchen", 3, 3), ("", 1, 1)]


@pytest.mark.parametrize("fields", [{}, {"and_up": True}, {"level": None}], ids=["level", "and up", "any"])
def test_every_figure_is_a_door(worked, goal, levels, sign_in, fields):
    made = goal(**{"level": levels[0] if "and_up" in fields else levels[1]} | fields)
    found = open_every_door(sign_in("director"), url(made))

    # Now, the days that had somebody, and the teams below.
    assert found >= 6


def test_goals_of_some_and_of_days_gone_open_their_people(worked, goal, levels, sign_in, person, north):
    director, today = sign_in("director"), north.today()
    Member.objects.filter(pk__in=[member.pk for member in worked[:6]]).update(organizer=person("director"))
    view = SavedView.objects.create(
        owner=person("director"), name="Theirs", folded="theirs", is_shared=True, filters=_of(person("director"))
    )
    kitchen = Team.objects.get(name="Kitchen")
    some = ({"whose": "team", "team": kitchen}, {"whose": "organizer", "organizer": person("director")})
    for fields in (*some, {"whose": "view", "view": view}):
        page = director.get(url(goal(level=levels[0], and_up=True, **fields)))
        now = page.context["now"]
        assert now.people == (3 if "team" in fields else 6)
        assert now.url
        assert open_every_door(director, page.request["PATH_INFO"]) >= 6
    passed = url(goal(level=levels[0], baseline_on=today - timedelta(days=200), due=today - timedelta(days=90)))
    assert director.get(passed).context["now"].people == 12
    assert open_every_door(director, passed) >= 6


def test_view_of_somebody_else_opens_nothing(worked, goal, levels, sign_in, person):
    kept = SavedView.objects.create(owner=person("owner"), name="Mine", folded="mine", filters=_of(person("director")))
    made = goal(level=levels[0], whose="view", view=kept)

    assert "data-people" not in sign_in("director").get(url(made)).text


def _of(organizer):
    condition = {"field": "organizer", "op": "is", "values": [str(organizer.pk)]}
    return {"how": "all", "parts": [condition]}


def test_too_few_to_tell_is_said(people, said, goal, levels, north, sign_in):
    said(people(1)[0], 1, (north.today() - timedelta(days=20)).isoformat())
    history.rebuild()

    says = text(sign_in("director").get(url(goal(level=levels[1]))).text)

    assert "There is too little to tell how many one-to-ones that takes." in says
    assert "We would say more from 8 weeks, 5 people who came and 20 one-to-ones on." in says


@pytest.mark.parametrize(
    ("fields", "rates", "asked"),
    [
        ({}, RATES, (12, 2, 14, 17, 6)),
        ({}, RATES._replace(one_to_ones=0, said_yes=0), (12, 0, 12, None, None)),
        ({}, RATES._replace(said_yes=0), (12, 2, 14, 17, None)),
        ({"due": date(2026, 1, 2)}, RATES, (12, 0, 12, 144, 48)),
        ({"due": date(2026, 1, 1)}, RATES, None),
        ({"due": date(2025, 1, 1)}, RATES, None),
        ({"wanted": 8}, RATES, None),
    ],
    ids=["usual", "no talks", "no yes", "one day", "today", "past", "reached"],
)
def test_working_back(fields, rates, asked):
    today = date(2026, 1, 1)
    goal = Goal(**{"wanted": 20, "due": today + timedelta(days=70), "baseline": 4, "baseline_on": today} | fields)

    made = plan.work_back(goal, 8, rates, today)

    assert asked == (made and (made.more, made.will_leave, made.have_to_come, made.one_to_ones, made.said_yes))


def test_shares_add_up():
    assert plan.shares(5, {"a": 1, "b": 3, "c": 1}) == {"a": 1, "b": 3, "c": 1}
    assert plan.shares(1, {"a": 1, "b": 1}) == {"a": 1, "b": 0}
    assert plan.shares(7, {"a": 2, "b": 3, "c": 3}) == {"a": 2, "b": 3, "c": 2}
    assert plan.shares(4, {}) == {}


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"whose": "team"}, "The team it was about is gone, so the goal rests."),
        ({"due": date(2020, 2, 1), "baseline_on": date(2020, 1, 1)}, "Feb 1, 2020 has passed: 0 then, 20 were wanted."),
        ({"wanted": 2}, "2 by"),
    ],
    ids=["team gone", "passed", "baseline above"],
)
def test_goals_at_their_edges_still_have_a_page(worked, goal, levels, sign_in, fields, says):
    page = sign_in("director").get(url(goal(level=levels[4], **fields)))

    assert says in text(page.text)


def test_goal_of_a_retired_level_rests(worked, goal, levels, ladder, sign_in, person):
    made = goal(level=levels[4])
    levels_of.retire(levels[4], seen=ladder.version, to=None, expected=0, by=person("owner"))

    says = text(sign_in("director").get(url(made)).text)

    assert "was retired, so the goal rests" in says
    assert "each week" not in says


def test_coach_reads_what_is_wanted_alone_and_viewer_no_teams(worked, goal, levels, sign_in):
    made = goal(level=levels[1])

    assert "8 now" not in text(sign_in("coach").get(url(made)).text)
    viewed = sign_in("viewer").get(url(made))
    assert "8 now" in text(viewed.text)
    assert "Kitchen" not in viewed.text
    assert "data-people" not in viewed.text


def test_owners_choose_who_reads_how_many_there_are(worked, goal, levels, sign_in):
    made = goal(level=levels[1])
    SmallNumbers.objects.create(coaches_see_all=True, hides_own_totals=True)

    for path in (url(made), f"/o/north/ladders/{made.ladder_id}/goals/"):
        assert "8 now" in text(sign_in("coach").get(path).text), path
        assert "8 now" not in text(sign_in("viewer").get(path).text), path


def test_number_of_somebodys_own_is_no_page_for_others(goal, sign_in, person):
    made = goal(whose="organizer", organizer=person("director"))

    assert sign_in("director").get(url(made)).status_code == 200
    assert sign_in("organizer").get(url(made)).status_code == 404


@pytest.mark.parametrize("n", [1, 3])
def test_statements_stay_within_the_bar(worked, goal, levels, sign_in, django_assert_max_num_queries, n):
    for i in range(n - 1):
        Team.objects.create(name=f"Team {i}", folded=f"team {i}")
    client, made = sign_in("director"), goal(level=levels[1])
    client.get(url(made))

    with django_assert_max_num_queries(12):
        client.get(url(made))
