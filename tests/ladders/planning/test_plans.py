"""Plans: begun, steps taken and put in order, closed and opened again; what other rooms learn of them."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from ladders import registry
from ladders.models import Assessment, DevelopmentPlan, Ladder, Level, LevelSign, PlanStep, Responsibility, SignSeen
from ladders.planning import actions, queries
from ladders.planning.actions import PlanRefused
from ladders.planning.suggesting import suggestions
from members.filters import fields_of
from members.merging.actions import merge, unmerge
from members.models import Member
from tests.members.filters.world import asking


@pytest.fixture
def dolores(north) -> Member:
    return Member.objects.create(given_name="Dolores", family_name="Ankrah")


@pytest.fixture
def plan(dolores, ladder, levels, person) -> DevelopmentPlan:
    """Of Dolores, who aims at level 4."""
    return begin(dolores, levels[3], person("director"))


def begin(member, level, by) -> DevelopmentPlan:
    return actions.begin(member, ladder=level.ladder, aims_at=level, is_shared=True, by=by)


def add(plan, *texts, **more) -> list[PlanStep]:
    return [actions.add_step(plan, text=text, by=plan.made_by, **more) for text in texts]


def ahead(member) -> list[str]:
    return [step.text for step in queries.said_yes(member)]


def test_the_first_open_step_is_the_next(dolores, plan):
    one, two, three = add(plan, "Call five", "Run a meeting", "Train two")
    assert str(queries.next_step(dolores)) == "Call five"

    assert actions.move_step(two, up=True, by=plan.made_by)
    assert ahead(dolores) == ["Run a meeting", "Call five", "Train two"]
    actions.settle(two, outcome="done", note="Forty came", by=plan.made_by)
    assert str(queries.next_step(dolores)) == "Call five"
    assert not actions.move_step(one, up=True, by=plan.made_by)
    assert actions.move_step(one, up=False, by=plan.made_by)
    assert ahead(dolores) == ["Train two", "Call five"]
    assert actions.unsettle(two, by=plan.made_by)
    assert ahead(dolores)[0] == "Run a meeting"
    assert not actions.unsettle(three, by=plan.made_by)


def test_dropping_needs_a_line_and_of_two_who_settle_one_is_told(plan):
    (step,) = add(plan, "Call five")

    with pytest.raises(PlanRefused, match="why it is dropped") as refused:
        actions.settle(step, outcome="dropped", note="  ", by=plan.made_by)
    actions.settle(step, outcome="dropped", note="Moved away", by=plan.made_by)
    with pytest.raises(PlanRefused, match="already"):
        actions.settle(step, outcome="done", by=plan.made_by)

    assert refused.value.field == "note"
    step.refresh_from_db()
    assert (step.outcome, step.note, step.settled_on is None) == ("dropped", "Moved away", False)


def test_one_plan_is_open_at_a_time_on_a_ladder(dolores, plan, levels):
    with pytest.raises(PlanRefused, match="open plan already"):
        begin(dolores, levels[4], plan.made_by)
    with pytest.raises(PlanRefused, match="how it went"):
        actions.close(plan, how_it_went=" ", by=plan.made_by)

    actions.close(plan, how_it_went="Leads her floor now", by=plan.made_by)
    begin(dolores, levels[4], plan.made_by)

    with pytest.raises(PlanRefused, match="Close that one first"):
        actions.open_again(plan, by=plan.made_by)
    with pytest.raises(PlanRefused, match="closed meanwhile"):
        add(plan, "Too late")


def test_a_closed_plan_has_no_next_step_and_comes_back_as_it_was(dolores, plan):
    add(plan, "Call five")
    actions.close(plan, how_it_went="On hold", by=plan.made_by)
    assert queries.next_step(dolores) is None

    actions.open_again(plan, by=plan.made_by)

    assert ahead(dolores) == ["Call five"]
    assert DevelopmentPlan.objects.get().how_it_went == ""


def test_a_level_that_was_retired_is_no_new_aim_and_stays_an_old_one(plan, levels):
    Level.objects.filter(pk__in=[levels[3].pk, levels[4].pk]).update(retired_at=Now())
    levels[4].refresh_from_db()

    with pytest.raises(PlanRefused, match="not in use"):
        actions.aim(plan, aims_at=levels[4], is_shared=True, by=plan.made_by)
    kept = actions.aim(plan, aims_at=levels[3], is_shared=False, by=plan.made_by)

    assert (kept.aims_at, kept.is_shared) == (levels[3], False)


def test_a_plan_has_at_most_thirty_steps(plan):
    PlanStep.objects.create(plan=plan, position=30, text="The thirtieth")

    with pytest.raises(PlanRefused, match="at most 30"):
        add(plan, "One more")


@pytest.mark.parametrize(
    "fields",
    [{"outcome": "done"}, {"note": "So"}, {"kind": "wish"}, {"text": ""}, {"outcome": "dropped", "settled_on": "2026-01-05"}],
)  # fmt: skip
def test_database_refuses_half_a_step(plan, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanStep.objects.create(**{"plan": plan, "position": 1, "text": "Call five"} | fields)


@pytest.mark.parametrize("fields", [{"how_it_went": "Well"}, {"closed_at": Now()}])
def test_database_refuses_half_a_closing(plan, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        DevelopmentPlan.objects.update(**fields)


def test_signs_not_seen_and_what_is_open_to_carry_are_proposed(dolores, plan, levels, said):
    LevelSign.objects.filter(level=levels[3]).delete()
    first, second, _third = (LevelSign.objects.create(level=levels[3], position=n, text=f"Sign {n}") for n in (1, 2, 3))
    for sign, fields in ((first, {}), (second, {"voided_at": Now(), "void_reason": "A slip"})):
        SignSeen.objects.create(assessment=said(dolores, 3, "2026-01-05", **fields), sign=sign, text=sign.text)
    ready = {"folded": "door", "name": "Hold the door", "level": levels[2]}
    Responsibility.objects.create(**ready)
    Responsibility.objects.create(**ready | {"folded": "chair", "name": "Chair", "level": levels[4]})

    found = [(each.text, each.kind) for each in suggestions(dolores, [plan])]

    assert found == [("Sign 2", "experience"), ("Sign 3", "experience"), ("Hold the door", "responsibility")]
    assert suggestions(dolores, []) == []
    assert Assessment.objects.count() == 2


def test_merging_takes_plans_along_and_back(dolores, plan, levels, person):
    twin = Member.objects.create(given_name="Dolly")
    add(plan, "Call five")
    theirs = begin(twin, levels[3], person("director"))
    add(theirs, "Run a meeting", supporter=twin)

    record = merge(dolores, twin, by=None)
    # Neither is lost; the later one is talked about first.
    assert ahead(dolores) == ["Run a meeting", "Call five"]
    assert PlanStep.objects.get(text="Run a meeting").supporter == dolores
    unmerge(record, by=None)

    assert (ahead(dolores), ahead(twin)) == (["Call five"], ["Run a meeting"])


def test_of_who_was_archived_it_can_be_read_and_not_changed(dolores, plan):
    (step,) = add(plan, "Call five")
    Member.objects.filter(pk=dolores.pk).update(archived_at=Now())

    with pytest.raises(PlanRefused, match="read and not changed"):
        actions.settle(step, outcome="done", by=plan.made_by)

    assert ahead(dolores) == ["Call five"]


def test_the_list_is_filtered_by_plans(north, person, dolores, plan, people):
    today = north.today()
    actions.add_step(plan, text="Call five", by_on=today + timedelta(days=3), by=plan.made_by)
    done = begin(people()[0], plan.aims_at, plan.made_by)
    (step,) = add(done, "Long done", by_on=today)
    actions.settle(step, outcome="done", by=plan.made_by)
    fields = fields_of(asking(north, person("director")))

    def kept(name, op, *values):
        return set(Member.objects.filter(fields[name].where(asking(north, person("director")), op, values)))

    assert kept("has-plan", "is", "yes") == {dolores, done.member}
    assert kept("plan-due", "next", "7") == {dolores}
    assert kept("plan-due", "filled") == {dolores}
    assert kept("plan-due", "before", date(2026, 1, 1).isoformat()) == set()


def test_together_learns_of_the_next_step_and_who_stands_beside(dolores, plan, person):
    add(plan, "Call five", supporter=person("organizer"))

    (step,) = [found for ask in registry.next_steps if (found := ask(dolores))]

    assert (step.what, step.beside) == ("Call five", str(person("organizer")))
    assert registry.Yes("Call five") in [yes for ask in registry.said_yes for yes in ask(dolores)]


def test_together_knows_nothing_of_a_plan_not_talked_about_yet(dolores, plan):
    add(plan, "Call five")
    DevelopmentPlan.objects.update(is_shared=False)

    assert [found for ask in (*registry.next_steps, *registry.said_yes) if (found := ask(dolores))] == []


def test_a_ladder_that_was_put_away_gets_no_plan(dolores, person):
    away = Ladder.objects.create(name="Old", put_away_at=Now())

    with pytest.raises(PlanRefused, match="put away"):
        begin(dolores, Level.objects.create(ladder=away, position=1, name="Came"), person("director"))


def test_what_anybody_may_carry_is_proposed_too_and_not_all_of_it(dolores, plan, levels):
    LevelSign.objects.all().delete()
    for n in range(6):
        Responsibility.objects.create(name=f"Errand {n}", folded=f"errand {n}")
    Responsibility.objects.create(name="Hold the door", folded="hold the door", level=levels[2])

    found = [each.text for each in suggestions(dolores, [plan])]

    assert found == ["Errand 0", "Errand 1", "Errand 2", "Errand 3", "Hold the door"]
