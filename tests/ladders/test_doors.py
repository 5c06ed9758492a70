"""The row of links to the pages of the practice: for those who have the right, with what waits."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import Value
from django.test.utils import CaptureQueriesContext

from ladders import registry
from ladders.models import Ladder
from ladders.registry import Door

type Make = Callable[..., Any]


@pytest.fixture
def doors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three doors, two of them with something behind; the last is for owners and directors."""
    made = [
        Door("Third", "ladders:default_levels", "ladder.edit", 3, lambda _request, _ladder: Value(7)),
        Door("First", "ladders:ladder", "ladder.view", 1),
        Door("Second", "members:list", "member.view", 2, lambda _request, _ladder: Value(0)),
    ]
    monkeypatch.setattr(registry, "doors", made)


@pytest.mark.parametrize(("role", "expected"), [
    ("director", [("First", 0), ("Second", 0), ("Third", 7)]),
    ("organizer", [("First", 0), ("Second", 0)]),
    ("coach", [("First", 0)]),
])  # fmt: skip
def test_doors_are_shown_in_order_to_those_who_have_the_right(sign_in: Make, doors: None, role: str, expected: Any):
    page = sign_in(role).get("/o/north/ladder/")

    assert [(each.label, each.waiting) for each in page.context["doors"]] == expected
    assert all(f">{label}" in page.text for label, _waiting in expected)


def test_what_waits_costs_the_page_no_statement(sign_in: Make, ladder: Ladder, monkeypatch: pytest.MonkeyPatch):
    client, found = sign_in("director"), []
    for n in (0, 1, 3):
        each = Door("One", "ladders:ladder", "ladder.view", 1, lambda _request, _ladder: Value(2))
        monkeypatch.setattr(registry, "doors", [each] * n)
        with CaptureQueriesContext(connection) as queries:
            client.get("/o/north/ladder/")
        found.append(len(queries))

    assert [n - found[0] for n in found] == [0, 0, 0]


def test_doors_of_another_ladder_name_it(ladder: Ladder, sign_in: Make, doors: None):
    other = Ladder.objects.create(name="Safety")

    page = sign_in("director").get(f"/o/north/ladders/{other.pk}/")

    assert page.context["doors"][1].url == f"/o/north/people/?ladder={other.pk}"
