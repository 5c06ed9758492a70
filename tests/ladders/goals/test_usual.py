"""Numbers that a group's own quarters propose on the page that sets a goal."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from ladders import history
from ladders.goals import usual
from ladders.models import LevelChange
from members.models import Belonging, Unit, UnitKind
from organizations import periods
from organizations.models import Organization

type Make = Callable[..., Any]


@pytest.fixture
def grown(north: Organization, people: Make, said: Make) -> list[Any]:
    """Two came to level 1 four quarters ago, and in each of the three quarters since one, two and three more."""
    ends, found = periods.ends(north, 4)[:-1], people(8)
    days = [ends[0], ends[0], *([ends[1]] * 1), *([ends[2]] * 2), *([ends[3]] * 3)]
    for member, day in zip(found, days, strict=True):
        said(member, 1, day.isoformat())
    history.rebuild()
    return found


@pytest.fixture
def address(ladder: Any) -> str:
    return reverse("ladders:add_goal", args=["north", ladder.pk])


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_steady_and_good_quarters_are_counted_from_full_ones(grown, north, ladder, levels):
    found = usual.read(north, ladder, usual.Q())

    row = next(row for row in found.rows if row.where == f"level-{levels[0].pk}")
    days = (found.due - north.today()).days
    assert found.n_quarters == 3
    assert row.now == 8
    assert row.steady == usual.Proposal(2, 8 + round(2 * days / 91))
    assert row.good == usual.Proposal(3, 8 + round(3 * days / 91))
    assert [row.where for row in found.rows][:2] == ["any", f"level-{levels[4].pk}"]


def test_taking_a_number_fills_in_the_form(grown, sign_in, address, levels, north, ladder):
    client = sign_in("director")
    page = client.get(address).text
    assert "From your last 3 full quarters." in page

    url = re.search(rf'href="(\?where=level-{levels[0].pk}[^"]*)">Take (\d+)', page)
    filled = client.get(address + url[1].replace("&amp;", "&")).text

    assert f'name="wanted" value="{url[2]}"' in filled
    assert f'value="level-{levels[0].pk}" selected' in filled
    assert f'value="{usual.day_ahead(north).isoformat()}"' in filled


def test_a_unit_has_a_past_of_its_own_and_gone_ones_have_none(grown, sign_in, address):
    kind = UnitKind.objects.get(is_default=True)
    unit = Unit.objects.create(kind=kind, name="Eastside")
    Belonging.objects.create(member=grown[0], unit=unit, kind=kind)
    client = sign_in("director")

    assert "What your own quarters gave" in client.get(address, {"whose": f"unit-{unit.pk}"}).text
    assert "What your own quarters gave" not in client.get(address, {"whose": "unit-nonsense"}).text


def test_nobody_is_measured_by_name(grown, sign_in, address, people, person):
    for role in ("organizer", "director"):
        people(1, organizer=person(role))
    client = sign_in("director")

    theirs, own = (f"organizer-{person(role).pk}" for role in ("organizer", "director"))
    assert "What your own quarters gave" not in client.get(address, {"whose": theirs}).text
    assert "What your own quarters gave" in client.get(address, {"whose": own}).text


def test_too_little_history_is_said(people, said, sign_in, address, north):
    assert "There are 0 full quarters of history so far" in text(sign_in("director").get(address).text)
    said(people(1)[0], 1, periods.ends(north, 2)[0].isoformat())
    history.rebuild()

    assert "There is 1 full quarter of history so far" in text(sign_in("director").get(address).text)


def test_whom_the_first_list_placed_did_not_move(grown, north, ladder):
    LevelChange.objects.filter(member=grown[3]).update(is_baseline=True)

    assert usual.read(north, ladder, usual.Q()).n_quarters == 1


@pytest.mark.parametrize("back", [0, 30, 60, 89])
def test_a_goal_is_never_for_next_week(north, back, monkeypatch):
    today = date(2026, 1, 1) + timedelta(days=back)
    monkeypatch.setattr(Organization, "today", lambda _self: today)

    assert usual.day_ahead(north) == (date(2026, 3, 31) if back < 60 else date(2026, 6, 30))


def test_statements_do_not_grow(grown, sign_in, address, django_assert_max_num_queries):
    client = sign_in("director")
    client.get(address)
    with django_assert_max_num_queries(12):
        client.get(address)
