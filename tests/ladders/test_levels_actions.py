"""What changes a ladder itself: levels keep their ids and their history, whatever is done to them."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from audit.models import AuditEvent
from ladders import history, levels
from ladders.calibrating import actions as calibrating
from ladders.levels import ChangedMeanwhile, LevelsRefused, LevelText
from ladders.models import (
    Assessment,
    DevelopmentPlan,
    Ladder,
    Level,
    LevelSign,
    OwnWord,
    Place,
    Responsibility,
    Standing,
)
from ladders.proposing import rules
from ladders.ready import READY
from members.filters.tree import EVERYONE
from members.models import Member

type Make = Callable[..., Any]
TEXT = LevelText("Tries it out", "Comes once to see", ["Has been to one meeting"])


@pytest.fixture
def by(person: Make) -> Member:
    member: Member = person("director")
    return member


@pytest.fixture
def rungs(ladder: Ladder) -> list[Level]:
    """Its levels from the bottom; `levels` is the module here."""
    return list(ladder.levels.order_by("position"))


def names(ladder: Ladder) -> list[str]:
    """The levels in use, from the bottom."""
    return [str(level) for level in Level.objects.active().filter(ladder=ladder).order_by("position")]


def recorded() -> list[tuple[str, list[str]]]:
    return [(event.action, event.fields) for event in AuditEvent.objects.filter(action="ladder.edit").order_by("seq")]


def test_words_change_and_the_level_stays_the_same(ladder: Ladder, rungs: list[Level], by: Member):
    first_sign = rungs[0].signs.first()

    n = levels.write(ladder, seen=0, texts={rungs[0].pk: TEXT, rungs[1].pk: text_of(rungs[1])}, by=by)

    row = Level.objects.get(pk=rungs[0].pk)
    assert (n, str(row), row.sentence) == (1, "1 Tries it out", "Comes once to see")
    assert [(sign.pk, sign.text) for sign in row.signs.all()] == [(first_sign.pk, "Has been to one meeting")]
    assert recorded() == [("ladder.edit", ["name", "sentence", "signs"]), ("ladder.edit", ["levels"])]


def test_more_signs_are_added_below(ladder: Ladder, rungs: list[Level], by: Member):
    levels.write(ladder, seen=0, texts={rungs[0].pk: TEXT._replace(signs=list("abcde"))}, by=by)

    assert list(LevelSign.objects.filter(level=rungs[0]).values_list("position", "text")) == [
        (1, "a"), (2, "b"), (3, "c"), (4, "d"), (5, "e"),
    ]  # fmt: skip


def test_leaving_all_as_it_is_is_a_decision_too(ladder: Ladder, by: Member):
    assert levels.write(ladder, seen=0, texts={}, by=by) == 0

    assert Ladder.objects.get(pk=ladder.pk).version == 1


def test_of_two_who_edit_at_once_the_second_is_told(ladder: Ladder, rungs: list[Level], by: Member):
    levels.write(ladder, seen=0, texts={rungs[0].pk: TEXT}, by=by)

    with pytest.raises(ChangedMeanwhile):
        levels.reorder(ladder, seen=0, order=[level.pk for level in rungs[::-1]], by=by)

    assert names(ladder)[0] == "1 Tries it out"


@pytest.mark.parametrize(("position", "at"), [(1, 1), (3, 3), (6, 6), (0, 1), (99, 6)])
def test_a_level_goes_in_between_and_those_above_count_on(ladder: Ladder, by: Member, position: int, at: int):
    before = [name.split(" ", 1)[1] for name in names(ladder)]

    made = levels.add(ladder, seen=0, text=TEXT, position=position, by=by)

    before.insert(at - 1, "Tries it out")
    assert names(ladder) == [f"{n} {name}" for n, name in enumerate(before, start=1)]
    assert [sign.text for sign in made.signs.all()] == ["Has been to one meeting"]


def test_seven_levels_are_the_most(ladder: Ladder, by: Member):
    for seen in range(2):
        levels.add(ladder, seen=seen, text=TEXT._replace(name=f"Level {seen}"), position=1, by=by)

    with pytest.raises(LevelsRefused, match="at most seven"):
        levels.add(ladder, seen=2, text=TEXT, position=1, by=by)

    assert len(names(ladder)) == 7


def test_a_new_order_keeps_who_stands_where(ladder: Ladder, rungs: list[Level], by: Member, people: Make, said: Make):
    (member,) = people()
    said(member, 1, "2026-01-05")
    history.rebuild()

    moved = levels.reorder(ladder, seen=0, order=[rungs[i].pk for i in (1, 0, 2, 3, 4)], by=by)

    assert (moved, names(ladder)[:2]) == (2, ["1 Pitches in", "2 Shows up"])
    assert Standing.objects.get(member=member).level == rungs[0]
    assert history.differences() == []


def test_an_order_that_leaves_one_out_is_refused(ladder: Ladder, rungs: list[Level], by: Member):
    for order in ([level.pk for level in rungs[:4]], [*(level.pk for level in rungs[:4]), uuid4()]):
        with pytest.raises(LevelsRefused, match="leaves a level out"):
            levels.reorder(ladder, seen=0, order=order, by=by)


def test_retiring_lets_people_stay_until_assessed(
    ladder: Ladder, rungs: list[Level], by: Member, people: Make, said: Make
):
    (member,) = people()
    said(member, 3, "2026-01-05")
    history.rebuild()

    moved = levels.retire(rungs[2], seen=0, to=None, expected=1, by=by)

    assert (moved, names(ladder)) == (0, ["1 Shows up", "2 Pitches in", "3 Leads a team", "4 Coaches leaders"])
    assert Standing.objects.get(member=member).level == rungs[2]


def test_retiring_moves_everyone_there_and_says_why(
    ladder: Ladder, rungs: list[Level], by: Member, people: Make, said: Make
):
    for member in people(2):
        said(member, 3, "2026-01-05")
    history.rebuild()

    moved = levels.retire(rungs[2], seen=0, to=rungs[1], expected=2, by=by)

    new = Assessment.objects.filter(source="ladder")
    assert (moved, Standing.objects.filter(level=rungs[1]).count()) == (2, 2)
    assert {(row.place, row.evidence, row.assessed_by_id) for row in new} == {
        (Place.LEVEL, "“Brings others” was retired, and everyone on it went to “Pitches in”.", by.pk)
    }
    assert history.differences() == []


def test_history_before_the_retirement_stays(ladder: Ladder, rungs: list[Level], by: Member, people: Make, said: Make):
    (member,) = people()
    said(member, 3, "2026-01-05")
    history.rebuild()

    levels.retire(rungs[2], seen=0, to=rungs[1], expected=1, by=by)

    path = list(member.level_changes.order_by("on").values_list("on", "level"))
    assert path[0] == (date(2026, 1, 5), rungs[2].pk)
    assert path[1][1] == rungs[1].pk


def test_nothing_is_retired_when_the_figures_have_changed(
    ladder: Ladder, rungs: list[Level], by: Member, people: Make, said: Make
):
    said(people()[0], 3, "2026-01-05")
    history.rebuild()

    with pytest.raises(ChangedMeanwhile, match="Look at the figures again"):
        levels.retire(rungs[2], seen=0, to=rungs[1], expected=0, by=by)

    assert (len(names(ladder)), Ladder.objects.get(pk=ladder.pk).version) == (5, 0)


def test_three_levels_are_the_fewest(ladder: Ladder, rungs: list[Level], by: Member):
    for seen in range(2):
        levels.retire(rungs[seen], seen=seen, to=None, expected=0, by=by)

    with pytest.raises(LevelsRefused, match="at least three"):
        levels.retire(rungs[2], seen=2, to=None, expected=0, by=by)


def test_a_retired_level_comes_back_to_its_number(ladder: Ladder, rungs: list[Level], by: Member):
    before = names(ladder)
    levels.retire(rungs[2], seen=0, to=None, expected=0, by=by)

    levels.restore(Level.objects.get(pk=rungs[2].pk), seen=1, by=by)

    assert names(ladder) == before


def test_a_level_goes_to_no_retired_one_and_not_to_itself(ladder: Ladder, rungs: list[Level], by: Member):
    levels.retire(rungs[0], seen=0, to=None, expected=0, by=by)

    for to in (rungs[0], rungs[2]):
        with pytest.raises(LevelsRefused):
            levels.retire(rungs[2], seen=1, to=to, expected=0, by=by)


@pytest.mark.parametrize("key", READY)
def test_a_ready_ladder_takes_the_place_of_what_was_there(ladder: Ladder, rungs: list[Level], by: Member, key: str):
    levels.retire(rungs[4], seen=0, to=None, expected=0, by=by)

    levels.adopt(ladder, seen=1, ready=READY[key], by=by)

    wanted = READY[key].levels
    rows = list(ladder.levels.order_by("position"))
    assert [(row.name, row.sentence, row.retired_at) for row in rows] == [(w.name, w.sentence, None) for w in wanted]
    assert [[sign.text for sign in row.signs.all()] for row in rows] == [list(w.signs) for w in wanted]
    assert {row.pk for row in rows} <= {level.pk for level in rungs}


def test_a_ready_ladder_displaces_nobody(ladder: Ladder, by: Member, people: Make, said: Make):
    said(people()[0], 1, "2026-01-05", voided_at="2026-01-06T00:00Z", void_reason="a slip")

    with pytest.raises(LevelsRefused, match="one by one"):
        levels.adopt(ladder, seen=0, ready=READY["tenants"], by=by)


def rows_that_name(level: Level, by: Member, member: Member) -> dict[str, Callable[[], Any]]:
    """What names a level without anybody standing on it."""
    ladder, today = level.ladder, date(2026, 1, 5)
    return {
        "rules": lambda: rules.save(rules.new(ladder, level), filters=EVERYONE, by=by),
        "responsibilities": lambda: Responsibility.objects.create(name="Keys", level=level),
        "plans": lambda: DevelopmentPlan.objects.create(member=member, ladder=ladder, aims_at=level, made_on=today),
        "themselves": lambda: OwnWord.objects.create(
            member=member, ladder=ladder, level=level, words="There", on=today
        ),
        "calibration": lambda: placed(level, by, member),
    }


@pytest.mark.parametrize("what", ["rules", "responsibilities", "plans", "themselves", "calibration"])
def test_a_ready_ladder_takes_no_level_from_what_names_it(rungs: list[Level], by: Member, people: Make, what: str):
    rows_that_name(rungs[4], by, people()[0])[what]()

    with pytest.raises(LevelsRefused, match=f"(?i){what}"):
        levels.adopt(rungs[4].ladder, seen=0, ready=READY["tenants"], by=by)


def placed(level: Level, by: Member, member: Member) -> None:
    """A round in which one person was placed on a level."""
    made = calibrating.begin(name="May", ladder=level.ladder, members=[member.pk], assessors=[by], by=by)
    given = {made.people.get(): calibrating.Given(Place.LEVEL, level, "")}
    calibrating.place(made.assessors.get(), given, finishes=False, by=by)


def test_ready_ladders_hold_what_a_ladder_may_have():
    for ready in READY.values():
        assert levels.FEWEST <= len(ready.levels) <= levels.MOST
        assert all(2 <= len(level.signs) <= 4 for level in ready.levels)
        assert len({level.name for level in ready.levels}) == len(ready.levels)


def test_how_it_works_is_saved_and_recorded(ladder: Ladder, by: Member):
    changed = levels.change(ladder, seen=0, values={"name": ladder.name, "needs_review": True}, by=by)

    assert (changed, Ladder.objects.get(pk=ladder.pk).needs_review) == (["needs_review"], True)
    assert recorded() == [("ladder.edit", ["needs_review"])]


def text_of(level: Level) -> LevelText:
    return LevelText(level.name, level.sentence, [sign.text for sign in level.signs.all()])
