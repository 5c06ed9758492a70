"""The finding sentence, in situations made by hand: right where there is something to say, and silent where not."""

from datetime import date, timedelta
from typing import Any

import pytest

from dashboards.findings import Finding, Goal, Rung, Situation, find, over_time

TODAY = date(2026, 11, 20)
NAMES = ["Shows up", "Pitches in", "Brings others", "Leads a team", "Coaches leaders"]


def rungs(*people: int, **more: Any) -> list[Rung]:
    """Levels with so many on each; `up`, `lost` and `goal` by position: `lost={3: 7}`."""
    by = {name: more.pop(name, {}) for name in ("up", "lost", "goal")}
    return [
        Rung(n, NAMES[n - 1], before=count, now=count, **{name: of[n] for name, of in by.items() if n in of})
        for n, count in enumerate(people, start=1)
    ]


def said(levels: list[Rung], **more: Any) -> Finding:
    n = sum(rung.now for rung in levels)
    return find(Situation(levels, TODAY, "since Oct 1", **({"on_ladder": n} | more)))


def goal(wanted: int, baseline: int, *, days: int = 100, ahead: int = 40) -> Goal:
    return Goal(wanted, TODAY + timedelta(days=ahead), baseline, TODAY - timedelta(days=days))


EVEN = (100, 60, 36, 20, 12)


@pytest.mark.parametrize(("situation", "headline"), [
    ({}, "228 people are on the ladder."),
    ({"up": 53, "joined": 9}, "53 people moved up since Oct 1."),
    ({"up": 1}, "1 person moved up since Oct 1."),
    ({"joined": 7, "came_back": 2}, "9 people came onto the ladder since Oct 1."),
    ({"quiet": 4}, "Nobody moved up since Oct 1, and 4 people went quiet."),
    ({"down": 2}, "228 people are on the ladder."),
    ({"on_ladder": 1}, "1 person is on the ladder."),
    ({"on_ladder": 0}, "Nobody is on the ladder yet."),
])  # fmt: skip
def test_the_headline_says_the_best_that_happened(situation: dict[str, Any], headline: str):
    found = said(rungs(*EVEN), **situation)

    assert (found.headline, found.mark, list(found.why)) == (headline, "", [])


def test_a_leak_is_said_with_its_share_and_the_goal_there():
    found = said(rungs(412, 236, 58, 31, 9, up={3: 7}, lost={3: 7}, goal={3: goal(110, 60)}), up=53)

    assert found == Finding(
        "53 people moved up since Oct 1.",
        "Level 3 is where we lose people.",
        ["As many people went quiet or off at Brings others as moved up from it: 7 each.",
         "52 more are needed there by Dec 30."],
        3,
    )  # fmt: skip


@pytest.mark.parametrize(("up", "why"), [
    (2, "At Pitches in 9 people went quiet or off, and 2 moved up from it."),
    (0, "At Pitches in 9 people went quiet or off, and nobody moved up from it."),
])  # fmt: skip
def test_a_leak_says_how_many_went_and_how_many_rose(up: int, why: str):
    assert list(said(rungs(*EVEN, up={2: up}, lost={2: 9})).why) == [why]


@pytest.mark.parametrize(("lost", "up"), [(2, 0), (3, 4), (4, 0)], ids=["too few", "more rose", "a small part"])
def test_a_few_who_come_and_go_are_no_leak(lost: int, up: int):
    assert said(rungs(*EVEN, up={1: up}, lost={1: lost})).mark == ""


def test_of_two_that_leak_alike_the_higher_level_is_named():
    assert said(rungs(*EVEN, lost={2: 6, 3: 6})).level == 3


@pytest.mark.parametrize(("people", "level"), [((412, 236, 58, 31, 9), 3), ((40, 0, 12), 2), ((9, 0, 0), 0)])
def test_a_thin_level_is_named_between_its_neighbors(people: tuple[int, ...], level: int):
    found = said(rungs(*people))

    assert (found.level, found.mark) == (level, f"Level {level} is thin." if level else "")


