"""The pages of movement: every sum agrees, and each reader gets what is theirs."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboards import identities
from dashboards.moving import movement_page
from dashboards.moving.movement_page import NAMED
from ladders import history
from ladders.models import Assessment, Ladder, Level
from ladders.movement import Kind, Movement

pytestmark = pytest.mark.django_db
PAGES = ["movement", "time", "cohorts", "stalled"]
URL = "/o/north/dashboards/{}/"
DAYS = "?period=days&from=2026-01-31&to=2026-03-31"
PATHS = [
    [(2, "2026-01-05")], [(1, "2026-02-05")], [(1, "2026-01-05"), (3, "2026-02-05")], [(3, "2026-01-05"), (1, "2026-02-05")],
    [(2, "2026-01-05"), ("quiet", "2026-03-05")], [(2, "2026-01-05"), ("quiet", "2026-01-20"), (2, "2026-03-31")],
    [(4, "2026-01-05"), ("unsure", "2026-02-05")], [(4, "2026-01-05"), (0, "2026-02-05")], [],
]  # fmt: skip


@pytest.fixture
def moved(walk) -> None:
    for path in PATHS:
        walk(*path)


def told(page) -> Movement:
    """Read the matrix and the kinds back from what the page was given."""
    rows = page.context["table"].rows
    spots = [spot for spot, _figures in rows[:-1]]
    matrix = {
        (was.where, now.where): figure.people
        for was, figures in rows[:-1]
        for now, figure in zip(spots, figures, strict=False)
    }
    return Movement(matrix, {line.kind: line.figure.people for line in page.context["kinds"]})


def sums(page) -> tuple[dict, dict]:
    rows = page.context["table"].rows
    before = {spot.where: figures[-1].people for spot, figures in rows[:-1]}
    after = {spot.where: figure.people for (spot, _row), figure in zip(rows[:-1], rows[-1][1], strict=False)}
    return before, after


@pytest.mark.parametrize("days", [DAYS, "?period=start", "?period=year", "?period=days&from=2026-02-05&to=2026-02-05"])
def test_the_matrix_and_the_kinds_agree(moved, sign_in, days):
    page = sign_in("director").get(URL.format("movement") + days)

    assert identities.matrix_sums(told(page).matrix, *sums(page)) == []
    assert identities.kinds_sum(told(page)) == []


@pytest.mark.parametrize(
    "days",
    [
        "?period=days&from=2031-01-01&to=2031-02-01",
        "?period=days&from=1999-01-01&to=1999-02-01",
        "?period=days&from=x",
        "?period=never",
    ],
)
def test_days_of_which_nothing_is_known_are_said_and_break_nothing(moved, sign_in, days):
    page = sign_in("director").get(URL.format("movement") + days)

    assert page.status_code == 200
    assert identities.kinds_sum(told(page)) == []
    assert "1999" in days or page.context["asked"].period.note


def test_a_level_that_was_retired_keeps_its_row(moved, sign_in, levels):
    Level.objects.filter(pk=levels[3].pk).update(retired_at="2026-04-01T00:00Z")

    page = sign_in("director").get(URL.format("movement") + DAYS)

    assert "4 Leads a team (retired)" in page.context["table"].heads
    assert identities.matrix_sums(told(page).matrix, *sums(page)) == []


def test_who_was_erased_since_is_counted_and_said(moved, sign_in, walk):
    gone = walk((1, "2026-01-05"), (2, "2026-02-05"))
    type(gone).objects.filter(pk=gone.pk).update(
        erased_at="2026-05-01T00:00Z", given_name="", family_name="", folded=""
    )

    page = sign_in("director").get(URL.format("movement") + DAYS)

    assert "1 person no longer on file is counted here, and in no list." in page.text
    assert told(page).kinds[Kind.UP] == 2


def test_evidence_is_for_who_may_read_notes(moved, sign_in):
    Assessment.objects.update(evidence="Brought two neighbors")

    pages = {
        role: sign_in(role).get(URL.format("movement") + DAYS).text
        for role in ("director", "data_lead", "coach", "viewer")
    }

    assert {role for role, text in pages.items() if "Brought two neighbors" in text} == {"director"}
    assert {role for role, text in pages.items() if "Given" in text} == {"director", "data_lead"}


def test_an_organizer_sees_their_own_people_by_name(moved, sign_in, person, walk):
    client = sign_in("organizer")
    walk((1, "2026-01-05"), (2, "2026-02-05"), organizer=person("organizer"))

    page = client.get(URL.format("movement") + DAYS)

    assert [each.organizer for each in page.context["people"]] == [person("organizer")]
    assert told(page).kinds[Kind.UP] == 2


def test_a_coach_gets_no_small_figure(moved, sign_in):
    page = sign_in("coach").get(URL.format("movement") + DAYS)

    shown = [*told(page).matrix.values(), *told(page).kinds.values(), *sums(page)[0].values(), *sums(page)[1].values()]
    assert [n for n in shown if n and n < 5] == []
    for name in PAGES[1:]:
        assert not re.search(r"<b>Given", sign_in("coach").get(URL.format(name)).text)


@pytest.mark.parametrize("kind", NAMED, ids=str)
def test_each_kind_names_who_made_it(moved, sign_in, kind):
    page = sign_in("director").get(f"{URL.format('movement')}{DAYS}&kind={kind}")

    assert len(page.context["people"]) == page.context["all_of_kind"].people == 1


def test_who_moved_last_is_named_whether_or_not_the_last_steps_hold_enough(moved, sign_in, walk, monkeypatch):
    def named(kind: str) -> list:
        page = client.get(f"{URL.format('movement')}{DAYS}&kind={kind}")
        return [(each.pk, str(each.on)) for each in page.context["people"]]

    client, kinds = sign_in("director"), ("up", "joined", "quiet")
    for day in (10, 10, 11, 12):
        walk((1, "2026-01-05"), (2, f"2026-03-{day}"))
    whole = {kind: named(kind) for kind in kinds}
    monkeypatch.setattr(movement_page, "SHOWN", 3)
    for times in (0.4, 0.7, 5):
        monkeypatch.setattr(movement_page, "TIMES", times)
        assert [day for _pk, day in named("up")] == ["2026-03-12", "2026-03-11", "2026-03-10"]
        assert {kind: named(kind) for kind in kinds} == {kind: rows[:3] for kind, rows in whole.items()}
    assert len(whole["joined"]) == 1
    assert whole["joined"][0][1] < "2026-03-01"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_as_often_of_many_as_of_one(sign_in, walk, north, name):
    def asked(client) -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get(URL.format(name)).status_code == 200
        return sum(not each["sql"].startswith(("SET", "SAVEPOINT", "RELEASE")) for each in found)

    client, today = sign_in("director"), north.today()
    walk((1, f"{today - timedelta(days=500)}"))
    client.get(URL.format(name))
    one = asked(client)
    for at in range(4):
        walk((1, f"{today - timedelta(days=500 + at)}"), (2, f"{today - timedelta(days=400)}"))

    assert asked(client) == one <= 12


@pytest.mark.parametrize("name", PAGES)
def test_nobody_one_level_and_another_ladder_are_pages_too(north, sign_in, ladder, name):
    client = sign_in("director")
    other = Ladder.objects.create(name="Stewards")
    Level.objects.create(ladder=other, position=1, name="Steward")

    assert client.get(URL.format(name)).status_code == 200
    assert "Stewards" in client.get(f"{URL.format(name)}?ladder={other.pk}").text
    assert client.get(f"{URL.format(name)}?ladder={north.pk}").status_code == 404
    assert client.get(f"{URL.format(name)}?unit={north.pk}").status_code == 200
    assert client.post(URL.format(name)).status_code == 405
    history.rebuild()


def test_coach_cannot_work_out_the_top_level_from_who_stands_still(ladder, levels, people, said, north, sign_in):
    for at, n in ((5, 3), (4, 5), (3, 9), (2, 12)):
        for member in people(n):
            said(member, at, str(north.today() - timedelta(days=1)))
    history.rebuild()

    def here(role):
        lines = sign_in(role).get(URL.format("stalled")).context["lines"]
        return {line.level.position: line.here.people for line in lines}

    assert here("director") == {4: 5, 3: 9, 2: 12, 1: 0}
    assert here("coach") == {4: None, 3: 9, 2: 12, 1: 0}
