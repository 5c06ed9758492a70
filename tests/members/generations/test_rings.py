"""Nobody stands above one who stands above them, whichever way it would be written down."""

import pytest
from django.db.models.functions import Now

from audit.recording import action
from imports import people_named
from imports.registry import Aside
from members.merging.actions import NotNow as NoMerge
from members.merging.actions import merge, unmerge
from members.models import Member, Relationship
from members.relationships import actions
from members.relationships.words import BY_KEY
from tests.members.conftest import url
from tests.members.generations.conftest import RECRUITED


def pairs():
    rows = Relationship.objects.kept().filter(kind="coach_of").order_by("created_at", "pk")
    return [f"{row.member.given_name} {row.other.given_name}" for row in rows.select_related("member", "other")]


@pytest.mark.parametrize("side", ["coaches", "recruited"])
def test_page_refuses_a_ring_with_a_sentence(sign_in, crowd, bind, side):
    bind("Ana Bea", "Bea Cal", kind=BY_KEY[side].kind)
    before = Relationship.objects.count()
    asked = {"other": crowd["Cal"].pk, "side": side}

    refused = sign_in("director").post(url("relationships", crowd["Ana"]), asked)

    assert refused.status_code == 422
    assert "would go round in a ring" in refused.text
    assert Relationship.objects.count() == before


def test_the_same_two_may_be_both_in_other_kinds(crowd, bind):
    bind("Ana Bea")

    actions.relate(crowd["Ana"], other=crowd["Bea"], side=BY_KEY["recruited"], by=None)
    actions.relate(crowd["Cal"], other=crowd["Bea"], side=BY_KEY["coaches"], by=None)

    assert pairs() == ["Ana Bea", "Bea Cal"]


def test_what_was_taken_away_does_not_come_back_as_a_ring(sign_in, crowd, bind):
    bind("Ana Bea")
    gone = Relationship.objects.get()
    actions.take_away(gone, by=None)
    bind("Bea Cal", "Cal Ana")

    said = sign_in("director").post(f"{url('relationships', crowd['Ana'])}{gone.pk}/back/", follow=True)

    assert "would go round in a ring" in said.text
    assert pairs() == ["Bea Cal", "Cal Ana"]


def test_merging_refuses_who_would_coach_themselves_through_others(crowd, bind):
    bind("Ana Bea", "Bea Cal")

    with pytest.raises(NoMerge, match="would coach themselves"):
        merge(crowd["Ana"], crowd["Cal"], by=None)

    assert pairs() == ["Ana Bea", "Bea Cal"]


def test_merging_refuses_who_would_have_recruited_themselves(crowd, bind):
    bind("Ana Bea", "Bea Cal", kind=RECRUITED)

    with pytest.raises(NoMerge, match="would have recruited themselves"):
        merge(crowd["Cal"], crowd["Ana"], by=None)


def test_a_coach_merged_with_whom_they_coach_is_no_ring_and_comes_apart_as_before(crowd, bind):
    bind("Ana Bea", "Bea Cal", "Dee Ana")
    before = pairs()

    record = merge(crowd["Bea"], crowd["Ana"], by=None)
    together = pairs()
    unmerge(record, by=None)

    assert {"Bea Cal", "Dee Bea"} <= set(together)
    assert sorted(pairs()) == sorted(before)


def test_a_list_leaves_what_would_close_a_ring_kept_aside(person, crowd, bind):
    Member.objects.update(family_name="Moss")
    for member in Member.objects.all():
        member.save()
    bind("Ana Bea")
    said = {"Cal": "Bea Moss", "Ana": "Cal Moss", "Dee": "Fay Moss", "Fay": "Dee Moss"}
    asides = [
        Aside(crowd[who].pk, crowd[who].pk, "coached_by", ({"value": named},), crowd[who].pk)
        for who, named in said.items()
    ]

    taken = action(people_named.take)(asides, person("director"))

    assert set(taken) == {crowd["Cal"].pk, crowd["Dee"].pk}
    assert pairs() == ["Ana Bea", "Bea Cal", "Fay Dee"]


def test_who_was_archived_still_closes_a_ring(crowd, bind):
    bind("Ana Bea", "Bea Cal")
    Member.objects.filter(pk=crowd["Bea"].pk).update(archived_at=Now())

    with pytest.raises(actions.NotNow, match="ring"):
        actions.relate(crowd["Ana"], other=crowd["Cal"], side=BY_KEY["coaches"], by=None)
