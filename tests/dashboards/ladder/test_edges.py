"""The dashboard at its edges: nobody, one person, one level, days to come, a day before anybody, levels new and retired."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from dashboards.ladder import attention
from ladders import history
from ladders.models import Goal, Ladder, Level
from members.models import Member, SavedView, Team, TeamMember, Unit, UnitKind
from organizations.models import Organization
from tests.dashboards.doors import doors, open_every_door

type Make = Callable[..., Any]
URL = "/o/north/ladder/"


def text(page: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


@pytest.fixture
def moved(north: Organization, people: Make, said: Make) -> list[Member]:
    """Ten people: four rose from 1 to 2 three days ago, four stayed on 1, two went quiet from 2."""
    today = north.today()
    made: list[Member] = people(10)
    for at, member in enumerate(made):
        said(member, 2 if at > 7 else 1, (today - timedelta(days=9)).isoformat())
        if at < 4 or at > 7:
            said(member, 2 if at < 4 else "quiet", (today - timedelta(days=3)).isoformat())
    history.rebuild()
    return made


@pytest.fixture
def week(north: Organization) -> str:
    today = north.today()
    return f"period=days&from={today - timedelta(days=7)}&to={today}"


@pytest.mark.parametrize("query", [
    "", "period=start", "period=year", "period=last-quarter", "period=days&from=2030-01-01&to=2031-01-01",
    "period=days&from=2001-01-01&to=2001-01-01", "period=days&from=soon", "period=never", "by=organizer", "screen=big",
])  # fmt: skip
@pytest.mark.parametrize("n", [0, 1])
def test_nobody_and_one_person_are_told_for_any_period(sign_in: Make, people: Make, said: Make, query: str, n: int):
    for member in people(n):
        said(member, 1, "2026-01-05")
    history.rebuild()

    page = sign_in("director").get(f"{URL}?{query}")

    assert page.status_code == 200
    assert page.context["finding"].mark == ""
    assert page.context["distribution"].total == n


def test_the_headline_and_the_row_say_who_rose(moved: list[Member], sign_in: Make, week: str):
    page = sign_in("director").get(f"{URL}?{week}")

    assert "4 people moved up since" in text(page)
    two = next(row for row in page.context["table"]["levels"] if row.line.level.position == 2)
    assert [figure.people for _word, figure in two.moves] == [4, 0, 0, 2]
    assert two.net == 2


def test_a_day_of_which_nothing_was_known_yet_says_so_in_figures(moved: list[Member], sign_in: Make):
    page = sign_in("director").get(f"{URL}?period=days&from=2001-01-01&to=2001-02-01")

    assert page.context["distribution"].on_ladder == 0
    assert "Nobody is on the ladder yet." in text(page)


def test_a_ladder_of_one_level_and_one_without_any_are_shown(moved: list[Member], sign_in: Make):
    client = sign_in("director")
    for n, name in enumerate(["Bare", "Short"]):
        ladder = Ladder.objects.create(name=name)
        Level.objects.bulk_create([Level(ladder=ladder, position=1, name="Comes along")] * n)

        page = client.get(f"/o/north/ladders/{ladder.pk}/")

        assert page.status_code == 200
        assert page.context["finding"].headline == "Nobody is on the ladder yet."
        assert open_every_door(client, f"/o/north/ladders/{ladder.pk}/") > 0


def test_a_new_level_and_a_retired_one_keep_every_figure_true(
    moved: list[Member], levels: list[Level], sign_in: Make, week: str
):
    Level.objects.filter(pk=levels[1].pk).update(retired_at=timezone.now())
    Level.objects.create(ladder=levels[0].ladder, position=2, name="Comes again")
    client = sign_in("director")

    assert open_every_door(client, f"{URL}?{week}") > 5
    assert "Retired: nobody new is placed here." in client.get(URL).text


def test_a_unit_a_team_and_a_view_narrow_figures_and_lists(moved: list[Member], sign_in: Make, person: Make, week: str):
    kind, client = UnitKind.objects.get(is_default=True), sign_in("director")
    here = Unit.objects.create(kind=kind, name="Eastside", folded="eastside")
    team = Team.objects.create(name="Tenants", folded="tenants")
    for member in moved[:6]:
        member.belongings.create(kind=kind, unit=here)
        TeamMember.objects.create(member=member, team=team)
    tree = {"how": "all", "parts": [{"field": "unit", "op": "is", "values": [str(here.pk)]}]}
    view = SavedView.objects.create(owner=person("director"), name="East", folded="east", filters=tree)

    for query in (f"unit={here.pk}&by=team", f"view={view.pk}", "by=unit"):
        assert open_every_door(client, f"{URL}?{week}&{query}") > 8
    narrowed = client.get(f"{URL}?{week}&view={view.pk}")
    assert narrowed.context["distribution"].total == 6
    assert [part.name for part in client.get(f"{URL}?by=team").context["parts"].shown] == ["Tenants"]


def test_views_and_units_that_are_none_here_show_everyone(moved: list[Member], sign_in: Make):
    client = sign_in("director")

    for query in ("view=x", "view=01890000-0000-7000-8000-000000000000", "unit=x"):
        assert client.get(f"{URL}?{query}").headers["Location"] == URL


@pytest.mark.parametrize(("role", "divided"), [
    ("director", ["unit", "team", "organizer"]), ("data_lead", ["unit", "team"]), ("organizer", []), ("viewer", []),
])  # fmt: skip
def test_only_owners_and_directors_see_people_by_organizer(
    moved: list[Member], sign_in: Make, role: str, divided: list[str]
):
    page = sign_in(role).get(f"{URL}?by=organizer")

    assert page.context["asked"].divisions == divided
    assert (page.context["asked"].by == "organizer") == (role == "director")


def test_a_coach_reads_no_moves_and_no_other_day(moved: list[Member], sign_in: Make, week: str):
    page = sign_in("coach").get(f"{URL}?{week}")

    assert "moved up" not in page.text.lower()
    assert page.context["trend"] is None
    assert page.context["asked"].period.key == "quarter"
    assert doors(page.text) == []


def test_the_part_swapped_is_the_part_of_the_page(moved: list[Member], sign_in: Make, week: str):
    client, asked = sign_in("director"), {"HX-Request": "true", "HX-Target": "dashboard"}
    part, whole = client.get(f"{URL}?{week}", headers=asked), client.get(f"{URL}?{week}")

    assert part.text.strip() in whole.text
    assert "<!doctype" not in part.text
    assert "<!doctype" in client.get(URL, headers={**asked, "HX-History-Restore-Request": "true"}).text


def test_who_needs_somebody_is_named_with_what_to_do(people: Make, said: Make, sign_in: Make):
    (leader,) = people()
    said(leader, 4, "2025-01-05")
    history.rebuild()

    page = sign_in("director").get(URL)

    assert [(line.name, line.do) for line in page.context["attention"]] == [
        (leader.name, "Review level"), (leader.name, "Find a coach")
    ]  # fmt: skip
    assert page.context["not_sure"]["stale"].people == 1
    assert sign_in("viewer").get(URL).context["attention"] == []


def test_of_many_leaders_the_first_are_named_and_the_others_counted_up_to_a_number(
    people: Make, said: Make, sign_in: Make, monkeypatch: Any
):
    found = people(9)
    for n, member in enumerate(found):
        said(member, 4 - n % 2, f"2025-01-{20 - n}")
    history.rebuild()
    client = sign_in("director")
    for exact, more in ((100, "7 more"), (3, "More than 3 more")):
        monkeypatch.setattr(attention, "_EXACT", exact)
        monkeypatch.setattr(attention, "_READ", exact + 2)
        page = client.get(URL)
        assert [line.name for line in page.context["attention"]] == [
            *(found[n].name for n in (8, 7)), *(found[n].name for n in (8, 6))
        ]  # fmt: skip
        says = [line.says for line in page.context["attention_more"]]
        assert says == [f"{more} were not looked at for long", f"{more} leaders have no coach"]


def test_a_goal_stands_in_its_column_and_on_the_bar(
    moved: list[Member], levels: list[Level], sign_in: Make, north: Organization
):
    due = north.today() + timedelta(days=30)
    Goal.objects.create(
        ladder=levels[0].ladder, level=levels[1], wanted=8, due=due, baseline=2, baseline_on=north.today()
    )

    row = next(row for row in sign_in("director").get(URL).context["table"]["levels"] if row.wanted)

    assert (row.line.level.position, row.wanted, row.share) == (2, 8, 50)
