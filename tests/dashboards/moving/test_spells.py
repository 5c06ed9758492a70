"""How long people stood on a level, and who stands still: by hand-made paths."""

from datetime import date, timedelta

import pytest

from dashboards.moving import spells
from ladders import history
from ladders.models import DevelopmentPlan, LevelChange, PlanStep
from members.models import Member

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
LONG_AGO = date(2024, 1, 1)


def day(back: int) -> str:
    return (TODAY - timedelta(days=back)).isoformat()


def test_quarters_are_those_of_the_stays_that_ended_higher(ladder, levels, walk):
    for stay in (10, 20, 30, 40, 100):
        walk((1, day(200)), (2, day(200 - stay)))
    walk((1, day(200)), ("quiet", day(150)))
    walk((2, day(200)), (1, day(150)))

    found = spells.times(Member.objects.all(), ladder, LONG_AGO, TODAY)

    assert {
        level: [each.days if isinstance(each, timedelta) else each for each in time] for level, time in found.items()
    } == {levels[0].pk: [5, 20, 30, 40, 100]}


def test_a_stay_that_began_with_the_first_list_tells_nothing(ladder, levels, walk):
    walk((1, day(200)), (2, day(100)))
    LevelChange.objects.filter(level=levels[0]).update(is_baseline=True)

    assert spells.times(Member.objects.all(), ladder, LONG_AGO, TODAY) == {}


@pytest.mark.parametrize(("first", "last", "n"), [(101, 100, 1), (100, 99, 0), (99, 0, 0), (300, 200, 0)])
def test_the_days_are_from_the_end_of_one_to_the_end_of_the_other(ladder, walk, first, last, n):
    walk((1, day(200)), (2, day(100)))

    ends = date.fromisoformat(day(first)), date.fromisoformat(day(last))
    assert len(spells.times(Member.objects.all(), ladder, *ends)) == n


def test_usual_is_a_year_where_nothing_is_known_and_never_under_a_month(ladder, levels, walk):
    assert {each.days for each in spells.usual(ladder, TODAY).values()} == {365}
    for _each in range(5):
        walk((1, day(50)), (2, day(45)))

    known = spells.usual(ladder, TODAY)
    assert known[levels[0].pk] == spells.Usual(30, 5)
    assert known[levels[1].pk] == spells.Usual(30, 0)
    assert levels[-1].pk not in known


def test_stalled_is_who_stands_for_longer_with_no_open_step(ladder, levels, walk):
    stands = [walk((1, day(400))) for _each in range(3)]
    walk((1, day(300)))
    walk((5, day(900)))
    plan = DevelopmentPlan.objects.create(member=stands[0], ladder=ladder, aims_at=levels[1], made_on=TODAY)
    step = PlanStep.objects.create(plan=plan, position=1, text="Host a meeting")
    known = spells.usual(ladder, TODAY)

    def named() -> set:
        return set(spells.stalled(ladder, TODAY, known).values_list("member", flat=True))

    assert named() == {stands[1].pk, stands[2].pk}
    PlanStep.objects.filter(pk=step.pk).update(outcome="done", settled_on=TODAY)
    assert named() == {each.pk for each in stands}


def test_who_stands_is_counted_with_who_is_stalled(ladder, levels, walk):
    for back in (400, 300, 10):
        walk((1, day(back)))
    walk((1, day(500)), archived_at="2026-11-01T00:00Z", archived_because="moved")
    history.rebuild()

    found = spells.standing(Member.objects.all(), ladder, TODAY, spells.usual(ladder, TODAY))

    assert found == {levels[0].pk: spells.Now(3, timedelta(days=300), 1)}
