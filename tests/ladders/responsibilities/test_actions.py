"""Somebody is asked, says yes or not now, gives it back; and each step goes back as well."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from ladders.models import Holding, Ladder, Level, Responsibility
from ladders.responsibilities import actions
from members.merging.actions import merge, unmerge
from members.models import Member
from tests.ladders.responsibilities.conftest import TODAY


def state(holding):
    holding.refresh_from_db()
    return holding.since, holding.until, holding.words, holding.how_it_went


def test_second_of_a_name_is_refused_in_the_same_team_only(tree, person):
    with pytest.raises(actions.NotNow, match="There is a responsibility of this name already"):
        actions.make(name="phone TREE", takes="", team=None, level=None, places=1, by_on=None, by=person("director"))
    assert actions.put_away(tree, by=person("director"))
    actions.make(name="Phone tree", takes="", team=None, level=None, places=1, by_on=None, by=person("director"))
    with pytest.raises(actions.NotNow, match="already"):
        actions.bring_back(tree, by=person("director"))


def test_every_step_goes_back_to_the_one_before(held, person):
    by = person("director")
    assert state(held) == (TODAY, None, "I like calling", "")

    actions.hand_back(held, words="Two helpers would be good", on=TODAY, by=by)
    assert state(held) == (TODAY, TODAY, "I like calling", "Two helpers would be good")
    assert not actions.hand_back(held, words="", on=TODAY, by=by)

    assert actions.undo(held, step="back", by=by)
    assert state(held) == (TODAY, None, "I like calling", "")
    with pytest.raises(actions.NotNow, match="gone on since"):
        actions.undo(held, step="asked", by=by)
    assert actions.undo(held, step="yes", by=by)
    assert state(held) == (None, None, "", "")
    assert actions.undo(held, step="asked", by=by)
    assert not Holding.objects.exists()


def test_not_now_is_kept_and_one_can_ask_again(tree, three, person):
    by = person("director")
    holding = actions.ask(tree, member=three[2], on=TODAY, by=by)
    with pytest.raises(actions.NotNow, match="was asked already"):
        actions.ask(tree, member=three[2], on=TODAY, by=by)

    actions.decline(holding, words="After the baby", on=TODAY, by=by)

    assert state(holding) == (None, TODAY, "After the baby", "")
    actions.ask(tree, member=three[2], on=TODAY + timedelta(days=90), by=by)
    assert not actions.undo(holding, step="no", by=by)
    assert tree.holdings.waiting().count() == 1


def test_last_place_is_taken_once(tree, three, held, person):
    by = person("director")
    first, second = (actions.ask(tree, member=each, on=TODAY, by=by) for each in (three[0], three[2]))
    actions.accept(first, words="", on=TODAY, by=by)

    with pytest.raises(actions.NotNow, match="no room any more"):
        actions.accept(second, words="", on=TODAY, by=by)
    with pytest.raises(actions.NotNow, match="2 people carry it"):
        told = {"takes": "", "team": None, "level": None, "by_on": None, "by": by}
        actions.edit(tree, name="Phone tree", places=1, **told)

    actions.hand_back(held, words="", on=TODAY, by=by)
    actions.accept(second, words="", on=TODAY, by=by)
    with pytest.raises(actions.NotNow, match="no room any more"):
        actions.undo(held, step="back", by=by)
    assert tree.holdings.held().count() == 2


def test_who_is_archived_takes_no_place_on_the_page_and_none_in_the_action(tree, three, held, person):
    Member.objects.filter(pk=held.member_id).update(archived_at=Now())
    by = person("director")
    holding = actions.ask(tree, member=three[2], on=TODAY, by=by)
    actions.accept(holding, words="", on=TODAY, by=by)

    actions.edit(tree, name="Tree", takes="", team=None, level=None, places=1, by_on=None, by=by)

    assert (tree.places, Responsibility.objects.with_counts().get().n_held) == (1, 1)


def test_a_level_of_a_ladder_that_was_put_away_is_no_new_one(tree, levels, person):
    rest = {"takes": "", "team": None, "places": 1, "by_on": None, "by": person("director")}
    away = Ladder.objects.create(name="Old", put_away_at=Now())
    level = Level.objects.create(ladder=away, position=1, name="Came")

    with pytest.raises(actions.NotNow, match="no longer in use"):
        actions.make(name="Keys", level=level, **rest)
    Responsibility.objects.update(level=level)
    tree.refresh_from_db()

    assert actions.edit(tree, name="Keys", level=level, **rest).level == level


@pytest.mark.parametrize("stays", [1, 2], ids=["who carries it", "who was asked"])
def test_merged_person_carries_it_once_and_again_apart(tree, three, held, person, stays):
    asked = actions.ask(tree, member=three[2], on=TODAY, by=person("director"))

    record = merge(three[stays], three[3 - stays], by=person("director"))
    one = Responsibility.objects.with_counts().get()
    assert (one.n_held, one.n_asked, tree.holdings.held().get().member_id) == (1, 1, three[stays].pk)
    asked.refresh_from_db()
    with pytest.raises(actions.NotNow, match="carries it already"):
        actions.accept(asked, words="", on=TODAY, by=person("director"))
    with pytest.raises(actions.NotNow, match="was asked anew"):
        actions.undo(tree.holdings.held().get(), step="yes", by=person("director"))

    unmerge(record, by=person("director"))
    assert set(tree.holdings.current().values_list("member", flat=True)) == {three[1].pk, three[2].pk}


def test_the_database_holds_the_rules(tree, three, held, person):
    actions.ask(tree, member=three[2], on=TODAY, by=person("director"))
    for rule, columns in (
        ("ladders_holding_once", {"member": three[1], "since": TODAY}),
        ("ladders_holding_asked_once", {"member": three[2], "asked_on": TODAY}),
        ("ladders_holding_begins", {"member": three[0]}),
        (
            "ladders_holding_ends_after_start",
            {"member": three[0], "since": TODAY, "until": TODAY - timedelta(days=1)},
        ),
    ):
        with pytest.raises(IntegrityError, match=rule), transaction.atomic():
            Holding.objects.create(responsibility=tree, **columns)
    with pytest.raises(IntegrityError, match="ladders_responsibility_has_room"), transaction.atomic():
        Responsibility.objects.create(name="No one", folded="no one", places=0)
