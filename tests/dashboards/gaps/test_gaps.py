"""Gaps, each by its figures, with what could be done; and nothing where there is nothing to say."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from ladders import history
from members.models import Belonging, Member, Relationship, Unit, UnitKind
from organizations.models import Organization
from tests.dashboards.doors import open_every_door

type Make = Callable[..., Any]
GAPS = "/o/north/dashboards/gaps/"


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def said_of(client: Any, path: str = GAPS) -> list[tuple[str, list[tuple[int | None, str]]]]:
    """Return each gap as its level and sentence, and by what it was seen."""
    gaps = client.get(path).context["gaps"]
    return [
        (f"{gap.level or ''} {gap.says}".strip(), [(each.figure.people, each.label) for each in gap.seen])
        for gap in gaps
    ]


@pytest.fixture
def stand(north: Organization, people: Make, said: Make) -> Make:
    """`stand(12, 0, 12)`: so many on level 1, 2, 3 since a year; returns them by level."""

    def make(*numbers: int, **fields: Any) -> list[list[Member]]:
        day = (north.today() - timedelta(days=400)).isoformat()
        found = []
        for at, n in enumerate(numbers, start=1):
            found.append(people(n, **fields))
            for member in found[-1]:
                said(member, at, day)
        history.rebuild()
        return found

    return make


def test_many_on_1_and_3_and_nobody_on_2(stand, levels, sign_in):
    stand(9, 0, 4, 4, 3)

    assert said_of(sign_in("director")) == [
        ("2 Pitches in Nobody stands here.", [(4, "on 3 Brings others"), (0, "on 2 Pitches in"), (9, "on 1 Shows up")])
    ]
    page = sign_in("director").get(GAPS).text
    assert f"where=level-{levels[1].pk}" in page
    assert "has-plan=no" in page


def test_a_thin_level_stands_between_fuller_ones(stand, sign_in):
    stand(12, 3, 12, 4, 3)

    assert next(says for says, _seen in said_of(sign_in("director"))) == (
        "2 Pitches in There are few beside the level below and the one above."
    )


@pytest.mark.parametrize("numbers", [(), (1,), (3, 0, 3), (10, 8, 4, 3, 2)], ids=["nobody", "one", "few", "even"])
def test_nothing_to_say_is_said(stand, sign_in, numbers):
    stand(*numbers)

    says = text(sign_in("director").get(GAPS).text)

    assert "No gap to talk about" in says


def test_a_leak_is_as_many_gone_as_moved_up(stand, said, north, sign_in):
    first, *_others = stand(20, 16, 4, 3, 2)
    day = (north.today() - timedelta(days=10)).isoformat()
    for member, where in zip(first, ["quiet", "quiet", 0, 2, 2, 2], strict=False):
        said(member, where, day)
    history.rebuild()
    days = f"{GAPS}?period=days&from={north.today() - timedelta(days=20)}&to={north.today()}"

    assert [gap for gap in said_of(sign_in("director"), days) if "went away" in gap[0]] == [
        (
            "1 Shows up At least as many went away from here, or down, as moved up.",
            [(2, "went quiet"), (1, "were taken off"), (0, "moved down"), (3, "moved up")],
        )
    ]
    assert open_every_door(sign_in("director"), days) == 6


def test_who_leads_without_a_coach(stand, sign_in, person):
    *_others, third, _fourth, _fifth = stand(12, 10, 8, 4, 2)
    Relationship.objects.create(member=person("organizer"), other=third[0], kind=Relationship.Kind.COACH_OF)

    ((says, seen),) = said_of(sign_in("director"))

    assert says == "3 Brings others Here people lead, and most of them have no coach."
    assert seen == [(8, "stand there"), (1, "have a coach"), (7, "have none")]
    assert open_every_door(sign_in("director"), GAPS) == 3


def test_a_place_without_leaders_and_only_the_uppermost_of_a_tree(stand, sign_in):
    (first, *_others), kind = stand(14, 8, 4, 3, 2), UnitKind.objects.get(is_default=True)
    east = Unit.objects.create(kind=kind, name="Eastside", folded="eastside")
    court = Unit.objects.create(kind=kind, name="Elm Court", folded="elm court", parent=east)
    Belonging.objects.bulk_create(Belonging(member=member, unit=court, kind=kind) for member in first)

    ((says, seen),) = said_of(sign_in("director"))

    assert says == "In Eastside nobody stands on a level where people lead."
    assert seen == [(14, "belong there"), (0, "lead there")]
    assert open_every_door(sign_in("director"), GAPS) == 1
    assert (says, seen) in said_of(sign_in("director"), f"{GAPS}?unit={east.pk}")
    assert said_of(sign_in("viewer")) == []


def test_full_hands_are_named_to_who_can_help_and_to_themselves(stand, sign_in, person, monkeypatch):
    monkeypatch.setattr("dashboards.gaps.places.ORGANIZER_HOLDS", 9)
    first, _second = stand(10, 8, organizer=person("organizer"))
    kind = UnitKind.objects.get(is_default=True)
    unit = Unit.objects.create(kind=kind, name="Eastside", folded="eastside")
    Belonging.objects.bulk_create(Belonging(member=member, unit=unit, kind=kind) for member in first)

    ((says, seen),) = said_of(sign_in("director"))[-1:]
    assert said_of(sign_in("director"), f"{GAPS}?unit={unit.pk}")[-1] == (says, [(10, "people")])

    assert says == f"{person('organizer')} has more people than one can know."
    assert seen == [(18, "people")]
    assert open_every_door(sign_in("director"), GAPS) >= 1
    assert said_of(sign_in("organizer"))[-1][0] == "You have more people than one can know."
    assert "than one can know." not in str(said_of(sign_in("data_lead")))


def test_coach_reads_that_there_is_a_gap_and_no_figure(stand, sign_in):
    stand(9, 0, 4, 4, 3)

    assert said_of(sign_in("coach")) == [("2 Pitches in Nobody stands here.", [])]
    assert "data-people" not in sign_in("viewer").get(GAPS).text


def test_ladder_and_goals_lead_here(stand, sign_in):
    stand(3, 2)
    client = sign_in("viewer")

    for page in ("/o/north/ladder/", "/o/north/ladder/goals/"):
        assert f'href="{GAPS}"' in client.get(page, follow=True).text


def test_statements_stay_within_the_bar(stand, sign_in, django_assert_max_num_queries):
    stand(12, 0, 12, 4, 3)
    client = sign_in("director")
    client.get(GAPS)

    with django_assert_max_num_queries(12):
        client.get(GAPS)
