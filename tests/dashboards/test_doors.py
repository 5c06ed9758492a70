"""Every figure of every dashboard is the length of the list that it opens."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from dashboards.doors import Figure
from ladders import history
from members.models import Member, SavedView
from organizations.models import Organization
from tests.dashboards.boards.conftest import busy, ten
from tests.dashboards.doors import doors, open_every_door, without_a_door

__all__ = ["busy", "ten"]

type Make = Callable[..., Any]
# Each page with how many figures it has at least for the director, in a group of twelve; `{days}` are those of the
# moves below.
PAGES: dict[str, int] = {
    "/o/north/dashboards/": 5,
    "/o/north/dashboards/conversations/?{days}": 5,
    "/o/north/dashboards/activities/?{days}": 0,
    "/o/north/dashboards/lists/": 5,
    "/o/north/ladder/?{days}": 20,
    "/o/north/ladder/?period=start&by=organizer": 10,
    "/o/north/dashboards/movement/?{days}": 60,
    "/o/north/dashboards/time/": 4,
    "/o/north/dashboards/cohorts/": 4,
    "/o/north/dashboards/cohorts/?by=activity": 0,
    "/o/north/dashboards/stalled/": 3,
    "/o/north/dashboards/gaps/?{days}": 0,
}


@pytest.fixture
def moved(north: Organization, people: Make, said: Make) -> str:
    """Twelve people whose places changed within the last forty days; returns the period as it stands in an address."""
    today = north.today()
    paths: list[list[Any]] = [
        [1], [1], [1, 2], [1, 2], [2, 3], [2, "quiet"], [3, 2], [0, 1], [0, 3], ["quiet", 2], ["unsure"], [],
    ]  # fmt: skip
    for member, path in zip(people(len(paths)), paths, strict=True):
        for back, where in zip((40, 20), path, strict=False):
            said(member, where, (today - timedelta(days=back)).isoformat())
    history.rebuild()
    return f"period=days&from={today - timedelta(days=30)}&to={today}"


@pytest.mark.parametrize("path", PAGES)
def test_every_figure_opens_whom_it_counts(moved: str, sign_in: Make, path: str):
    address = path.format(days=moved)
    opened = open_every_door(sign_in("director"), address)

    assert opened >= PAGES[path]
    assert Member.objects.people().count() >= 12
    # Who else may see everybody has the same doors, and need not go through them again.
    assert len(doors(sign_in("data_lead").get(address).text)) == opened


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("role", ["organizer", "coach", "viewer"])
def test_figures_about_everyone_lead_nowhere_for_others(moved: str, sign_in: Make, role: str, path: str):
    page = sign_in(role).get(path.format(days=moved))

    assert page.status_code in (200, 403)
    # An organizer's own figures may lead to the list, which holds nobody but their own.
    if role == "organizer" and page.status_code == 200:
        open_every_door(sign_in(role), path.format(days=moved))
    else:
        assert "data-people" not in page.text


def test_no_figure_is_without_a_door(busy: str, moved: str, sign_in: Make):
    """Of any page, in a group where something happened everywhere; what is allowed to lead nowhere stands in doors.py."""
    director = sign_in("director")
    found = {path: without_a_door(director.get(path.format(days=moved)).text) for path in PAGES}

    assert {path: shut for path, shut in found.items() if shut} == {}
    talks = director.get(f"/o/north/dashboards/conversations/?{busy}").text
    assert open_every_door(director, f"/o/north/dashboards/conversations/?{busy}") > 8
    assert all(word in talks for word in ("outcome=tried", "said-yes=kept."))


def test_sums_of_everybody_say_what_counting_them_says(busy: str, moved: str, sign_in: Make, person: Make):
    """A view of everybody is counted one by one."""
    client = sign_in("director")
    tree = {"field": "status", "op": "is", "values": ["contact", "member"]}
    view = SavedView.objects.create(owner=person("director"), name="All", folded="all", filters=tree)

    def told(address: str) -> list[Any]:
        page = client.get(f"/o/north/dashboards/conversations/?{busy}{address}").context
        lines = [
            [figure.people for figure in line if isinstance(figure, Figure)]
            for line in page["by_unit"] + page["levels"]
        ]
        return [*lines, {name: figure.people for name, figure in page["found"].items()}]

    found = told("")
    assert told(f"&view={view.pk}") == found
    assert found[-1]["all"] == Member.objects.counted().count()
    assert all(found[-1].values())
    assert found[:2] == [[7, 1], [4, 0]]
