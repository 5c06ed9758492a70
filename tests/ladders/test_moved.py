"""The list of people by the moves they made: as many as the matrix counts, for every cell and kind."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from ladders import history
from ladders.models import Ladder, Level, Place
from ladders.moved import Move, stood, who
from ladders.movement import Kind, movement
from members.models import Member

type Make = Callable[..., Any]
FIRST, LAST = date(2026, 1, 31), date(2026, 3, 31)
PATHS: list[list[tuple[Any, str]]] = [
    [(2, "2026-01-05"), (3, "2026-02-05")],
    [(2, "2026-01-05"), (3, "2026-02-05")],
    [(3, "2026-01-05"), (1, "2026-02-05")],
    [(1, "2026-02-05")],
    [(2, "2026-01-05"), ("quiet", "2026-02-20")],
    [(2, "2026-01-05"), (0, "2026-01-10"), (1, "2026-02-05")],
    [("unsure", "2026-01-05")],
    [],
]


@pytest.fixture
def moved(people: Make, said: Make) -> None:
    for member, path in zip(people(len(PATHS)), PATHS, strict=True):
        for where, on in path:
            said(member, where, on)
    history.rebuild()


def place(where: Any) -> str:
    return where if isinstance(where, str) else f"level-{where}"


def test_every_cell_of_the_matrix_and_every_kind_is_its_list(moved: None, ladder: Ladder):
    found = movement(Member.objects.all(), ladder, FIRST, LAST)

    cells = {
        (was, now): who(Member.objects.all(), ladder, Move(FIRST, LAST, was=place(was), now=place(now))).count()
        for was, now in found.matrix
    }
    kinds = {kind: who(Member.objects.all(), ladder, Move(FIRST, LAST, kind)).count() for kind in Kind}
    changed = who(Member.objects.all(), ladder, Move(FIRST, LAST, changed=True)).count()

    assert cells == found.matrix
    assert kinds == found.kinds
    assert changed == sum(n for (was, now), n in found.matrix.items() if was != now)


def shown(client: Any, **query: str) -> int:
    page = client.get("/o/north/people/", query)
    assert page.status_code == 200
    assert not page.context["misread"]
    return len(page.context["rows"])


def test_list_is_opened_by_a_move_and_says_it(moved: None, ladder: Ladder, levels: list[Level], sign_in: Make):
    client = sign_in("director")
    up = Move(FIRST, LAST, Kind.UP, was=f"level-{levels[1].pk}").value(ladder)

    page = client.get("/o/north/people/", {"moved": up})

    assert len(page.context["rows"]) == 2
    assert "up, from 2 Pitches in, Jan 31, 2026 to Mar 31, 2026" in page.text
    assert shown(client, **{"moved.not": up}) == Member.objects.people().count() - 2


def test_list_is_opened_by_the_place_on_an_earlier_day(moved: None, ladder: Ladder, levels: list[Level], sign_in: Make):
    client = sign_in("director")

    assert shown(client, was=stood(FIRST, ladder, f"level-{levels[1].pk}")) == 3
    assert shown(client, was=stood(FIRST, ladder, Place.UNSURE)) == 1
    assert shown(client, was=stood(LAST, ladder, "on-ladder")) == 5


@pytest.mark.parametrize("value", [
    "", "up", "quarter.sideways", "2026-01-31.up", "2026-03-31.2026-01-31.up", "quarter.to-level-nobody",
    "quarter.to-level-0190b6a0-0000-7000-8000-000000000000.up", "2026-01-31.2026-03-31.0190b6a0-0000-7000-8000-000000000000",
])  # fmt: skip
def test_moves_that_mean_nothing_here_are_said(ladder: Ladder, sign_in: Make, value: str):
    page = sign_in("director").get("/o/north/people/", {"moved": value})

    assert page.status_code == 200
    assert page.context["misread"] or not value


@pytest.mark.parametrize("query", [
    {"moved": "9999-12-31.9999-12-31.up"}, {"was": "9999-12-31.quiet"}, {"moved": "2026-03-31.2026-01-31.up"},
    {"climbed": "9999-12-31.9999-12-31.{level}"}, {"came-first": "9999-12-31.9999-12-31.ladder"},
], ids=["moved", "was", "backwards", "climbed", "came"])  # fmt: skip
def test_days_that_are_none_are_said_to_be_misread(ladder: Ladder, levels: list[Level], sign_in: Make, query: Any):
    asked = {name: value.format(level=levels[0].pk) for name, value in query.items()}

    page = sign_in("director").get("/o/north/people/", asked)

    assert page.status_code == 200
    assert page.context["misread"]