def test_growth_that_slowed_is_said_beside_what_was_usual():
    found = said(rungs(*EVEN), gains=[9, 10, 17, 10, 19, 11], gained=2, gone=0.6)

    assert found.mark == "Growth has slowed."
    assert list(found.why) == ["Levels 3 to 5 gained 2 in this quarter so far; a quarter before gave 13."]


@pytest.mark.parametrize("growth", [
    {"gains": [9, 10, 17], "gained": 2, "gone": 0.3},
    {"gains": [9, 10], "gained": 0, "gone": 1},
    {"gains": [2, 1, 3], "gained": 0, "gone": 1},
    {"gains": [9, 10, 17], "gained": 6, "gone": 0.6},
    {"gains": [9, 10, 17], "gained": None, "gone": 1},
], ids=["early", "short history", "never many", "fast enough", "nothing before"])  # fmt: skip
def test_growth_is_not_said_to_slow_too_soon(growth: dict[str, Any]):
    assert said(rungs(*EVEN), **growth).mark == ""


def test_a_goal_out_of_reach_at_this_pace_says_where_the_pace_leads():
    found = said(rungs(*EVEN, goal={3: goal(90, 26)}))

    assert found.mark == "Level 3 is behind its goal."
    assert list(found.why) == ["At this pace it holds 40 of 90 by Dec 30.", "54 more are needed there by Dec 30."]


@pytest.mark.parametrize("its", [
    goal(40, 30), goal(38, 30), goal(90, 30, days=7, ahead=14), goal(90, 30, ahead=-1),
], ids=["on its way", "two are missing", "just set", "over"])  # fmt: skip
def test_a_goal_is_left_alone_that_is_on_its_way_or_over(its: Goal):
    assert said(rungs(*EVEN, goal={3: its})).mark == ""


def test_a_goal_that_is_reached_is_said_when_nothing_else_is():
    found = said(rungs(*EVEN, goal={3: goal(35, 20)}))

    assert (found.mark, list(found.why)) == (
        "Level 3 has reached its goal.", ["36 people on Brings others; 35 were wanted."]
    )  # fmt: skip
    assert said(rungs(*EVEN, goal={3: goal(35, 20)}, lost={2: 9})).level == 2


@pytest.mark.parametrize("levels", [[], rungs(1), rungs(3, 2)], ids=["no level", "one person", "two levels"])
def test_small_ladders_say_no_more_than_how_many(levels: list[Rung]):
    assert said(levels).mark == ""


def test_readers_from_whom_figures_are_kept_back_hear_only_how_many():
    situation = Situation(rungs(412, 236, 58, 31, 9, lost={3: 7}), TODAY, "since Oct 1", up=53, on_ladder=746)

    assert find(situation, closely=False) == Finding("746 people are on the ladder.")


@pytest.mark.parametrize(("growth", "title"), [
    ({"gains": [9, 10, 17], "gained": 2, "gone": 0.6}, "Levels 3 to 5: growth has slowed to 2 this quarter"),
    ({"gains": [9, 10, 17], "gained": 0, "gone": 0.6}, "Levels 3 to 5: no growth this quarter so far"),
    ({"gains": [9, 10, 17], "gained": -2, "gone": 0.6}, "Levels 3 to 5: 2 fewer than when this quarter began"),
    ({"gains": [9, 10, 17], "gained": 20, "gone": 0.3}, "Levels 3 to 5: 20 more this quarter, faster than usual"),
    ({"gains": [9, 10, 17], "gained": 11, "gone": 0.8}, ""),
    ({"gains": [9, 10, 17], "gained": 1, "gone": 0.2}, ""),
    ({"gains": [9], "gained": 40, "gone": 0.9}, ""),
    ({"gains": [9, 10, 17], "gained": None}, ""),
], ids=["slow", "none", "fewer", "fast", "as usual", "early", "short history", "no quarter"])  # fmt: skip
def test_the_trend_says_how_this_quarter_differs(growth: dict[str, Any], title: str):
    assert over_time(Situation(rungs(*EVEN), TODAY, "since Oct 1", **growth)) == title
